"""Errors of a calibration when customers of one place choose alike: origins drawn again."""

from dataclasses import dataclass

import numpy as np

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.gravity.decay import Floats
from beffroi.kernels.gravity.flows import Fitted, Flows, fitted

DRAWS = 400
LEAST_ORIGINS = 5
"""Fewer origins than this, drawn again, say nothing of how origins differ. Our judgement."""
ENOUGH = 0.9
"""Share of the draws that must converge for their spread to be told. Our judgement."""


@dataclass(frozen=True, slots=True, eq=False)
class Redrawn:
    """Coefficients fitted to origins drawn again.

    Attributes
    ----------
    coefficients : (n_draws, n_powers)
        Those of the draws that converged. [1]
    n_failed
        Draws that did not converge.
    """

    coefficients: Floats
    n_failed: int

    @property
    def is_enough(self) -> bool:
        """Whether nine draws in ten converged, so that their spread means something."""
        kept = len(self.coefficients)
        return kept > 1 and kept >= ENOUGH * (kept + self.n_failed)

    @property
    def covariance(self) -> Floats:
        """(n_powers, n_powers), NaN where too few draws converged."""
        n = self.coefficients.shape[1]
        if not self.is_enough:
            return np.full((n, n), np.nan)
        return np.atleast_2d(np.cov(self.coefficients, rowvar=False))

    @property
    def errors(self) -> Floats:
        """(n_powers,) standard errors, NaN where too few draws converged."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))


def redrawn(seen: Flows, *, draws: int = DRAWS, seed: int = 0) -> Redrawn:
    """Fit again to origins drawn with replacement (cluster bootstrap).

    Customers of one place know the same shops and the same roads: their choices are not
    independent, and the curvature of the likelihood alone tells errors that are too small.

    Parameters
    ----------
    seen
        Flows.
    draws
        How many times, >= 2.
    seed
        Of the draws.

    Raises
    ------
    ShapeError
        If there are fewer than five origins with customers.

    References
    ----------
    A. C. Cameron, J. B. Gelbach, D. L. Miller, "Bootstrap-Based Improvements for Inference with
    Clustered Errors", Review of Economics and Statistics 90 (3), 2008, pp. 414-427,
    doi:10.1162/rest.90.3.414.
    """
    has_any = seen.customers.sum(axis=1) > 0
    n = int(has_any.sum())
    if n < LEAST_ORIGINS:
        raise ShapeError(
            "Customers come from {n} origins: five at least are needed to draw them again.", n=n
        )
    generator = np.random.default_rng(seed)
    kept, weights = list[Fitted](), np.zeros(len(has_any))
    for _ in range(draws):
        weights[has_any] = generator.multinomial(n, np.full(n, 1 / n))
        found = fitted(seen, weights=weights)
        if found.verdict == "converged":
            kept.append(found)
    rows = np.array([one.coefficients for one in kept]).reshape(-1, seen.n_powers)
    return Redrawn(rows, draws - len(kept))
