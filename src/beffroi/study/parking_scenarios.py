"""Scenarios of parking: a town and a policy in, what it changes and for whom out."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from beffroi.engines.parking.explanation.demand import arrivals, given
from beffroi.engines.parking.scenarios import Demand, Town, Trial, figures, supply, trial
from beffroi.engines.parking.scenarios.effects import FULL, QUANTITIES
from beffroi.engines.parking.scenarios.elasticity import ANSWERS, WHO, marks
from beffroi.engines.parking.scenarios.figures import WHO_WORDS
from beffroi.engines.parking.scenarios.parameters import entries
from beffroi.engines.parking.scenarios.starts import STARTS, Starts, starts
from beffroi.foundation.errors import InputError
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.files import write_text
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import decimals, grouped, said_in_both
from beffroi.study import parking_ground, parking_map, parking_policies
from beffroi.study.parking_counts import counted
from beffroi.study.parking_ground import Ground
from beffroi.study.parking_policies import Asked
from beffroi.study.parking_proof import begun, certified, compared, proof, several, signed, unlike
from beffroi.study.settings import FILE
from beffroi.study.workshop import Progress

PAGE: Final = "index.html"
FIGURES: Final = "figures.json"
PLACES: Final = "places.csv"
LOSERS: Final = "losers.csv"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula."""
WORKED: Final = ("occupancy_peak", "search_minutes", "walk_minutes", "kilometres", "carbon",
                 "revenue", "respect", "stayed_away")  # fmt: skip
"""Quantities that the command says."""
ELSEWHERE = both("the whole town")
UNNAMED = {
    "": ELSEWHERE, parking_map.INSIDE: both("within the perimeter"),
    parking_map.OUTSIDE: both("outside the perimeter"),
}  # fmt: skip
__all__ = [
    "ANSWERED",
    "ELSEWHERE", "PROFILE_WORDS", "Hypothesis", "Tried", "answered", "as_json", "begun",
    "elasticities", "ground_of", "hypotheses", "losers", "marks", "of", "places", "proof",
    "quarter_words", "summary", "told", "town_of", "write",
]  # fmt: skip
ANSWERED = {"occupancy": both("occupancy"), "volume": both("volume"), "demand": both("demand")}
"""What an elasticity is of."""
PROFILE_WORDS = {
    "residents": both("residents"), "visitors": both("visitors"), "workers": both("workers"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """A policy that was tried, ready to be read.

    Attributes
    ----------
    made
        What it does.
    ground
        The town.
    figures
        Its figures, with sources.
    warnings
        What was assumed, repaired or left out.
    ends
        Where drivers end who begin elsewhere, before and after.
    """

    made: Trial
    ground: Ground
    figures: tuple[Figure, ...]
    warnings: tuple[Words, ...]
    ends: tuple[Starts, ...] = ()


def of(
    town: Path, scenario: Path, *, cells: Path | None = None, draws: int | None = None,
    seed: int = 0, progress: Progress | None = None,
) -> Tried:  # fmt: skip
    """Try a policy on a town.

    Parameters
    ----------
    town
        Folder of a study that was run, or table of places (CSV).
    scenario
        The policy (SCENARIO.toml).
    cells
        Drivers by cell (CSV), which a table of places needs.
    draws, seed
        As in `engines.parking.scenarios.trial.trial`.
    progress
        Hears what is done.

    Raises
    ------
    InputError
        If the study was not run, a table lacks, or places or drivers are unknown.
    UnreadableFileError, FaultyFileError
        If a file cannot be used; all its faults are told.
    """
    ground = ground_of(town, cells)
    asked = parking_policies.read(scenario, ground)
    hear = progress or _unheard
    doing = both("Parking: {name}", name=asked.policy.name)
    hear(doing, 0, 1)
    made = trial(town_of(ground, asked), asked.policy, draws=draws, seed=seed,
                 hear=lambda done, all_: hear(doing, done, all_ + 1))  # fmt: skip
    law = made.middle.present.law
    ends = tuple(starts(settled, law) for settled in made.middle.settled)
    told = (*ground.warnings, *certified(made), *several(ends), *unlike(made), compared())
    return Tried(made, ground, figures(made, _sources(town, asked)), told, ends)


def _unheard(words: Words, done: int, total: int) -> None:
    """Tell nobody."""


def ground_of(town: Path, cells: Path | None) -> Ground:
    """Read a town from its study or from its tables.

    Raises
    ------
    InputError
        If a table of places comes without a table of drivers.
    """
    if town.is_dir():
        if not (town / FILE).is_file():
            raise InputError("{path} is neither a study nor a table of places: it holds no {file}.",
                             path=str(town), file=FILE)  # fmt: skip
        return parking_map.of_study(town)
    if cells is None:
        raise InputError(
            "Places alone do not say who comes: give the drivers of each cell with --demand, or a "
            "study that was run."
        )
    return parking_ground.of_files(town, cells)


def town_of(ground: Ground, asked: Asked) -> Town:
    """Put a town together, as the engine asks for it."""
    places, cells = ground.places, ground.cells
    walk = ground.walk(places["x"].to_numpy(dtype=float), places["y"].to_numpy(dtype=float))
    demand = Demand(arrivals(cells), tuple(cells["quarter"].fillna("").astype(str)))
    return Town(supply(places, walk), demand, asked.checks, asked.fine, asked.respect, ground.doubt)


def _sources(town: Path, asked: Asked) -> tuple[Source, ...]:
    policy = asked.policy
    return (
        Source("parking_town", "Stationnement – situation de départ", town.name, "", "",
               file=town.name, provenance="supplied"),
        Source("parking_policy", f"Scénario – {policy.name.fr}", policy.source or policy.file,
               policy.date, "", file=policy.file, provenance="supplied"),
    )  # fmt: skip


def told(done: Tried) -> Iterator[Words]:
    """Say what a policy changes, and how it is known."""
    yield both("{name}: before → after (change)", name=done.made.policy.name)
    known = {figure.id: figure for figure in done.figures}
    for quantity in WORKED:
        before, after, change = (
            known[f"parking_scenario.{quantity}.{done.made.policy.id}.{when}"]
            for when in ("before", "after", "change")
        )
        name = before.name.fr, before.name.en
        plain = Words(*(_plain(text) for text in name))
        yield Words("{name}\u00a0: {before} → {after} ({change})",
                    "{name}: {before} → {after} ({change})").filled(
            name=plain, before=said_in_both(before), after=said_in_both(after),
            change=_with_bounds(change),
        )  # fmt: skip
    for (profile, quarter), (drivers, lose, _, _) in done.made.middle.losers.items():
        if round(lose):
            yield both("{n} of {all} {profile} lose, {quarter}", n=round(lose), all=round(drivers),
                       profile=PROFILE_WORDS[profile], quarter=quarter_words(quarter))  # fmt: skip
    yield from answered(done)
    yield proof(done.made.certificates[1])
    yield from (begun(ends) for ends in done.ends[1:])
    yield from done.warnings


def elasticities(done: Tried) -> Iterator[tuple[Words, tuple[Figure, ...]]]:
    """Give the elasticities to the price that drivers imply, who by who; none where nobody pays.

    Each comes as occupancy, volume and demand (`engines.parking.scenarios.elasticity`).
    """
    known, id_ = {figure.id: figure for figure in done.figures}, done.made.policy.id
    for who in WHO if done.made.middle.response else ():
        yield (
            WHO_WORDS[who],
            tuple(known[f"parking_scenario.elasticity_{answer}.{id_}.{who}"] for answer in ANSWERS),
        )


def answered(done: Tried) -> Iterator[Words]:
    """Say the elasticities, beside those that others measured."""
    for who, (occupancy, volume, demand) in elasticities(done):
        yield both(
            "Elasticity to the price, {who}: occupancy {occupancy}, volume {volume}, demand at the "
            "search of today {demand}", who=who, occupancy=said_in_both(occupancy),
            volume=said_in_both(volume), demand=said_in_both(demand),
        )  # fmt: skip
    if done.made.middle.response:
        said = (
            "; ".join(f"{mark.who} {mark.year}, {ANSWERED[mark.answer].in_(code)} "
                      f"{signed(mark.value).in_(code)}" for mark in marks())
            for code in LANGUAGES
        )  # fmt: skip
        yield both("Measured elsewhere: {marks}", marks=Words(*said))


def quarter_words(quarter: str) -> Words:
    """Say the quarter of a cell, whether it bears a name or not."""
    return UNNAMED.get(quarter, Words(quarter, quarter))


def _with_bounds(figure: Figure) -> Words:
    """Say a figure and between which values nine draws in ten lie."""
    if figure.value is None or figure.interval is None:
        return said_in_both(figure)
    low, high = (
        Words(*(grouped(bound, decimals(bound, figure.unit), code) for code in LANGUAGES))
        for bound in figure.interval
    )
    return both("{value}, from {low} to {high}", value=said_in_both(figure), low=low, high=high)


def _plain(name: str) -> str:
    """Leave out the name of the scenario and the state."""
    return name.partition(": ")[2].rpartition(" (")[0]


def places(done: Tried) -> pd.DataFrame:
    """List the places that are there after: occupancy at the fullest period before and after."""
    made = done.made
    keys_before, _, _ = made.town.supply.groups
    _, which, _ = made.after.groups
    before, after = made.middle.before.occupancy, made.middle.after.occupancy
    rank = {key: n for n, key in enumerate(keys_before)}
    rows = []
    for n, place in enumerate(made.after.places):
        if place.foot != place.id:
            continue
        was = before[rank[place.id]] if place.id in rank else np.full(after.shape[1], np.nan)
        now = after[which[n]]
        peak_before, peak_after = (float(np.max(one)) if np.isfinite(one).any() else np.nan
                                   for one in (was, now))  # fmt: skip
        search = made.middle.after.search[which[n]]
        rows.append({
            "place_id": place.id, "name": place.name, "regulation": place.regulation,
            "spaces": place.spaces, "occupancy_before": peak_before, "occupancy_after": peak_after,
            "saturated_after": bool(peak_after >= FULL), "search_after": float(search.max()),
        })  # fmt: skip
    return pd.DataFrame(rows)


def losers(done: Tried) -> pd.DataFrame:
    """List who loses, by profile and quarter, with the bounds of the draws."""
    rows = []
    for (profile, quarter), (n, lose, win, mean) in done.made.middle.losers.items():
        drawn = done.made.lost.get((profile, quarter))
        low, high = (np.nan, np.nan) if drawn is None else np.quantile(drawn[:, 1], [0.05, 0.95])
        rows.append({"profile": profile, "quarter": quarter, "drivers": n, "lose": lose,
                     "lose_low": float(low), "lose_high": float(high), "win": win,
                     "mean_gain": mean})  # fmt: skip
    return pd.DataFrame(rows)


def as_json(done: Tried) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    return {
        "figures": [figure.as_json() for figure in done.figures],
        "findings": [],
        "warnings": [words.as_json() for words in done.warnings],
        "certificates": [
            {"residuals": list(one.residuals), "rate": one.rate, "contraction": one.contraction,
             "distance": one.distance, "exact": one.exact, "gap": one.gap}
            for one in done.made.certificates
        ],
        "starts": [{"apart": dict(zip(STARTS, one.apart, strict=True)), "is_one": one.is_one}
                   for one in done.ends],
    }  # fmt: skip


def write(done: Tried, folder: Path, page: Callable[[Tried, Path], None]) -> tuple[Path, ...]:
    """Write the page, the figures and the tables of a policy.

    Parameters
    ----------
    done
        The policy.
    folder
        Where to write; made if it is not there.
    page
        Writes the page, given the policy and its path.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    written = json.dumps(as_json(done), ensure_ascii=False, indent=1, allow_nan=False)
    write_text(folder / FIGURES, written + "\n")
    write_text(folder / PLACES, _csv(counted(places(done), "spaces")))
    write_text(folder / LOSERS, _csv(losers(done)))
    page(done, folder / PAGE)
    return tuple(folder / name for name in (PAGE, FIGURES, PLACES, LOSERS))


def _csv(table: pd.DataFrame) -> str:
    """Write a table as CSV in which no cell is a formula."""
    safe = table.map(lambda c: f"'{c}" if isinstance(c, str) and c.startswith(FORMULA) else c)
    return str(safe.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL,
                           float_format="%.4f"))  # fmt: skip


def summary(done: Tried) -> Iterator[tuple[Words, tuple[Figure, Figure, Figure]]]:
    """Give each quantity: its name, before, after and change."""
    known = {figure.id: figure for figure in done.figures}
    for quantity in QUANTITIES:
        three = tuple(known[f"parking_scenario.{quantity}.{done.made.policy.id}.{when}"]
                      for when in ("before", "after", "change"))  # fmt: skip
        name = Words(_plain(three[0].name.fr), _plain(three[0].name.en))
        yield name, (three[0], three[1], three[2])


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What was assumed of drivers: bounds and usual value, unit, and where it comes from."""

    name: Words
    bounds: tuple[float, float, float]
    unit: str
    source: Words
    url: str
    since: str
    from_memory: bool


def hypotheses(done: Tried) -> Iterator[Hypothesis]:
    """Give each parameter, and each rate of demand where nobody counted the drivers."""
    used = dict(entries())
    if done.ground.doubt is not None:
        used |= {f"demand_{name}": entry for name, entry in given().items()
                 if len(entry["value"]) == 3}  # fmt: skip
    for entry in used.values():
        value = entry["value"]
        low, usual, high = value if isinstance(value, list) else (value, value, value)
        yield Hypothesis(Words(**entry["name"]), (float(low), float(usual), float(high)),
                         entry["unit"], Words(**entry["source"]), entry["url"], entry["valid_from"],
                         bool(entry["from_memory"]))  # fmt: skip
