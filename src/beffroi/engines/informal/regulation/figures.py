"""Figures of a proposal: each with its unit, date, sources, method and interval."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from beffroi.engines.informal.regulation.draws import Floats, Told, told
from beffroi.engines.informal.regulation.hypotheses import Hypotheses
from beffroi.engines.informal.regulation.proposal import Proposal
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words

DEFINITIONS = Path(__file__).parent / "figures.toml"
ROOM = "regulation"


@cache
def _definitions() -> dict[str, Any]:
    return tomllib.loads(DEFINITIONS.read_text(encoding="utf-8"))


def figures(
    made: Proposal, wanted: Hypotheses, *, date: str, sources: tuple[Source, Source]
) -> tuple[Figure, ...]:
    """Return the figures of a proposal, in the order of their definitions.

    Parameters
    ----------
    made
        The proposal.
    wanted
        Its hypotheses.
    date
        Last day of the rides, ISO 8601; empty if unknown.
    sources
        The network, and the hypotheses.
    """
    known = dict(_told(made))
    observed = {"variants_before", "stops_before", "hailed", "halted"}
    return tuple(
        _figure(id_, known[id_], (wanted.currency, made.earned.currency or wanted.currency), date,
                sources[:1] if id_ in observed else sources)
        for id_ in _definitions() if id_ in known
    )  # fmt: skip


def _told(made: Proposal) -> Iterator[tuple[str, Told]]:
    before, after = made.totals
    stops = [stop for line in made.lines for stop in line.stops]
    yield "variants_before", Told(float(len(made.ways)))
    yield "variants_after", Told(float(len(made.lines)))
    yield "stops_before", Told(float(sum(len(way.stop_ids) for way in made.ways)))
    yield "stops_after", Told(float(sum(stop.change != "dropped" for stop in stops)))
    yield "walk_added", _mean([(p.share, p.walk) for p in made.places])
    yield "hailed", Told(made.hailed(counted=True))
    halted = made.hailed(counted=False)
    if halted is not None:
        yield "halted", Told(halted)
    for key, total, drivers in (
        ("before", before, made.drivers[0]), ("after", after, made.drivers[1]),
    ):  # fmt: skip
        yield f"vehicles_{key}", told(total.fleet, minimum=total.is_partial)
        yield f"drivers_{key}", told(drivers, minimum=total.is_partial)
    partial = after.is_partial
    yield "licences", told(made.licences, minimum=partial)
    yield "kilometres", told(after.kilometres, minimum=partial)
    yield "hours", told(after.hours, minimum=partial)
    yield "cost", told(made.cost, minimum=partial)
    yield "riders", told(made.earned.riders, minimum=made.earned.is_partial)
    yield "revenue", told(made.earned.revenue, minimum=made.earned.is_partial)
    if made.exchanged.currency != made.earned.currency:
        yield "revenue_exchanged", told(made.exchanged.revenue, minimum=made.earned.is_partial)
    yield "needed_subsidy", told(made.needed_subsidy)
    yield "needed_price", told(made.needed_price)
    if made.reach is not None:
        yield "near_before", Told(made.reach.before)
        yield "near_after", Told(made.reach.after)
        yield "near_lost", Told(made.reach.lost)


def _mean(pairs: list[tuple[float, float]]) -> Told:
    """Average what is known, None where nothing is."""
    known: Floats = np.array([pair for pair in pairs if np.isfinite(pair[1])], dtype=float)
    if not len(known) or not known[:, 0].sum() > 0:
        return Told(None)
    return Told(float(np.average(known[:, 1], weights=known[:, 0])))


def money_unit(currency: str) -> str:
    """Return the sign of a currency: the euro's own, the code of another.

    Examples
    --------
    >>> money_unit("EUR"), money_unit("SRD")
    ('€', 'SRD')
    """
    return "€" if currency == "EUR" else currency


def _figure(
    id_: str, one: Told, currencies: tuple[str, str], date: str, sources: tuple[Source, ...]
) -> Figure:
    said = _definitions()[id_]
    unit = said["unit"].replace("money", money_unit(currencies[0]))
    unit = unit.replace("fares", money_unit(currencies[1]))
    is_estimate = one.value is not None and one.low is not None and one.high is not None
    return Figure(
        f"{ROOM}.{id_}", Words(said["fr"], said["en"]), one.value, unit, date, sources,
        Words(said["method"]["fr"], said["method"]["en"]),
        interval=(one.low, one.high) if is_estimate else None,  # type: ignore[arg-type]
        minimum=one.minimum,
    )  # fmt: skip
