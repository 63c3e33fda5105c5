"""Comparing timetables: two files in, how near one comes to the other, in words and in JSON."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from beffroi.engines.informal.comparison import Comparison, Estimate, Scores, compared
from beffroi.engines.informal.comparison.norms import RADII
from beffroi.formats import gtfs
from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import grouped

UNKNOWN = both("unknown")
BAND_NAMES = {
    "early": both("early (4–7 h)"),
    "morning": both("morning (7–9 h)"),
    "daytime": both("daytime (9–16 h)"),
    "evening": both("evening (16–19 h)"),
    "late": both("late (19–4 h)"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """Two timetables compared.

    Attributes
    ----------
    files
        Names of the timetable and of the reference.
    comparison
        How near the first comes to the second.
    """

    files: tuple[str, str]
    comparison: Comparison


def compare(feed: Path, reference: Path, *, seed: int = 0) -> Compared:
    """Compare a timetable with a reference.

    Parameters
    ----------
    feed, reference
        GTFS archives or folders.
    seed
        Seed of the intervals.

    Raises
    ------
    UnreadableFileError, HostileFileError, FaultyFileError
        If one of both cannot be used.
    """
    ours, theirs = gtfs.read(feed), gtfs.read(reference)
    return Compared((feed.name, reference.name), compared(ours.tables, theirs.tables, seed=seed))


def as_json(done: Compared) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    plain = asdict(done.comparison)
    plain["stops"]["within"] = {str(r): plain["stops"]["within"][r] for r in RADII}
    warnings = [words.as_json() for words in _warnings(done.comparison)]
    return {"figures": [], "findings": [], "warnings": warnings, "files": list(done.files), **plain}


def told(done: Compared) -> Iterator[Words]:
    """Say how near a timetable comes to its reference, figure by figure, with intervals."""
    said = done.comparison
    yield both("{feed} compared with {reference} (in brackets: 90 % intervals).",
               feed=done.files[0], reference=done.files[1])  # fmt: skip
    yield both("Stops by direction: {ours} against {theirs}.", ours=said.stops.n_feed,
               theirs=said.stops.n_reference)  # fmt: skip
    for radius, scored in said.stops.within.items():
        yield _scored(both("Stops within {radius} m", radius=radius), scored)
    yield _figure(both("Position of stops matched, m"), said.stops.position, 1)
    yield _scored(both("Variants"), said.variants)
    yield _scored(both("Routes"), said.routes)
    yield _figure(both("Shapes, mean gap, m"), said.shapes.mean, 1)
    yield _figure(both("Shapes, 95th percentile, m"), said.shapes.p95, 1)
    yield _figure(both("Length of the reference covered, %"), said.shapes.covered, 1, 100)
    yield _figure(both("Error of headways, %"), said.times.headway, 1, 100)
    for band, error in said.times.headways.items():
        yield _figure(both("Error of headways, {band}, %", band=BAND_NAMES[band]), error, 1, 100)
    yield _figure(both("Error of running times from stop to stop, %"), said.times.running, 1, 100)
    yield _figure(both("Error of running times end to end, %"), said.times.whole, 1, 100)
    yield _figure(both("Trips at the same price, %"), said.fares, 1, 100)
    yield from _warnings(said)


def _warnings(said: Comparison) -> Iterator[Words]:
    if not said.drawn:
        yield both("One of both draws no shapes: variants are compared by their stops alone.")


def _scored(name: Words, scored: Scores) -> Words:
    return both(
        "{name}: F1 {f1}, precision {precision}, recall {recall}.",
        name=name, f1=_said(scored.f1, 3, 1), precision=_said(scored.precision, 3, 1),
        recall=_said(scored.recall, 3, 1),
    )  # fmt: skip


def _figure(name: Words, estimate: Estimate, decimals: int, times: float = 1) -> Words:
    return both("{name}: {value}.", name=name, value=_said(estimate, decimals, times))


def _said(estimate: Estimate, decimals: int, times: float) -> Words:
    if estimate.value is None:
        return UNKNOWN
    value = _number(estimate.value * times, decimals)
    if estimate.low is None or estimate.high is None:
        return value
    return Words(fr="{value} [{low} – {high}]", en="{value} [{low}–{high}]").filled(
        value=value,
        low=_number(estimate.low * times, decimals),
        high=_number(estimate.high * times, decimals),
    )


def _number(value: float, decimals: int) -> Words:
    return Words(grouped(value, decimals, "fr"), grouped(value, decimals, "en"))
