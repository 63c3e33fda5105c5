"""The page of a parking survey: occupancy by hour in colours, stays against the limit, figures."""

import math
import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from beffroi.foundation.files import write_text
from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import NARROW_SPACE, said_in_both
from beffroi.report.charts import charted
from beffroi.report.exhibits import said_rows
from beffroi.report.gauges import gauge
from beffroi.report.page import asset, interval
from beffroi.report.parking_hours import Hours, hours_part
from beffroi.report.parking_long_map import long_map
from beffroi.report.standalone import laid_out
from beffroi.report.words import counted, dated
from beffroi.study.parking_survey import Done
from beffroi.territory.exhibit import Exhibit

STEPS = ((0.6, "calm"), (0.8, "fair"), (0.9, "busy"))
"""Occupancies below which an hour has a colour."""
FULL, NOT_KNOWN = "full", "none"
LEGEND = (
    ("calm", both("less than 60%")), ("fair", both("60 to 80%")), ("busy", both("80 to 90%")),
    ("full", both("90% or more")), ("none", both("not known")),
)  # fmt: skip
BRIEF = (
    "parking.survey.occupancy", "parking.survey.peak", "parking.survey.mean_stay",
    "parking.survey.rotation", "parking.survey.unseen", "parking.survey.long_stays",
    "parking.survey.paid_hours", "parking.survey.payment", "parking.survey.sensors_kept",
    "parking.survey.barriers_mean",
)  # fmt: skip
MARKED = {
    "occupancy": "parking.survey.occupancy", "rotation": "parking.survey.rotation",
    "mean_stay": "parking.survey.mean_stay", "respect": "parking.survey.payment",
    "hppj": "parking.survey.paid_hours", "first_hour": "parking.survey.first_hour",
    "fps": "parking.survey.fine",
}  # fmt: skip
"""Figures that stand beside national marks."""
LONG_STAYERS = "parking.survey.long_stayers"
DASH = Words("–", "–")


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of a section: its colour, what it says, and what is said beside."""

    tone: str
    says: Words
    aside: Words


def write(done: Done, path: Path) -> None:
    """Write the page of a survey, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    write_text(path, rendered(done))


def rendered(done: Done) -> str:
    """Lay a survey out as one self-contained page, in French and in English."""
    known = {figure.id: figure for figure in done.figures}
    hours, rows = occupancies(done.hours)
    drawn, long = on_map(done), long_map(done.shapes, done.long, dict(done.ground))
    parts = {
        "done": done, "title": both("{name} – parking survey – Beffroi").filled(name=done.title),
        "standfirst": tuple(_standfirst(done)),
        "brief": [known[id_] for id_ in BRIEF if id_ in known],
        "hours": hours, "occupancies": rows, "legend": LEGEND, "drawn": drawn, "long": long,
        "exhibits": tuple(one for one in done.exhibits if one.id != LONG_STAYERS),
        "long_table": next((one for one in done.exhibits if one.id == LONG_STAYERS), None),
        "has_ground": bool(done.ground),
        "gauges": tuple(gauge(name, known[id_].value, known[id_].interval,
                              said_in_both(known[id_]))
                        for name, id_ in MARKED.items() if id_ in known),
    }  # fmt: skip
    return laid_out(
        "parking_survey.html.j2", parts, scripts=[drawn.script] if drawn else [],
        look=[asset("parking.css"), asset("parking_survey.css")],
        words={"said": said_in_both, "interval_of": interval, "charted": charted,
               "table_of": table_of},
    )  # fmt: skip


def on_map(done: Done) -> Hours | None:
    """Draw the hours on a map; None where the places of the survey are not on one."""
    if done.shapes.empty or done.hours.empty:
        return None
    clock = done.hours.assign(place_id=done.hours["section"]).sort_values("hour")
    clock["hour"] = clock["hour"].map("{:.0f}\u00a0h".format)
    return hours_part(done.shapes, clock, done.ground)


def _standfirst(done: Done) -> Iterator[Words]:
    if done.days:
        yield dated(done.days[0])
        if len(done.days) > 1:
            yield both("to {day}, {n} day(s)").filled(day=dated(done.days[-1]), n=len(done.days))
    if len(done.hours):
        yield both("{n} section(s)").filled(n=int(done.hours["section"].nunique()))


def occupancies(
    hours: pd.DataFrame,
) -> tuple[tuple[int, ...], tuple[tuple[str, tuple[Hour, ...]], ...]]:
    """Set occupancies in a grid: hours across, sections down.

    Parameters
    ----------
    hours
        As `Done.hours`.

    Returns
    -------
    The hours, and for each section its name and its cells.
    """
    if not len(hours):
        return (), ()
    across = tuple(range(int(hours["hour"].min()), int(hours["hour"].max()) + 1))
    rows = hours.to_dict("records")
    found = {(row["section"], int(row["hour"])): row for row in rows}
    names = sorted(dict.fromkeys(hours["section"]), key=natural)
    return across, tuple(
        (str(name), tuple(_hour(found.get((name, hour))) for hour in across)) for name in names
    )


def natural(name: str) -> list[tuple[bool, float, str]]:
    """Order names as people do, numbers by their size.

    Examples
    --------
    >>> sorted(["Rue 10", "Rue 2", "Bd A"], key=natural)
    ['Bd A', 'Rue 2', 'Rue 10']
    """
    parts = re.split(r"(\d+)", name)
    return [(False, float(p), "") if p.isdecimal() else (True, 0.0, p) for p in parts if p]


def _hour(row: Mapping[Hashable, Any] | None) -> Hour:
    if row is None:
        return Hour(NOT_KNOWN, DASH, both("no pass"))
    share = float(row["occupancy"])
    if math.isnan(share):
        vehicles = counted(round(float(row["vehicles"])))
        return Hour(NOT_KNOWN, both("{n} veh.").filled(n=vehicles), both("spaces unknown"))
    tone = next((name for most, name in STEPS if share < most), FULL)
    low, high = (math.floor(100 * float(row[end]) + 0.5) for end in ("low", "high"))
    says = f"{math.floor(100 * share + 1e-9)}"
    return Hour(tone, _percent(says), _percent(f"{low}–{high}"))


def _percent(text: str) -> Words:
    return Words(f"{text}{NARROW_SPACE}%", f"{text}%")


def table_of(exhibit: Exhibit) -> tuple[tuple[Words, ...], ...]:
    """Say the rows of an exhibit, bounds kept as columns of their own."""
    return tuple(tuple(row) for row in said_rows(exhibit, ()))
