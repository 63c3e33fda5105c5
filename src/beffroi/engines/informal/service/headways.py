"""Headways: how often each variant leaves, from departures counted, seen, or made by a fleet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import gamma

from beffroi.engines.informal.service.clock import KINDS
from beffroi.engines.informal.service.norms import parameter
from beffroi.engines.informal.service.seen import Seen
from beffroi.engines.informal.service.sharing import cells
from beffroi.kernels.change_points import rate_changes
from beffroi.kernels.rates import Prior, prior
from beffroi.territory.informal import INFORMAL_HEADWAYS

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
LEAST_DISPERSION, MOST_DISPERSION = 0.05, 4.0


@dataclass(frozen=True, slots=True)
class _Band:
    """A part of the day of a variant, and what was seen of it."""

    variant: int
    kind: str
    begin: int
    end: int
    seen: Seen

    @property
    def counts(self) -> Floats:
        """Departures, by draw."""
        whole: Floats = self.seen.counts[:, self.variant, self.begin : self.end].sum(axis=1)
        return whole

    @property
    def each(self) -> float:
        """Departures in one go: of a day that was wholly watched."""
        length = (self.end - self.begin) * parameter("cell")
        return float(self.counts.mean() * min(length / self.time, 1.0))

    @property
    def time(self) -> float:
        """Time watched. [s]."""
        return float(self.seen.exposure[self.variant, self.begin : self.end].sum())


def headways(
    variant_ids: Sequence[str], evidence: Sequence[Mapping[str, Seen]],
    rides: Mapping[str, pd.DataFrame] | None = None, *, seed: int = 0,
) -> pd.DataFrame:  # fmt: skip
    """Tell the headways of variants by kind of day and band.

    Bands begin where the rate of departures changes (PELT, penalty of BIC, at least
    `shortest_band`). The rate of a band is gamma given its counts, with a weak prior that the whole
    network shares; counts weigh by the variation of headways: vehicles that leave evenly tell more
    than vehicles that leave by chance.

    Parameters
    ----------
    variant_ids
        Identifiers, by number.
    evidence
        What was seen by kind of day, the surest first: each variant is told by the first that saw
        it on that kind of day.
    rides
        By kind of day, rides seen: `variant` (number), `seconds` (time of day), so that a variant
        that was ridden but whose headway nobody knows has its row.
    seed
        Seed of the draws.

    Returns
    -------
    Rows of `INFORMAL_HEADWAYS`. Where lines share a terminal, nobody noted which left and the
    bounds are wider than `widest_share`, the next evidence of that band tells the headway; where
    there is none, `headway_s` is missing between its bounds. Where a watch saw nothing leave,
    `headway_s` is missing, and `low_s` says how long it is at least; where nobody watched, all of
    it is missing, and so is the method.
    """
    draw = np.random.default_rng(seed)
    best = [(kind, variant, seen) for kind in KINDS for variant in range(len(variant_ids))
            if (seen := _best(evidence, kind, variant)) is not None]  # fmt: skip
    variation = np.full(len(variant_ids), parameter("variation"))
    bands: list[_Band] = []
    for _ in range(2):
        bands = [band for kind, variant, seen in best
                 for band in _bands(kind, variant, seen, variation[variant])]  # fmt: skip
        variation = _variations(bands, len(variant_ids))
    rows = [*_told(bands, variation, variant_ids, evidence, draw),
            *_untold(best, rides, variant_ids)]  # fmt: skip
    rows.sort(key=lambda row: (row["variant_id"], KINDS.index(row["days"]), row["begins_s"]))
    return INFORMAL_HEADWAYS.typed(pd.DataFrame(rows, columns=list(INFORMAL_HEADWAYS.columns)))


def _best(evidence: Sequence[Mapping[str, Seen]], kind: str, variant: int) -> Seen | None:
    for one in evidence:
        if kind in one and one[kind].exposure[variant].any():
            return one[kind]
    return None


def _bands(kind: str, variant: int, seen: Seen, variation: float) -> Iterator[_Band]:
    """Cut each part of the day that was watched without a break."""
    exposure = seen.exposure[variant]
    counts = seen.counts[:, variant].mean(axis=0)
    watched = np.concatenate([[0], (exposure > 0).astype(np.int64), [0]])
    turns = np.flatnonzero(np.diff(watched))
    shortest = int(parameter("shortest_band") / parameter("cell"))
    for begin, end in zip(turns[::2], turns[1::2], strict=True):
        rate = counts[begin:end].sum() / exposure[begin:end].sum()
        cuts = rate_changes(
            counts[begin:end], exposure[begin:end], shortest=shortest,
            penalty=2 * np.log(max(float(counts[begin:end].sum()), end - begin, 2)),
            dispersion=_dispersion(variation, float(rate) * parameter("shortest_band")),
        )  # fmt: skip
        for a, b in pairwise(cuts.tolist()):
            yield _Band(variant, kind, int(begin + a), int(begin + b), seen)


def _dispersion(variation: float, mean: float) -> float:
    r"""Return the variance of counts over their mean, for windows of a mean count.

    .. math:: \frac{\mathrm{Var}\,N}{m} \approx c^2 + \frac{1 - c^4}{6 m}

    with the variation `c` of headways, of which the law is gamma: the windows cut two of them.

    References
    ----------
    D. R. Cox, Renewal Theory, Methuen, 1962, §4.5.
    """
    square = float(np.clip(variation**2, LEAST_DISPERSION, MOST_DISPERSION))
    return square + max(1 - square**2, 0.0) / (6 * max(mean, 1.0))


def _variations(bands: Sequence[_Band], n_variants: int) -> Floats:
    """Measure how much headways vary around their band's mean, by variant and in the network."""
    squares, n = np.zeros(n_variants), np.zeros(n_variants)
    for band in bands:
        gaps = band.seen.gaps
        last = gaps[:, 1] + gaps[:, 2] / parameter("cell")
        own = (gaps[:, 0] == band.variant) & (gaps[:, 1] >= band.begin) & (last < band.end)
        if own.sum() > 1:
            unit = gaps[own, 2] / gaps[own, 2].mean()
            squares[band.variant] += ((unit - 1) ** 2).sum()
            n[band.variant] += own.sum() - 1
    worth = parameter("variation_headways")
    whole = (squares.sum() + worth * parameter("variation") ** 2) / (n.sum() + worth)
    variation: Floats = np.sqrt((squares + worth * whole) / (n + worth))
    return variation


def _told(
    bands: Sequence[_Band], variation: Floats, ids: Sequence[str],
    evidence: Sequence[Mapping[str, Seen]], draw: np.random.Generator,
) -> Iterator[dict[str, object]]:  # fmt: skip
    if not bands:
        return
    phi = np.array([_dispersion(variation[band.variant], band.each) for band in bands])
    n = np.array([band.counts.mean() for band in bands]) / phi
    law = prior(n, np.array([band.time for band in bands]) / phi)
    for band, dispersion in zip(bands, phi, strict=True):
        own = float(variation[band.variant])
        row = _row(band, float(dispersion), own, law, ids, draw)
        for other in _others(band, evidence) if _is_withheld(row) else ():
            spread = _dispersion(own, other.each)
            said = _row(other, spread, own, law, ids, draw)
            if said["headway_s"] is not None:
                row = said
                break
        yield row


def _is_withheld(row: Mapping[str, object]) -> bool:
    """Say whether departures were seen that were not told apart."""
    return row["headway_s"] is None and bool(row["n_departures"])


def _others(band: _Band, evidence: Sequence[Mapping[str, Seen]]) -> Iterator[_Band]:
    """List what less sure evidence says of a band."""
    seen = [one[band.kind] for one in evidence if band.kind in one]
    for one in seen[next(k for k, own in enumerate(seen) if own is band.seen) + 1 :]:
        other = replace(band, seen=one)
        if other.time > 0:
            yield other


def _row(  # noqa: PLR0917  (parts of one row)
    band: _Band, dispersion: float, variation: float, law: Prior, ids: Sequence[str],
    draw: np.random.Generator,
) -> dict[str, object]:  # fmt: skip
    low, middle, high = _rates(band, dispersion, law, draw)
    n = round(float(band.counts.mean()))
    is_shared = bool(np.ptp(band.counts) > 0)
    is_told = n > 0 and not (is_shared and high > parameter("widest_share") * low)
    headway = 1 / middle if is_told else None
    step, start = parameter("cell"), parameter("day_starts")
    begins = start + band.begin * step
    return {
        "band_id": f"{ids[band.variant]}:{band.kind}:{int(begins)}",
        "variant_id": ids[band.variant], "days": band.kind, "begins_s": begins,
        "ends_s": start + band.end * step, "headway_s": headway, "low_s": 1 / high,
        "high_s": 1 / low if n else None, "variation": variation if is_told else None,
        "wait_s": headway * (1 + variation**2) / 2 if headway else None, "n_departures": n,
        "watched_s": band.time, "method": band.seen.method,
    }  # fmt: skip


def _rates(
    band: _Band, dispersion: float, law: Prior, draw: np.random.Generator
) -> tuple[float, float, float]:
    """Return the bounds of the rate of a band, and its middle."""
    tail = (1 - parameter("level")) / 2
    counts = band.counts / dispersion
    time = law.time + band.time / dispersion
    if np.ptp(counts) == 0:
        low, high = gamma.ppf([tail, 1 - tail], law.shape + counts[0], scale=1 / time)
        return float(low), float((law.shape + counts[0]) / time), float(high)
    drawn = draw.gamma(law.shape + np.tile(counts, 10)) / time
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return float(low), float(np.clip(drawn.mean(), low, high)), float(high)


def _untold(
    best: Sequence[tuple[str, int, Seen]], rides: Mapping[str, pd.DataFrame] | None,
    ids: Sequence[str],
) -> Iterator[dict[str, object]]:  # fmt: skip
    """Give a variant whose headway nobody knows the part of the day in which it was ridden."""
    known = {(kind, variant) for kind, variant, _ in best}
    step, start = parameter("cell"), parameter("day_starts")
    for kind, table in (rides or {}).items():
        for number in table["variant"].unique():
            variant, own = int(number), table[table["variant"] == number]
            if (kind, variant) in known:
                continue
            first = start + np.floor((own["seconds"].min() - start) / step) * step
            last = start + (np.floor((own["seconds"].max() - start) / step) + 1) * step
            last = min(max(last, first + parameter("shortest_band")), start + cells() * step)
            yield {
                "band_id": f"{ids[variant]}:{kind}:{int(first)}", "variant_id": ids[variant],
                "days": kind, "begins_s": first, "ends_s": last, "n_departures": len(own),
            }  # fmt: skip
