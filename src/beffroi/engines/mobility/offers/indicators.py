"""Figures of the register: how many offers, of what kinds, how open their data, and what gaps."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from beffroi.engines.mobility.offers.exhibits import exhibits
from beffroi.engines.mobility.offers.inputs import Inputs
from beffroi.engines.mobility.offers.matrix import DAY_WORDS, UNKNOWN, YES, hours_cells
from beffroi.engines.mobility.offers.obligations import Judged, as_source, judged
from beffroi.engines.mobility.offers.register import register
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.territory.indicator import Indicator, read
from beffroi.territory.mobility import BANDS, service_kinds
from beffroi.territory.outcome import Outcome

DEFINITIONS = Path(__file__).parent / "indicators.toml"
BINDING = {"met", "invalid", "unlicensed", "missing", "unknown"}
"""States of a rule that is due and binds."""
LATE = Words("en semaine après 20 h", "on weekdays after 8 pm")
Definitions = Mapping[str, Indicator]


def outcome(inputs: Inputs) -> Outcome:
    """Make the register and measure it.

    Returns
    -------
    Figures and exhibits, none where no offer is known at all; tables ``mobility_services`` and
    ``service_hours``.
    """
    services, hours = register(inputs)
    tables = {"mobility_services": services, "service_hours": hours}
    if services.empty:
        return Outcome((), (), tables)
    definitions = read(DEFINITIONS)
    used = _used(inputs, services)
    rules = tuple(judged(services, inputs.date)) if inputs.is_french else ()
    figures = [
        *_counts(services, inputs, definitions),
        *_openness(rules, used, definitions),
        *_running(services, hours, used, definitions),
    ]
    return Outcome(tuple(figures), tuple(exhibits(services, hours, rules, used)), tables)


def _used(inputs: Inputs, services: pd.DataFrame) -> tuple[Source, ...]:
    """Return the sources of some offers."""
    by_feed = {timetable.key: (timetable.source,) for timetable in inputs.timetables}
    known = {**inputs.sources, **by_feed}
    ids = dict.fromkeys(str(id_) for id_ in services["source"])
    return tuple(dict.fromkeys(source for id_ in ids for source in known.get(id_, ())))


def _counts(services: pd.DataFrame, inputs: Inputs, definitions: Definitions) -> Iterator[Figure]:
    counted = definitions["mobility.offers"]
    used = _used(inputs, services)
    yield counted.figure(float(len(services)), used, parts={"kind": ""})
    for kind in service_kinds().values():
        part = services[services["kind"] == kind.id]
        if len(part):
            words = Words(" : {name}", ": {name}").filled(name=kind.name)
            yield counted.figure(
                float(len(part)), _used(inputs, part), variant=kind.id, parts={"kind": words}
            )


def _openness(
    rules: tuple[Judged, ...], used: tuple[Source, ...], definitions: Definitions
) -> Iterator[Figure]:
    """Count the offers bound to publish, and bound from both sides those that do."""
    if not rules:
        return
    binding = [one for one in rules if one.state in BINDING]
    due = {one.service_id for one in binding}
    laws = tuple(dict.fromkeys(as_source(one.rule) for one in binding))
    sources = (*used, *laws)
    yield definitions["mobility.offers_due"].figure(float(len(due)), sources, dated_by=used)
    if not due:
        return
    states = {id_: {one.state for one in binding if one.service_id == id_} for id_ in due}
    n_met = sum(found == {"met"} for found in states.values())
    n_unknown = sum("unknown" in found and found <= {"met", "unknown"} for found in states.values())
    low, high = n_met / len(due), (n_met + n_unknown) / len(due)
    yield definitions["mobility.offers_open_share"].figure(
        None if n_unknown == len(due) else low,
        sources,
        interval=(low, high) if n_unknown else None,
        minimum=bool(n_unknown),
        dated_by=used,
    )


def _running(
    services: pd.DataFrame,
    hours: pd.DataFrame,
    used: tuple[Source, ...],
    definitions: Definitions,
) -> Iterator[Figure]:
    """Count the kinds of offers that run late, on Saturdays and on Sundays."""
    cells = hours_cells(services, hours)
    kinds = tuple(dict.fromkeys(kind for kind, _, _ in cells))
    slots = {
        "late": (LATE, [("weekday", "night")]),
        "saturday": (_on("saturday"), [("saturday", band) for band in BANDS]),
        "sunday": (_on("sunday"), [("sunday", band) for band in BANDS]),
    }
    for variant, (when, parts) in slots.items():
        said = {kind: [cells[kind, day, band] for day, band in parts] for kind in kinds}
        n_running = sum(YES in found for found in said.values())
        n_unknown = sum(YES not in found and UNKNOWN in found for found in said.values())
        yield definitions["mobility.kinds_running"].figure(
            None if n_unknown == len(kinds) else float(n_running),
            used,
            interval=(n_running, n_running + n_unknown) if n_unknown else None,
            minimum=bool(n_unknown),
            variant=variant,
            parts={"when": when},
        )


def _on(day: str) -> Words:
    return Words("le {day}", "on {day}").filled(day=DAY_WORDS[day])
