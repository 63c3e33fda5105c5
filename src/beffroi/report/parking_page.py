"""The page of a search for a space: how long, how sure, where, and what is free and near."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from beffroi.foundation.files import write_text
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import HARD_SPACE, grouped
from beffroi.report.gauges import gauge
from beffroi.report.page import asset
from beffroi.report.parking_hours import hours_part
from beffroi.report.parking_map import search_map, tenths
from beffroi.report.standalone import laid_out
from beffroi.report.words import counted, measured
from beffroi.study.parking_searched import ALMOST, WORTH_SAYING, Searched, ranged, told_of_followed

MOST = 15
"""Rows that a table shows at once; others are a click away."""
MOST_ROWS = 400
"""Rows of a table of the page; the others are in the files beside it."""
LEAST_VISITS = 0.02
"""Streets that fewer drivers pass are left to the file. [1]"""
NO_SPACE = Words("–", "–")
UNKNOWN = both("unknown")
KINDS = {"kerb": both("kerb"), "off_street": both("car park")}


def write(done: Searched, path: Path) -> None:
    """Write the page of a search, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    write_text(path, rendered(done))


def rendered(done: Searched) -> str:
    """Lay a search out as one self-contained page, in French and in English."""
    drawn = search_map(done)
    hours = hours_part(done.places, done.hours, done.ground, drawn.view, done.asked.hour)
    scripts = [*drawn.scripts, *((hours.script,) if hours else ())]
    parts = {
        "done": done, "atlas": drawn, "hours": hours,
        "title": both("Search for a space – {map} – Beffroi").filled(map=done.map_name),
        "standfirst": tuple(standfirst(done)), "cards": tuple(cards(done)),
        "unknowns": tuple(unknowns(done)), "gauges": (gauge("occupancy", *_occupancy(done)),),
        "sections": tuple(sections(done)), "savings": tuple(savings(done)),
        "places": tuple(places(done)), "near": tuple(near(done)),
        "sizes": tuple(sizes(done)), "others": tuple(others(done)), "most": MOST,
    }  # fmt: skip
    return laid_out("parking.html.j2", parts, scripts=scripts,
                    look=(drawn.style, asset("parking.css")))  # fmt: skip


def standfirst(done: Searched) -> Iterator[Words]:
    """Say around what, on which map, at which hour."""
    lon, lat = done.destination
    yield both("around {lat}, {lon}").filled(
        lat=Words(grouped(lat, 5, "fr"), grouped(lat, 5, "en")),
        lon=Words(grouped(lon, 5, "fr"), grouped(lon, 5, "en")),
    )
    if done.asked.hour:
        yield both("hour {hour}").filled(hour=done.asked.hour)
    n = int(done.places["spaces"].notna().sum())
    yield both("{n} places in the inventory whose spaces are known").filled(n=counted(n))


def cards(done: Searched) -> Iterator[tuple[Words, Words, Words]]:
    """Say the results in brief: name, value, what goes with it."""
    found, nothing = done.found, Words("", "")
    low, high = (_minutes(one / 60) for one in done.bounds)
    yield (
        both("Mean search"),
        _minutes(found.time / 60),
        ranged(done, low, high),
    )
    yield both("Distance driven meanwhile"), measured(round(found.distance), "m"), nothing
    yield both("Drivers who search over five minutes"), _share(found.late), nothing
    yield both("Drivers who give up"), _share(1 - found.success), nothing
    if not np.isnan(done.pool.search[0]):
        yield (
            both("Search if every driver knew of every free space"),
            _minutes(done.pool.search[0] / 60),
            both("perfect guidance over the {n} spaces within reach: the least they allow; "
                 "{circling} vehicles circle at a moment").filled(
                n=counted(done.pool.spaces),
                circling=Words(*(grouped(done.pool.circling[0], 1, code) for code in LANGUAGES))),
        )  # fmt: skip
    yield (both("Spaces whose occupancy is known"), _share(done.known),
           both("the others offer nothing here") if done.known < ALMOST else nothing)  # fmt: skip
    for one in done.near:
        yield (
            both("Free spaces within {n} minutes on foot, in places under 85 % full").filled(
                n=one.minutes),
            counted(round(one.free)),
            both("{low} to {high} in nine moments of ten").filled(
                low=counted(round(one.low)), high=counted(round(one.high))),
        )  # fmt: skip


def unknowns(done: Searched) -> Iterator[Words]:
    """Say what the search does not know."""
    yield from told_of_followed(done)
    if done.known < ALMOST:
        yield both("Spaces whose occupancy is not known are taken as full: if some are free, the "
                   "search is shorter.")  # fmt: skip
    yield both("Each section is taken to be full independently of its neighbours, as often as the "
               "theory of queues (Erlang’s formula) says of its size and occupancy.")  # fmt: skip
    yield both("Where drivers turn, how far they walk and when they give up is not observed: the "
               "range above comes from other values, in the table of figures.")  # fmt: skip
    if Path(done.asked.occupancy).is_dir():
        yield both("Nobody surveyed the occupancy: it is computed from the drivers that shops, "
                   "jobs and inhabitants may bring. It serves to compare streets and hours, not "
                   "to say how full a street is.")  # fmt: skip
    if done.hours.empty:
        yield both("One occupancy is taken for all places and hours: it is a case to discuss, not "
                   "a description of the town.") if _is_one(done) else both(
            "The file of occupancies tells no hour: the search is that of its mean.")  # fmt: skip
    if n := sum(one.unknown for one in done.near[-1:]):
        yield both("{n} places within ten minutes on foot have no known occupancy or spaces: they "
                   "are left out of what is free.").filled(n=counted(n))  # fmt: skip


def _is_one(done: Searched) -> bool:
    known = done.places["occupancy"]
    return bool(known.nunique() <= 1 and known.notna().all())


def _occupancy(done: Searched) -> tuple[float | None]:
    rows = done.places.dropna(subset=["occupancy", "spaces"])
    whole = rows["spaces"].sum()
    return (float((rows["occupancy"] * rows["spaces"]).sum() / whole) if whole > 0 else None,)


def sections(done: Searched) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say the streets that drivers pass, the longest search first: means by passages."""
    rows = done.streets.dropna(subset=["search_s"]).copy()
    rows = rows[rows["visits_per_driver"] > 0]
    rows["name"] = rows["street"].astype("object").where(rows["street"].notna(), "")
    rows["weighted"] = rows["search_s"] * rows["visits_per_driver"]
    rows["taken"] = rows["occupancy"] * rows["spaces"]
    rows["known"] = rows["spaces"].where(rows["occupancy"].notna(), 0.0)
    rows["longest"] = rows["search_s"]
    sums = dict.fromkeys(("weighted", "taken", "known", "spaces", "visits_per_driver"), "sum")
    streets = rows.groupby("name").agg({**sums, "longest": "max"}).reset_index()
    streets["search"] = streets["weighted"] / streets["visits_per_driver"]
    streets = streets[streets["visits_per_driver"] >= LEAST_VISITS]
    for row in streets.nlargest(MOST_ROWS, "search").itertuples(index=False):
        share = _n(row.taken) / _n(row.known) if _n(row.known) > 0 else float("nan")
        yield Words(str(row.name), str(row.name)) if row.name else both("streets without a name"), (
            _minutes(_n(row.search) / 60), _minutes(_n(row.longest) / 60), _count(_n(row.spaces)),
            _share(share) if row.spaces else NO_SPACE,
            Words(*(grouped(_n(row.visits_per_driver), 2, code) for code in ("fr", "en"))),
        )  # fmt: skip


def savings(done: Searched) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say the sections where one more space would save most."""
    rows = done.streets[done.streets["saved_by_a_space_s"] >= WORTH_SAYING]
    for row in rows.nlargest(2 * MOST, "saved_by_a_space_s").itertuples(index=False):
        yield _name(row.street, row.street_id), (
            tenths(_n(row.saved_by_a_space_s), "s"), _count(_n(row.spaces)),
            _share(_n(row.occupancy)), _share(_n(row.parked_share)),
        )  # fmt: skip


def places(done: Searched) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say each place: what it is, spaces, occupancy, share of the time full, walk."""
    rows = done.places.sort_values(["walk_min", "full_share"], ascending=[True, False],
                                   kind="stable")  # fmt: skip
    for row in rows.head(MOST_ROWS).itertuples(index=False):
        yield _name(row.name, row.place_id), (
            KINDS.get(str(row.kind), UNKNOWN), _count(_n(row.spaces)), _share(_n(row.occupancy)),
            _share(_n(row.full_share)),
            both("over 10 min") if np.isnan(_n(row.walk_min)) else _minutes(_n(row.walk_min)),
        )  # fmt: skip


def near(done: Searched) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say the places under the usual rule within the walks, the nearest first."""
    rows = done.places[done.places["is_free"] & done.places["walk_min"].notna()]
    for row in rows.nsmallest(MOST_ROWS, "walk_min").itertuples(index=False):
        yield _name(row.name, row.place_id), (
            _minutes(_n(row.walk_min)), _count(_n(row.spaces)), _count(_n(row.free)),
            Words("{low} – {high}", "{low} – {high}").filled(
                low=_count(_n(row.free_low)), high=_count(_n(row.free_high))),
        )  # fmt: skip


def sizes(done: Searched) -> Iterator[tuple[Words, Words, Words]]:
    """Say what the usual rule means by size."""
    for row in done.sizes.itertuples(index=False):
        yield counted(_n(row.spaces)), _share(_n(row.full)), _share(_n(row.occupancy))


def others(done: Searched) -> Iterator[tuple[Words, Words]]:
    """Say the mean search at each other value of the parameters."""
    yield both("as computed"), _minutes(done.found.time / 60)
    for name, time in done.others:
        yield name, _minutes(time / 60)
    if done.followed is not None:
        yield both("followed one by one"), _minutes(done.found.time * done.followed.times / 60)


def _n(value: Any) -> float:
    return float("nan") if pd.isna(value) else float(value)


def _name(name: Any, id_: Any) -> Words:
    if pd.isna(name):
        return both("without a name ({id})").filled(id=str(id_))
    return Words(str(name), str(name))


def _minutes(value: float) -> Words:
    if np.isnan(value):
        return UNKNOWN
    return measured(round(60 * value), "s") if value < 1 else tenths(value, "min")


def _share(value: float) -> Words:
    if np.isnan(value):
        return UNKNOWN
    return Words(*(f"{grouped(100 * value, 0, code)}{HARD_SPACE}%" for code in LANGUAGES))


def _count(value: float) -> Words:
    return UNKNOWN if np.isnan(value) else counted(round(value))
