"""What a device on board records of a movement: late, noisy, and sometimes nothing."""

import numpy as np
import numpy.typing as npt
from scipy.signal import lfilter

from beffroi.engines.informal.simulation.options import Options, parameter

Floats = npt.NDArray[np.float64]
HOUR = 3_600.0


def instants(first: float, last: float, options: Options, draw: np.random.Generator) -> Floats:
    """Choose the instants of the fixes: evenly spaced, but for the silences of the recorder.

    Silences are drawn at `Options.gaps` an hour, of a length between `shortest_gap` and
    `longest_gap` whose logarithm is uniform. The first and the last fix are always there.
    """
    times = first + options.sampling * np.arange(int((last - first) / options.sampling) + 1)
    n_gaps = draw.poisson(options.gaps * (last - first) / HOUR)
    kept = np.ones(len(times), dtype=bool)
    bounds = np.log([parameter("shortest_gap"), parameter("longest_gap")])
    begins = draw.uniform(first, last, n_gaps)
    lengths = np.exp(draw.uniform(bounds[0], bounds[1], n_gaps))
    for begin, length in zip(begins, lengths, strict=True):
        kept &= ~((times > begin) & (times < begin + length))
    kept[[0, -1]] = True
    recorded: Floats = np.asarray(times[kept], dtype=np.float64)
    return recorded


def errors(times: Floats, options: Options, draw: np.random.Generator) -> Floats:
    r"""Draw the errors of positions: an AR(1) process on each axis.

    .. math:: e_k = \varphi e_{k-1} + \sigma \sqrt{1 - \varphi^2}\, z_k,
        \quad \varphi = e^{-\Delta t / \tau}

    Returns
    -------
    (n_fixes, 2)
        Errors east and north, of standard deviation :math:`\sigma` = `Options.noise` at every
        instant and correlation time :math:`\tau` = `memory`; a silence lets them forget. [m]

    References
    ----------
    G. E. P. Box, G. M. Jenkins, G. C. Reinsel, Time Series Analysis, 4th ed., Wiley, 2008, §3.2.3.
    """
    steps = np.rint(np.concatenate([[0.0], np.diff(times)]) / options.sampling).astype(np.int64)
    ranks = np.cumsum(steps)
    phi = np.exp(-options.sampling / parameter("memory"))
    noise = draw.standard_normal((int(ranks[-1]) + 1, 2)) * options.noise
    noise[1:] *= np.sqrt(1 - phi**2)
    walked: Floats = np.asarray(lfilter([1.0], [1.0, -phi], noise, axis=0))
    return walked[ranks]
