"""The plan: four steps from rides to a contract, each on condition of what the data show."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from beffroi.engines.informal.regulation.draws import told
from beffroi.engines.informal.regulation.hypotheses import NAMES, Hypotheses
from beffroi.engines.informal.regulation.norms import parameter
from beffroi.engines.informal.regulation.proposal import Proposal
from beffroi.foundation.language import LANGUAGES, Words
from beffroi.foundation.numbers import said
from beffroi.territory.informal import InformalNetwork

PLAN = Path(__file__).parent / "plan.toml"
CHOSEN = ("headway", "seats", "spacing_low", "spacing_high")
"""Hypotheses that are a choice, which nothing can prove."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the plan.

    Attributes
    ----------
    id
        ``register``, ``brand``, ``stops`` or ``headway``.
    title, does, who, needs, proof
        What is done, by whom, what it needs, what proves that it is done.
    shown
        What the data show that bears on it.
    is_ready
        Whether nothing must be surveyed before it can begin.
    """

    id: str
    title: Words
    does: Words
    who: Words
    needs: Words
    proof: Words
    shown: tuple[Words, ...]
    is_ready: bool


@cache
def _plan() -> dict[str, Any]:
    return tomllib.loads(PLAN.read_text(encoding="utf-8"))


def _says(id_: str, part: str = "says", **parts: object) -> Words:
    entry = _plan()[part][id_]
    return Words(entry["fr"], entry["en"]).filled(**parts)


def steps(made: Proposal, network: InformalNetwork, wanted: Hypotheses) -> tuple[Step, ...]:
    """Return the steps of the plan, with what the data show for each."""
    shown = {
        "register": _registering(made, wanted), "brand": _branding(made),
        "stops": _marking(made), "headway": _signing(made, network),
    }  # fmt: skip
    texts = ("title", "does", "who", "needs", "proof")
    return tuple(
        Step(
            id=entry["id"], shown=shown[entry["id"]][0], is_ready=shown[entry["id"]][1],
            **{key: Words(entry[key]["fr"], entry[key]["en"]) for key in texts},
        )
        for entry in _plan()["step"]
    )  # fmt: skip


Shown = tuple[tuple[Words, ...], bool]


def _in_words(value: float, unit: str) -> Words:
    return Words(*(said(value, unit, language) for language in LANGUAGES))


def _registering(made: Proposal, wanted: Hypotheses) -> Shown:
    fleet = told(made.totals[1].fleet)
    if fleet.value is None:
        return (_says("fleet_unknown"),), False
    is_partial = made.totals[1].is_partial
    lines = [_says("fleet_partial" if is_partial else "fleet_known",
                   vehicles=_in_words(fleet.value, "vehicle"))]  # fmt: skip
    before, after = (float(drivers[0]) for drivers in made.drivers)
    if np.isfinite(before) and np.isfinite(after):
        less = round(before - after)
        lines.append(_says("drivers_lose", less=_in_words(less, "driver")) if less >= 1
                     else _says("drivers_keep"))  # fmt: skip
    if wanted.of("seats") > parameter("licensed_seats"):
        lines.append(_says("too_large", seats=f"{wanted.of('seats'):g}"))
    return tuple(lines), True


def _branding(made: Proposal) -> Shown:
    lines = [_says("merged", before=str(len(made.ways)), after=str(len(made.lines)))]
    if not made.ways:
        return tuple(lines), False
    share = sum(way.is_provisional for way in made.ways) / len(made.ways)
    many = share > parameter("much_provisional")
    if share:
        lines.append(_says("provisional_many" if many else "provisional_few",
                           share=_in_words(share, "1")))  # fmt: skip
    return tuple(lines), not many


def _marking(made: Proposal) -> Shown:
    share = made.hailed(counted=True)
    if share is not None:
        id_ = "hailed_much" if share >= parameter("much_hailed") else "hailed_little"
        return (_says(id_, share=_in_words(share, "1")),), True
    halted = made.hailed(counted=False)
    if halted is None:
        return (_says("hailed_unknown"),), False
    return (_says("hailed_uncounted", share=_in_words(halted, "1")),), False


def _signing(made: Proposal, network: InformalNetwork) -> Shown:
    bands = network.headways
    known = bands[bands["headway_s"].notna()]
    if known.empty:
        return (_says("headway_unknown"),), False
    width = ((known["high_s"] - known["low_s"]) / known["headway_s"]).astype("Float64")
    n = int((width <= parameter("unsure_headway")).fillna(value=False).sum())
    all_sure = n == len(bands)
    line = _says("headway_sure" if all_sure else "headway_unsure", n=str(n), total=str(len(bands)))
    return (line, _balanced(made)), n > 0


def _balanced(made: Proposal) -> Words:
    known = [one for one in made.balances if one.chance is not None]
    if not known:
        return _says("balance_unknown")
    enough = [one for one in known if one.chance is not None and one.chance >= parameter("level")]
    if not enough:
        return _says("balance_none")
    return _says("balance_best", case=min(enough, key=lambda one: one.subsidy.value or 0).name)


def unknowns(made: Proposal, network: InformalNetwork, wanted: Hypotheses) -> tuple[Words, ...]:
    """List what is not known and must be surveyed, or given, first."""
    return tuple(_unknowns(made, network, wanted))


def _unknowns(made: Proposal, network: InformalNetwork, wanted: Hypotheses) -> Iterator[Words]:
    total = len(made.ways)
    counted = set(network.headways.loc[network.headways["headway_s"].notna(), "variant_id"])
    timed = set(network.times.loc[network.times["seconds"].notna(), "variant_id"])
    for id_, n in (
        ("headways", sum(way.variant_id not in counted for way in made.ways)),
        ("times", sum(way.variant_id not in timed for way in made.ways)),
        ("riders", sum(not np.isfinite(way.boardings) for way in made.ways)),
        ("return", sum(one.returns == "assumed" for one in made.before)),
    ):
        if n:
            yield _says(id_, "unknown", n=str(n), total=str(total))
    days = set(network.headways.loc[network.headways["headway_s"].notna(), "days"])
    if days and not {"saturday", "sunday"} <= days:
        yield _says("days", "unknown")
    yield from _unpriced(made, network, wanted)
    if made.reach is None:
        yield _says("people", "unknown")
    names = [
        NAMES[name] for name, one in wanted.values.items()
        if one.is_judgement and name not in CHOSEN
    ]  # fmt: skip
    if names:
        listed = Words(
            "\u00a0; ".join(name.fr for name in names), "; ".join(name.en for name in names)
        )
        yield _says("judgement", "unknown", names=listed)


def _unpriced(made: Proposal, network: InformalNetwork, wanted: Hypotheses) -> Iterator[Words]:
    routes = sorted({way.route_id for way in made.ways})
    priced = set(network.fares["route_id"].dropna())
    for_all = bool(network.fares["route_id"].isna().any())
    lacking = 0 if for_all else sum(route not in priced for route in routes)
    if lacking:
        yield _says("fares", "unknown", n=str(lacking), total=str(len(routes)))
    currencies = sorted(set(network.fares["currency"]))
    known = [wanted.currency] if wanted.rate is None else [wanted.rate.currency]
    if currencies and currencies not in (known, [wanted.currency]):
        yield _says("currency", "unknown", paid=", ".join(currencies), spent=wanted.currency)
