"""Layers of scenarios: the squares that each changes, and where its changes lie, asked for."""

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import said
from beffroi.report.drawn import (
    AREA,
    LINE,
    NOTHING,
    POINT,
    Drawn,
    Fact,
    numbers_of,
    shapes_of,
    texts_of,
)

PREFIX = "scenario-"
"""How the keys of these layers begin: the rank of the scenario follows."""
STATES = {
    "gained": both("now within {within} minutes"), "better": both("nearer"),
    "worse": both("farther"), "lost": both("now beyond {within} minutes"),
}  # fmt: skip
"""What a scenario does to a square that it changes; `within` are its minutes to the centre."""
STATES_NOTE = both(
    "+ now within {within} minutes, − no longer; paler: nearer, or farther if dashed"
)


def scenario_squares(table: gpd.GeoDataFrame) -> list[Drawn]:
    """Draw the squares that each scenario changes, by what it does to them."""
    shapes, rows = shapes_of(table, AREA)
    changed = rows["state"].isin(STATES).to_numpy()
    shapes, rows = shapes[changed], rows[changed]
    facts: dict[str, list[Fact]] = {
        "kind": [
            STATES[state].filled(within=within)
            for state, within in zip(rows["state"], rows["within"], strict=True)
        ],
        "people": numbers_of(rows, "population"),
        "before": _minutes(rows, "minutes_before"),
        "after": _minutes(rows, "minutes_after"),
    }
    made = Drawn("", "", NOTHING, 0, shapes, tuple(rows["state"]), facts, NOTHING, is_off=True)
    return _by_scenario(made, rows, "squares", _notes(table))


def scenario_changes(table: gpd.GeoDataFrame) -> list[Drawn]:
    """Draw what each scenario changes: zones, lines and places."""
    made = []
    for part, types in (("zones", AREA), ("lines", LINE), ("places", POINT)):
        shapes, rows = shapes_of(table, types)
        kinds = zip(rows["kind_fr"], rows["kind_en"], strict=True)
        facts: dict[str, list[Fact]] = {
            "name": texts_of(rows, "change"),
            "kind": [Words(fr=fr, en=en) for fr, en in kinds],
        }
        drawn = Drawn("", "", NOTHING, 0, shapes, (), facts, NOTHING, is_off=True)
        made += _by_scenario(drawn, rows, part, _notes(table))
    return made


def _by_scenario(
    whole: Drawn, rows: pd.DataFrame, part: str, notes: Mapping[int, Words]
) -> list[Drawn]:
    """Part a layer by scenario: one group each, of the scenario's name."""
    made = []
    for rank in sorted(set(rows["rank"])):
        here = rows["rank"].to_numpy() == rank
        first = rows[here].iloc[0]
        kept = np.flatnonzero(here)
        made.append(
            replace(
                whole,
                key=f"scenario-{rank}-{part}",
                group=f"scenario-{rank}",
                name=Words(fr=first["name_fr"], en=first["name_en"]),
                count=len(kept),
                area=f"scenario-{rank}",
                note=notes.get(rank, NOTHING),
                shapes=whole.shapes[here],
                classes=tuple(whole.classes[row] for row in kept) if whole.classes else (),
                facts={key: [said[row] for row in kept] for key, said in whole.facts.items()},
            )
        )
    return made


def _notes(table: pd.DataFrame) -> dict[int, Words]:
    """Say once for all scenarios of the same minutes what the signs mean: beside the first."""
    firsts = table.sort_values("rank").drop_duplicates("within")
    return {rank: STATES_NOTE.filled(within=within)
            for rank, within in zip(firsts["rank"], firsts["within"], strict=True)}  # fmt: skip


def _minutes(rows: pd.DataFrame, column: str) -> list[Fact]:
    values = pd.to_numeric(rows[column], errors="coerce")
    return [BEYOND if pd.isna(one) else said_minutes(float(one)) for one in values]


BEYOND = both("more than an hour, or unknown")


def said_minutes(value: float) -> Words:
    """Say a time in whole minutes."""
    return Words(*(said(round(value), "min", language) for language in LANGUAGES))
