"""What was seen of departures: at terminals, from vehicles that met others, by who waited."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.informal.service.clock import DAY, KINDS, instants
from beffroi.engines.informal.service.norms import parameter
from beffroi.engines.informal.service.sharing import cell_of, cells, exposures, shared, sites
from beffroi.engines.informal.service.unmixing import can_tell, evenness, unmixed
from beffroi.engines.informal.service.watches import Watch, silence

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
COUNTS, OBSERVER, WAITS, CYCLE = "terminal_counts", "moving_observer", "waits", "cycle"
"""How a headway is known."""
FEWEST = 2
MOST_USUAL = 2.0
"""Usual headways beyond which a silence is one."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Departures seen in a kind of day.

    Attributes
    ----------
    counts : (n_draws, n_variants, n_cells)
        Departures of each variant in each cell of the day; several draws where lines share a
        terminal and nobody said which was counted.
    exposure : (n_variants, n_cells)
        Time during which they would have been seen. [s]
    gaps : (n_gaps, 3)
        Times between two departures of a variant that were seen to follow each other: number of
        the variant, cell of the first, gap [s].
    method
        How they were seen.
    """

    counts: Floats
    exposure: Floats
    gaps: Floats
    method: str


def at_terminals(
    watches: Sequence[Watch],
    rides: Floats,
    zone: str,
    draw: np.random.Generator,
    left: Sequence[Floats] = (),
) -> dict[str, Seen]:
    """Gather what was counted at terminals, by kind of day.

    Where several lines begin at one terminal and nobody said which was counted, they are told
    apart by how evenly each leaves (`unmixing`), where vehicles do leave evenly; else departures
    are shared out by the rides surveyed (`sharing`).

    Parameters
    ----------
    watches
        The watches.
    rides : (n_variants,)
        Rides surveyed of each variant.
    left
        By variant, when these left. [s since 1970]
    """
    n_draws, shape = int(parameter("draws")), (len(rides), cells())
    made = {kind: (np.zeros((n_draws, *shape)), np.zeros(shape), list[Floats]()) for kind in KINDS}
    for watch in watches:
        kind = KINDS[exposures(watch, zone)[0]]
        if _is_told(watch):
            counts, exposure, gaps = made[kind]
            for variant, times in _apart(watch):
                of = _followed(watch, times, zone)
                counts[:, variant] += of[0]
                exposure[variant] += of[1]
                gaps.append(_gaps(variant, times, watch, zone))
    even = evenness([np.diff(times) for watch in watches if _is_told(watch)
                      for _, times in _apart(watch)])  # fmt: skip
    for variants, own in sites([watch for watch in watches if not _is_told(watch)]):
        for kind in KINDS:
            part = [watch for watch in own if KINDS[exposures(watch, zone)[0]] == kind]
            if part:
                counts, exposure, _ = made[kind]
                if len(left) and can_tell(part, len(variants), even, zone):
                    counts[:, variants] += unmixed(part, variants, left, even, zone, draw)
                else:
                    mixed = _mixed(part, variants, zone)
                    counts[:, variants] += shared(*mixed, rides[variants], draw)
                exposure[variants] += sum(exposures(watch, zone)[1] for watch in part)
    return {
        kind: Seen(counts, exposure, np.concatenate([np.zeros((0, 3)), *gaps]), COUNTS)
        for kind, (counts, exposure, gaps) in made.items() if exposure.any()
    }  # fmt: skip


def _is_told(watch: Watch) -> bool:
    """Say whether the variant of each departure is known."""
    return len(watch.variants) == 1 or bool(len(watch.labelled) and (watch.labelled >= 0).all())


def _apart(watch: Watch) -> list[tuple[int, Floats]]:
    """Part the departures of a watch by variant."""
    if len(watch.variants) == 1:
        return [(int(watch.variants[0]), watch.times)]
    return [(int(v), watch.times[watch.labelled == v]) for v in watch.variants]


def _followed(watch: Watch, times: Floats, zone: str) -> tuple[Floats, Floats]:
    """Count the departures of one variant by cell, and the time watched.

    Where begin and end of the watch are not given, the variant was watched from its own first
    departure to its own last, long silences left out: whether it ran then, while others of its
    terminal did, nobody said.
    """
    begin = float(instants([watch.begins], zone).seconds[0])
    opened = np.zeros(0) if len(watch.variants) > 1 else np.array([watch.begins])
    since = begin + np.concatenate([opened, times]) - watch.begins
    if watch.given or len(since) <= FEWEST:
        cell = cell_of(begin + times - watch.begins)
        return np.bincount(cell, minlength=cells()).astype(np.float64), exposures(watch, zone)[1]
    counts, exposure = np.zeros(cells()), np.zeros(cells())
    breaks = np.flatnonzero(np.diff(since) > silence(since)) + 1
    for part in np.split(since, breaks if len(watch.variants) > 1 else []):
        if len(part) >= FEWEST:
            spread = _spread(part)
            counts += spread[0]
            exposure += spread[1]
    return counts, exposure


def _spread(since: Floats) -> tuple[Floats, Floats]:
    """Spread each headway over the time that it lasted, at most over twice a usual one.

    Vehicles that leave evenly would else leave the first cell of every watch empty.
    """
    edges = parameter("day_starts") + np.arange(cells() + 1) * parameter("cell")
    gaps = np.diff(since)
    lasted = np.clip(gaps, 1.0, max(MOST_USUAL * float(np.median(gaps)), 1.0))
    part = (edges[:, np.newaxis] - (since[1:] - lasted)) / lasted
    exposed = np.minimum(since[-1], edges[1:]) - np.maximum(since[0], edges[:-1])
    return np.diff(np.clip(part, 0.0, 1.0).sum(axis=1)), np.clip(exposed, 0.0, None)


def _mixed(watches: Sequence[Watch], variants: Ints, zone: str) -> tuple[Floats, Floats]:
    """Count by cell the departures of unknown variant, and those of each known one."""
    unknown, labelled = np.zeros(cells()), np.zeros((len(variants), cells()))
    for watch in watches:
        cell, said = _cells(watch, zone), watch.labelled >= 0
        np.add.at(unknown, cell[~said], 1.0)
        np.add.at(labelled, (np.searchsorted(variants, watch.labelled[said]), cell[said]), 1.0)
    return unknown, labelled


def _cells(watch: Watch, zone: str) -> Ints:
    """Return the cell of each departure, of the day on which the watch began."""
    begin = float(instants([watch.begins], zone).seconds[0])
    return cell_of(begin + watch.times - watch.begins)


def _gaps(variant: int, times: Floats, watch: Watch, zone: str) -> Floats:
    """List the headways of a variant: its number, the cell of the first departure, seconds."""
    if len(times) < FEWEST:
        return np.zeros((0, 3))
    begin = float(instants([watch.begins], zone).seconds[0])
    cell = cell_of(begin + times[:-1] - watch.begins)
    return np.column_stack([np.full(len(cell), variant), cell, np.diff(times)])


def from_vehicles(sightings: pd.DataFrame, n_variants: int, zone: str) -> dict[str, Seen]:
    """Gather what was seen from vehicles, by kind of day.

    Parameters
    ----------
    sightings
        A row for each ride on which vehicles met were noted: `variant` (number of the variant met),
        `begins`, `ends` (departures between these would have been met) [s since 1970], `n`.

    References
    ----------
    J. G. Wardrop, G. Charlesworth, "A Method of Estimating Speed and Flow of Traffic from a Moving
    Vehicle", Proceedings of the Institution of Civil Engineers 3 (1), 1954, pp. 158-171,
    doi:10.1680/ipeds.1954.11628.
    """
    made: dict[str, tuple[Floats, Floats]] = {}
    columns = [sightings[name].to_numpy(dtype=float) for name in ("variant", "begins", "ends", "n")]
    for number, begins, ends, n in zip(*columns, strict=True):
        variant = int(number)
        watch = Watch(np.array([variant]), begins, ends, np.zeros(0), np.zeros(0, dtype=np.int64))
        rank, seconds = exposures(watch, zone)
        whole = float(seconds.sum())
        if not 0 < whole <= DAY:
            continue
        counts, exposure = made.setdefault(
            KINDS[rank], (np.zeros((n_variants, cells())), np.zeros((n_variants, cells())))
        )
        counts[variant] += n * seconds / whole
        exposure[variant] += seconds
    return {
        kind: Seen(counts[np.newaxis], exposure, np.zeros((0, 3)), OBSERVER)
        for kind, (counts, exposure) in made.items()
    }


def by_waiting(
    waits: pd.DataFrame, n_variants: int, variation: float, zone: str
) -> dict[str, Seen]:
    r"""Gather what surveyors waited for the next vehicle, by kind of day.

    Who comes by chance waits :math:`E[W] = E[H] (1 + c^2) / 2` on average: `n` waits tell as much
    as `n` departures during :math:`2 \sum W / (1 + c^2)`.

    Parameters
    ----------
    waits
        A row for each wait: `variant` (number), `since` [s since 1970], `seconds`, and `boarded`
        where several variants were waited for at once: a row for each of these.
    variation
        Variation :math:`c` of headways.

    References
    ----------
    E. E. Osuna, G. F. Newell, "Control Strategies for an Idealized Public Transportation System",
    Transportation Science 6 (1), 1972, pp. 52-72, doi:10.1287/trsc.6.1.52.
    """
    made: dict[str, tuple[Floats, Floats]] = {}
    seen = instants(waits["since"].to_numpy(dtype=float), zone)
    boarded = waits["boarded"] if "boarded" in waits else np.ones(len(waits), dtype=bool)
    rows = zip(waits["variant"], waits["seconds"], seen.kind, cell_of(seen.seconds), boarded,
               strict=True)  # fmt: skip
    for variant, seconds, kind, cell, came in rows:
        counts, exposure = made.setdefault(
            KINDS[kind], (np.zeros((n_variants, cells())), np.zeros((n_variants, cells())))
        )
        counts[variant, cell] += bool(came)
        exposure[variant, cell] += 2 * seconds / (1 + variation**2)
    return {
        kind: Seen(counts[np.newaxis], exposure, np.zeros((0, 3)), WAITS)
        for kind, (counts, exposure) in made.items()
    }
