"""Tables of a plate survey: how long vehicles stay, and what each section shows."""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd

from beffroi.engines.parking.surveys.norms import norm
from beffroi.engines.parking.surveys.outcome import MINUTE, Surveyed
from beffroi.engines.parking.surveys.secrecy import CLASSES, EDGES, HIDDEN
from beffroi.engines.parking.surveys.stays import Lengths
from beffroi.foundation.figures import Source
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.territory.exhibit import Exhibit, Field

Cell = str | Words | float | None
LONG = "parking.survey.long_stayers"
NO_LIMIT = both("none")
CLASS_NAMES = (
    both("less than half an hour"), both("half an hour to 1 h"), both("1 to 2 h"),
    both("2 to 4 h"), both("4 to 5.5 h"), both("5.5 h or more"),
)  # fmt: skip


def exhibits(done: Surveyed, sources: tuple[Source, ...]) -> Iterator[Exhibit]:
    """Set what a survey tells in tables.

    Parameters
    ----------
    done
        The survey.
    sources
        Where it comes from.
    """
    yield _lengths(done, sources)
    if done.by_limit:
        yield _limits(done, sources)
    yield _sections(done, sources)
    if len(done.long):
        yield _long(done, sources)


def _lengths(done: Surveyed, sources: tuple[Source, ...]) -> Exhibit:
    fields = (
        Field("class", both("Stay")), Field("low", both("From"), "1"),
        Field("high", both("To"), "1"), Field("share", both("Share of vehicles"), "1"),
    )  # fmt: skip
    told = done.lengths
    if isinstance(told, Lengths):
        ends = (0.0, *EDGES.tolist(), math.inf)
        found = [told.between(*pair) for pair in pairwise(ends)]
        rows = tuple((name, one.low, one.high, one.value)
                     for name, one in zip(CLASS_NAMES, found, strict=True))  # fmt: skip
        note = both(
            "All the vehicles that came during the survey, those that no pass saw included: the "
            "law fitted to what passes saw. 95% intervals."
        )
        return Exhibit("parking.survey.lengths", both("How long vehicles stay"), "bars", fields,
                       rows, sources, note)  # fmt: skip
    seen = done.counted.iloc[-1]
    total = seen["all"]
    shares = [None if HIDDEN in (seen[c], total) or not total else float(seen[c] / total)
              for c in CLASSES]  # fmt: skip
    note = both(
        "What passes saw, by the mid-point rule: short stays are missing, and nothing makes up "
        "for them here."
    )
    return Exhibit(
        "parking.survey.lengths", both("How long the vehicles seen stayed"), "bars",
        (fields[0], Field("share", both("Share of vehicles"), "1", missing="hidden")),
        tuple(zip(CLASS_NAMES, shares, strict=True)), sources, note,
    )  # fmt: skip


def _limits(done: Surveyed, sources: tuple[Source, ...]) -> Exhibit:
    rows: list[tuple[Cell, ...]] = []
    limits = done.sections.set_index("section")["limit"]
    spaces = done.sections.set_index("section")["spaces"]
    for limit, told in done.by_limit.items():
        own = limits.index[(limits == limit).fillna(value=False).to_numpy(dtype=bool)]
        total = spaces[own].sum() if spaces[own].notna().all() else None
        cells: list[Cell] = [_minutes(limit), None if total is None else float(total)]
        if isinstance(told, Lengths):
            over = told.longer(limit * MINUTE)
            cells += [told.mean().value / MINUTE, 1 - over.value, 1 - over.high, 1 - over.low,
                      told.beyond(limit * MINUTE).value]  # fmt: skip
        else:
            cells += [None] * 5
        rows.append(tuple(cells))
    return Exhibit(
        "parking.survey.limits", both("Stays against the limit"), "table",
        (Field("limit", both("Limit")), Field("spaces", both("Spaces"), "bay"),
         Field("mean", both("Mean stay (min)"), "min"),
         Field("respect", both("Vehicles within it"), "1"),
         Field("low", both("at least (95%)"), "1"), Field("high", both("at most (95%)"), "1"),
         Field("beyond", both("Share of parked hours that are beyond it"), "1")),
        tuple(rows), sources,
        both("Unknown where the passes do not tell how long vehicles stay."),
    )  # fmt: skip


def _minutes(limit: float) -> str:
    return f"{limit:g}\u00a0min"


def _sections(done: Surveyed, sources: tuple[Source, ...]) -> Exhibit:
    by = done.occupied.passes.groupby("section")
    sums: dict[Any, Any] = by[["vehicles", "spaces"]].sum(min_count=1).astype(float).to_dict()
    most = by["occupancy"].max()
    n_days = by["day"].nunique()
    seen = done.stays.drop_duplicates(["visit", "vehicle"]).groupby("section").size()
    rows: list[tuple[Cell, ...]] = []
    for row in done.sections.to_dict("records"):
        name, spaces = str(row["section"]), row["spaces"]
        has_spaces = not pd.isna(spaces) and spaces > 0
        n = int(seen.get(name, 0))
        rows.append((
            name, float(spaces) if has_spaces else None, _shown(row["regulation"], row["limit"]),
            _share(sums, name) if has_spaces else None,
            float(most[name]) if has_spaces and name in most else None,
            n / (float(spaces) * int(n_days.get(name, 1))) if has_spaces else None,
        ))  # fmt: skip
    return Exhibit(
        "parking.survey.sections", both("Section by section"), "table",
        (Field("section", both("Section")), Field("spaces", both("Spaces"), "bay"),
         Field("rule", both("Rule")), Field("occupancy", both("Mean occupancy"), "1"),
         Field("peak", both("Highest"), "1"),
         Field("rotation", both("Rotation as seen (vehicles a space and day)"), "vehicle/bay/day")),
        tuple(rows), sources,
        both("Rotation as seen: distinct vehicles by space and day. Those that came and went "
             "between two passes are not in it."),
    )  # fmt: skip


def _long(done: Surveyed, sources: tuple[Source, ...]) -> Exhibit:
    hours = Words(f"{norm('long_stay'):g}".replace(".", ","), f"{norm('long_stay'):g}")
    rows = []
    for row in done.long.to_dict("records"):
        bays, n = row["spaces"] * row["days"], row["long"]
        rows.append((
            str(row["section"]), _count(row["seen"]),
            NO_LIMIT if math.isnan(row["limit"]) else _minutes(row["limit"]),
            Words("–", "–") if math.isnan(row["over"]) else _count(row["over"]), _count(n),
            float(n / bays) if bays > 0 and n != HIDDEN else None,
        ))  # fmt: skip
    return Exhibit(
        LONG, both("Long-stayers, section by section"), "table",
        (Field("section", both("Section")), Field("seen", both("Vehicles seen")),
         Field("limit", both("Limit")), Field("over", both("Surely beyond the limit")),
         Field("long", both("Surely {hours} h or more", hours=hours)),
         Field("share", both("Spaces that they take"), "1", missing="hidden")),
        tuple(rows), sources,
        both("Between the pass that first saw a vehicle and the one that last did: a minimum. "
             "Spaces that they take: vehicles that stayed {hours} h or more, over the spaces and "
             "days. Hidden where fewer than {told} vehicles were seen, where a count is of 1 to "
             "{most}, or where the others would tell it: a few would be recognised.",
             hours=hours, told=int(norm("least_told")), most=int(norm("least_shown")) - 1),
    )  # fmt: skip


def _count(n: float) -> Words:
    if n == HIDDEN:
        return both("hidden")
    return Words(*(grouped(float(n), 0, code) for code in LANGUAGES))


def _share(sums: dict[Any, Any], name: str) -> float | None:
    spaces = sums["spaces"].get(name, math.nan)
    return None if math.isnan(spaces) else float(sums["vehicles"][name] / spaces)


def _shown(regulation: Any, limit: Any) -> str:
    parts = [] if pd.isna(regulation) else [str(regulation)]
    if not pd.isna(limit):
        parts.append(_minutes(float(limit)))
    return ", ".join(parts) or "–"
