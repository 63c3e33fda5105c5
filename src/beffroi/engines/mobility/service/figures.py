"""Figures of public transport: what leaves the perimeter, for whom, how fast, and when."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.reach import scaled
from beffroi.engines.mobility.service.day_types import KIND_WORDS, KINDS, Kind
from beffroi.engines.mobility.service.norms import HOUR, numbers
from beffroi.engines.mobility.service.quality import Quality
from beffroi.engines.mobility.service.stops import departures
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.territory.indicator import Indicator

MAIN: Kind = "school_weekday"
"""The day type of the figures that speak of one day alone."""
SHOPPING: tuple[Kind, ...] = ("school_weekday", "saturday")
WEEK = 7
"""Days of a timetable that hold every day of the week."""
Indicators = Mapping[str, Indicator]


def transport_figures(inputs: Inputs, found: Quality, indicators: Indicators) -> Iterator[Figure]:
    """Count stops, lines, runs and departures, and those who live or work near them."""
    yield from _counts(inputs, found, indicators)
    yield from _by_day(inputs, found, indicators)
    yield from _near_stops(inputs, found, indicators)
    yield from _jobs(inputs, found, indicators)
    yield from _near_classes(inputs, found, indicators)
    yield from _lines(inputs, found, indicators)


def feed_sources(inputs: Inputs) -> tuple[Source, ...]:
    """Return the sources of the feeds, in their order."""
    return tuple(feed.source for feed in inputs.timetables)


def day_words(found: Quality, kind: Kind) -> Words:
    """Name the dates that stand for a day type; a dash where there is none."""
    dates = found.basin.types.dates.get(kind, {})
    said = ", ".join(dict.fromkeys(date.date().isoformat() for date in dates.values())) or "–"
    return Words(fr=said, en=said)


def in_perimeter(found: Quality, kind: Kind) -> pd.DataFrame:
    """List the departures of a day type from the stops of the perimeter."""
    left = departures(found.basin, kind)
    kept: pd.DataFrame = left[found.inside[left["stop"].to_numpy(dtype=np.int64)]]
    return kept


def lines_of_perimeter(found: Quality) -> pd.Index:
    """Find the lines with a departure in the perimeter on some day type."""
    numbers_ = [in_perimeter(found, kind)["line"] for kind in found.basin.passages]
    return pd.Index(pd.concat(numbers_).unique()) if numbers_ else pd.Index([])


def _is_known(found: Quality, kind: Kind) -> bool:
    """Say whether the feeds tell what runs on a day type, were it nothing."""
    if kind == "holiday_weekday":
        return kind in found.basin.passages
    if kind in found.basin.types.dates:
        return True
    spans = (days.dates.index for days in found.basin.days.values() if len(days.dates))
    return any((span[-1] - span[0]).days + 1 >= WEEK for span in spans)


def _counts(inputs: Inputs, found: Quality, indicators: Indicators) -> Iterator[Figure]:
    sources = feed_sources(inputs)
    left = in_perimeter(found, MAIN)
    parts = {"day": day_words(found, MAIN)}
    is_known = _is_known(found, MAIN)
    counted = {
        "mobility.lines": left["line"].nunique(),
        "mobility.trips": left["run"].nunique(),
        "mobility.departures": len(left),
    }
    yield indicators["mobility.stops"].figure(float(found.inside.sum()), sources)
    for id_, count in counted.items():
        yield indicators[id_].figure(float(count) if is_known else None, sources, parts=parts)


def _by_day(inputs: Inputs, found: Quality, indicators: Indicators) -> Iterator[Figure]:
    sources = feed_sources(inputs)
    usual = len(in_perimeter(found, MAIN))
    for kind in KINDS:
        left = in_perimeter(found, kind)
        parts = {"day": day_words(found, kind), "kind": KIND_WORDS[kind]}
        is_known = _is_known(found, kind)
        yield indicators["mobility.day_departures"].figure(
            float(len(left)) if is_known else None, sources, variant=kind, parts=parts
        )
        span = (left["departure"].max() - left["departure"].min()) / HOUR if len(left) else None
        yield indicators["mobility.service_span"].figure(span, sources, variant=kind, parts=parts)
        if kind != MAIN:
            share = len(left) / usual if is_known and usual else None
            yield indicators["mobility.day_share"].figure(share, sources, variant=kind, parts=parts)


def _near_stops(inputs: Inputs, found: Quality, indicators: Indicators) -> Iterator[Figure]:
    people = inputs.population
    sources = (*inputs.sources["population"], *feed_sources(inputs), *inputs.sources["osm"])
    for metres in numbers("stop_distances"):
        near, share = _covered(inputs, found, "people", (MAIN, metres, 1))
        parts: dict[str, str | Words] = {
            "metres": str(metres),
            "population": people.method,
            "day": day_words(found, MAIN),
        }
        yield indicators["mobility.population_near_stop"].figure(
            near,
            sources,
            interval=scaled(people.interval, people.total, near),
            variant=f"{metres}m",
            parts=parts,
        )
        yield indicators["mobility.share_near_stop"].figure(
            share, sources, variant=f"{metres}m", parts=parts
        )


def _covered(
    inputs: Inputs, found: Quality, what: str, row: tuple[Kind, int, int]
) -> tuple[float | None, float | None]:
    """Read who is near a class of stops in the perimeter; None where it is not known.

    `row` is a day type, a distance and a class.
    """
    if inputs.population.total is None or not _is_known(found, row[0]):
        return None, None
    table = found.people if what == "people" else found.jobs
    if table is None or row[0] not in found.basin.passages:
        return _nobody(inputs)
    keys = ["kind", "metres", "at_least", "area"]
    held = table.set_index(keys).loc[(*row, "perimeter"), ["total", "share"]]
    total, share = held.to_numpy(dtype=float)
    return (None, None) if np.isnan(share) else (float(total), float(share))


def _nobody(inputs: Inputs) -> tuple[float | None, float | None]:
    cells = inputs.population.cells
    homes = cells[cells.representative_point().within(inputs.perimeter)]
    return (0.0, 0.0) if homes["population"].sum() > 0 else (None, None)


def _jobs(inputs: Inputs, found: Quality, indicators: Indicators) -> Iterator[Figure]:
    sources = (*feed_sources(inputs), *inputs.sources["osm"])
    if inputs.jobs is not None:
        sources = (*inputs.sources.get("jobs", ()), *sources)
    for metres in numbers("stop_distances"):
        share = None
        if found.jobs is not None:
            _, share = _covered(inputs, found, "jobs", (MAIN, metres, 1))
        parts: dict[str, str | Words] = {"metres": str(metres), "day": day_words(found, MAIN)}
        yield indicators["mobility.share_jobs_near_stop"].figure(
            share, sources, variant=f"{metres}m", parts=parts
        )


def _near_classes(inputs: Inputs, found: Quality, indicators: Indicators) -> Iterator[Figure]:
    sources = (*inputs.sources["population"], *feed_sources(inputs), *inputs.sources["osm"])
    metres = min(numbers("stop_distances"))
    for kind in KINDS:
        for at_least in numbers("classes"):
            if at_least == 1 and kind == MAIN:
                continue  # share_near_stop says it already
            _, share = _covered(inputs, found, "people", (kind, metres, at_least))
            parts: dict[str, str | Words] = {
                "metres": str(metres),
                "at_least": str(at_least),
                "kind": KIND_WORDS[kind],
                "day": day_words(found, kind),
                "population": inputs.population.method,
            }
            yield indicators["mobility.share_near_class"].figure(
                share, sources, variant=f"{kind}.{at_least}", parts=parts
            )


def _lines(inputs: Inputs, found: Quality, indicators: Indicators) -> Iterator[Figure]:
    sources = feed_sources(inputs)
    lines = found.basin.lines
    own = lines_of_perimeter(found)
    is_school = lines["school"].ne("")
    yield indicators["mobility.school_lines"].figure(
        float(is_school.loc[own].sum()) if len(found.lines) else None, sources
    )
    yield indicators["mobility.commercial_speed"].figure(
        _speed(found, own), sources, parts={"day": day_words(found, MAIN)}
    )
    both = (*sources, *inputs.sources["osm"])
    for kind in SHOPPING:
        parts = {"day": day_words(found, kind), "kind": KIND_WORDS[kind]}
        serving, idle = idle_at_shop_hours(found, kind)
        if kind == MAIN:
            yield indicators["mobility.centre_lines"].figure(serving, both)
        yield indicators["mobility.idle_lines"].figure(idle, both, variant=kind, parts=parts)


def _speed(found: Quality, own: pd.Index) -> float | None:
    """Average the speed of the runs of plain lines of the perimeter; None where it is unknown."""
    if found.lines.empty:
        return None
    keys = found.basin.lines.loc[own, ["feed", "route_id"]]
    rows = found.lines.merge(keys, on=["feed", "route_id"])
    rows = rows[(rows["kind"] == MAIN) & rows["school"].eq("") & (rows["speed"] > 0)]
    way = rows["length"] * rows["runs"]
    return float(way.sum() / (way / rows["speed"]).sum() * 3.6) if len(rows) else None


def idle_at_shop_hours(found: Quality, kind: Kind) -> tuple[float | None, float | None]:
    """Count the lines that serve the centre, and those that do not at shop hours of a day type.

    Returns
    -------
    Lines, school lines apart, that serve the centre on some day type; and those of them that do not
    bring anybody there at shop hours and back on that one. None where the centre or the day is not
    known.
    """
    lines = found.lines
    if lines.empty or lines["serves_centre"].isna().all() or not _is_known(found, kind):
        return None, None
    plain = lines[lines["school"].eq("")]
    serving = plain[plain["serves_centre"].astype(bool)]
    keys = serving[["feed", "route_id"]].drop_duplicates()
    today = plain[(plain["kind"] == kind) & plain["at_shop_hours"].astype(bool)]
    useful = keys.merge(today[["feed", "route_id"]].drop_duplicates())
    return float(len(keys)), float(len(keys) - len(useful))


def shop_hours_known(found: Quality) -> bool:
    """Say whether lines could be tried at shop hours."""
    return not found.lines.empty and bool(found.lines["serves_centre"].notna().any())
