"""The page of footfall: where people walk to the shops, how many, and how sure."""

from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from beffroi.foundation.files import write_text
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.report.commerce_footfall_map import footfall_map, weekly
from beffroi.report.page import asset
from beffroi.report.standalone import laid_out
from beffroi.report.words import counted, dated
from beffroi.study.commerce_footfall import Footfall
from beffroi.study.commerce_footfall_said import KINDS, busiest, over_band, which_first
from beffroi.study.commerce_shared import percent

MOST, MOST_ROWS = 15, 400
"""Rows that a table shows at once, and at most; the files have them all."""
UNKNOWN = both("unknown")
VERDICTS = {
    "fitted": both("the counts follow the walks of the model"),
    "too_few": both("refused: fewer than five points"),
    "not_converged": both("refused: the search did not end"),
    "no_link": both("refused: the counts do not follow the walks of the model, as far as so few "
                    "can tell"),
}  # fmt: skip


def write(done: Footfall, path: Path) -> None:
    """Write the page of footfall, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    write_text(path, rendered(done))


def rendered(done: Footfall) -> str:
    """Lay footfall out as one self-contained page, in French and in English."""
    drawn = footfall_map(done)
    is_fitted = done.fit is not None and done.fit.verdict == "fitted"
    parts = {
        "done": done, "atlas": drawn, "most": MOST, "is_fitted": is_fitted,
        "title": both("People on foot – {map} – Beffroi").filled(map=done.map_name),
        "standfirst": tuple(standfirst(done)), "cards": tuple(cards(done)),
        "streets": tuple(streets(done)), "origins": tuple(origins(done)),
        "counts": tuple(counts(done)), "fit": tuple(fit(done)),
    }  # fmt: skip
    return laid_out("commerce_footfall.html.j2", parts, scripts=drawn.scripts,
                    look=(drawn.style, asset("parking.css")))  # fmt: skip


def standfirst(done: Footfall) -> Iterator[Words]:
    """Say of what the flows are made."""
    yield both("walks to {n} shops").filled(n=counted(done.n_shops))
    if done.counts is not None:
        yield both("{n} points counted").filled(n=counted(len(done.counts)))
    if done.town.date:
        yield both("map of {day}").filled(day=dated(done.town.date))


def cards(done: Footfall) -> Iterator[tuple[Words, Words, Words]]:
    """Say the results in brief: name, value, what goes with it."""
    first = busiest(done, 1)
    if len(first):
        row = first.iloc[0]
        unsure = which_first(done)
        week = weekly(row["passers"], row["low"], row["high"])
        yield (both("Busiest street"), row["name"] if unsure is None else UNKNOWN,
               unsure if unsure is not None else
               both("its passers are not known: no count was fitted") if week is None else
               both("{week} passers in a mean week").filled(week=week))  # fmt: skip
    half = _half(done)
    whole = both("stretches of {n}, by metres walked").filled(n=counted(len(done.streets)))
    yield both("Streets that carry half of the walking"), counted(half), whole
    if done.fit is not None:
        error = done.fit.error
        yield (both("Error where a point is told by the others"),
               UNKNOWN if np.isnan(error) else percent(error),
               VERDICTS[done.fit.verdict] if np.isnan(done.fit.usual_error) else
               both("median; by the mean of the others {usual}").filled(
                   usual=percent(done.fit.usual_error)))  # fmt: skip


def _half(done: Footfall) -> int:
    metres = (done.streets["demand"] * done.streets.length).to_numpy(float)
    summed = np.cumsum(np.sort(metres)[::-1])
    return int(np.searchsorted(summed, summed[-1] / 2) + 1) if len(summed) else 0


def streets(done: Footfall) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say each street by its busiest stretch."""
    for row in busiest(done, MOST_ROWS).to_dict("records"):
        yield row["name"], (
            over_band(row), _share(row, "inhabitants"), _share(row, "car_parks"),
            weekly(row["passers"], row["low"], row["high"]) or UNKNOWN,
        )  # fmt: skip


def _share(row: dict[Hashable, Any], kind: str) -> Words:
    if kind not in row or pd.isna(row[kind]):
        return UNKNOWN
    return percent(float(row[kind]) / float(row["demand"]))


def _tenths(value: float) -> Words:
    digits = 0 if value >= 10 else 1
    return Words(*(grouped(float(value), digits, code) for code in LANGUAGES))


def origins(done: Footfall) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say where walks begin."""
    for row in done.origins.to_dict("records"):
        lost = row["lost"] / row["walks"] if row["walks"] else np.nan
        yield KINDS.get(str(row["kind"]), Words(row["kind"], row["kind"])), (
            counted(row["n"]), counted(round(row["walks"])),
            UNKNOWN if np.isnan(lost) else percent(lost),
        )  # fmt: skip


def counts(done: Footfall) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say what each point counted, its week, and what the others tell of it."""
    if done.counts is None or done.fit is None:
        return
    rows = done.counts.to_dict("records")
    for row, told in zip(rows, done.fit.left_out, strict=True):
        name = str(row["point"])
        yield Words(name, name), (
            Words(str(row["street"]), str(row["street"])) if row["street"] else UNKNOWN,
            _tenths(row["hours"]), counted(round(row["passers"])),
            both("{week}, within {ninety} in nine cases of ten").filled(
                week=counted(float(f"{row['week']:.2g}")), ninety=percent(row["ninety"])),
            UNKNOWN if np.isnan(told) else counted(float(f"{told:.2g}")),
        )  # fmt: skip


def fit(done: Footfall) -> Iterator[tuple[Words, Words]]:
    """Say what the fit is worth."""
    found = done.fit
    if found is None:
        return
    yield both("Fit"), VERDICTS[found.verdict]
    if np.isnan(found.slope):
        return
    yield (both("Power of the walks of the model"),
           both("{value} ± {error}").filled(value=_hundredths(found.slope),
                                           error=_hundredths(found.slope_error)))  # fmt: skip
    yield both("Dispersion of streets"), _hundredths(found.dispersion)


def _hundredths(value: float) -> Words:
    return Words(*(grouped(float(value), 2, code) for code in LANGUAGES))
