"""The page of an inventory of parking: how many spaces, under which rule, where, and how sure."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.foundation.files import write_text
from beffroi.foundation.language import Words, both
from beffroi.report.gauges import gauge
from beffroi.report.page import asset
from beffroi.report.parking_inventory_map import METHODS, inventory_map, priced, spaces
from beffroi.report.standalone import laid_out
from beffroi.report.words import counted, dated, measured
from beffroi.study.parking_inventory import RULES, Inventory, Total, by_kind, by_rule
from beffroi.territory.parking import FORBIDDEN, KERB

MOST, MOST_ROWS = 15, 400
"""Rows that a table shows at once, and at most; the files have them all."""
UNKNOWN = both("unknown")
DASH = Words("–", "–")
KINDS = {
    "count": both("spaces to count"), "rule": both("rule to read on the spot"),
    "layout": both("how cars stand"), "hours": both("hours or limit to read"),
    "older": both("old way of mapping"), "unread": both("tag that nothing defines"),
    "drawn": both("bays to be drawn"), "differs": both("the map and the register differ"),
    "odd": both("number that cannot be"), "twice": both("perhaps one car park mapped twice"),
    "absent": both("in the register, not on the map"),
    "inside": both("point and area of one car park, counted once"),
    "entrance": both("entrances of one car park, counted once"),
    "nested": both("car park in another one, counted once"),
    "parts": both("car park and its parts, counted once"),
    "untold": both("sections where nothing says whether one may park"),
}  # fmt: skip


def write(made: Inventory, path: Path) -> None:
    """Write the page of an inventory, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    write_text(path, rendered(made))


def rendered(made: Inventory) -> str:
    """Lay an inventory out as one self-contained page, in French and in English."""
    drawn = inventory_map(made)
    parts = {
        "made": made, "atlas": drawn, "most": MOST,
        "title": both("Parking inventory – {map} – Beffroi").filled(map=made.map_name),
        "standfirst": tuple(standfirst(made)), "cards": tuple(cards(made)),
        "gauges": tuple(_gauges(made)), "rules": tuple(rules(made)), "parks": tuple(parks(made)),
        "streets": tuple(streets(made)), "kinds": tuple(kinds(made)),
        "remarks": tuple(remarks(made)),
    }  # fmt: skip
    return laid_out("parking_inventory.html.j2", parts, scripts=drawn.scripts,
                    look=(drawn.style, asset("parking.css")))  # fmt: skip


def standfirst(made: Inventory) -> Iterator[Words]:
    """Say from what the inventory is made."""
    yield both("{n} places along streets and off them").filled(
        n=counted(sum(one.places for one in by_kind(made)))
    )
    if made.date:
        yield both("map of {day}").filled(day=dated(made.date))


def cards(made: Inventory) -> Iterator[tuple[Words, Words, Words]]:
    """Say the results in brief: name, value, what goes with it."""
    for name, whole in zip((both("Spaces along streets"), both("Spaces in car parks")),
                           by_kind(made), strict=True):  # fmt: skip
        yield name, _spaces(whole), _uncounted(whole)
    untold = int((made.remarks["kind"] == "untold").sum())
    if untold:
        yield (both("Sections of streets of which the map tells nothing"), counted(untold),
               both("their spaces are in no sum"))  # fmt: skip
    both_ = by_kind(made)
    known = sum(one.spaces for one in both_)
    if known > 0:
        share = round(sum(one.counted for one in both_) / known, 2)
        yield (both("Counted, on the map or in the register"), measured(share, "1"),
               both("the others are worked out from a length or an area"))  # fmt: skip
    first = int((made.remarks["rank"] == 1).sum())
    yield (both("To look at on the spot"), counted(len(made.remarks)),
           both("of which {n} first").filled(n=counted(first)))  # fmt: skip


def _spaces(whole: Total) -> Words:
    if whole.places == whole.uncounted:
        return UNKNOWN
    return spaces(whole.spaces, whole.low, whole.high) or UNKNOWN


def _uncounted(whole: Total) -> Words:
    if not whole.places:
        return both("the map tells none: that does not mean that there is none")
    return both("{n} places, of which {lost} of unknown size").filled(
        n=counted(whole.places), lost=counted(whole.uncounted)
    )


def _gauges(made: Inventory) -> Iterator[object]:
    if made.first_hours:
        prices = np.array(made.first_hours)
        yield gauge("first_hour", float(np.median(prices)), (prices.min(), prices.max()))


def rules(made: Inventory) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say the spaces under each rule."""
    for one in by_rule(made):
        yield RULES[one.regulation], (
            _spaces(one), counted(round(one.counted)), counted(one.places), counted(one.uncounted),
        )  # fmt: skip


def parks(made: Inventory) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say each car park, the largest first."""
    rows = made.places[made.places["kind"] != KERB]
    for row in rows.sort_values("spaces", ascending=False).head(MOST_ROWS).to_dict("records"):
        yield _name(row["name"], row["place_id"]), (
            _rule(row["regulation"]), _of(row), METHODS.get(str(row["spaces_method"]), UNKNOWN),
            priced(row["tariff"]) or DASH,
        )  # fmt: skip


def streets(made: Inventory) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say each street, that with the most spaces first."""
    rows = made.places[(made.places["kind"] == KERB) & made.places["street"].notna()]
    rows = rows[rows["regulation"].ne(FORBIDDEN).fillna(value=True)]
    if rows.empty:
        return
    told = rows.assign(
        unknown=rows["spaces"].isna(), rule=rows["regulation"].astype("object").map(str)
    )  # fmt: skip
    sums = told.groupby("street").agg(
        spaces=("spaces", "sum"), low=("spaces_low", "sum"), high=("spaces_high", "sum"),
        n=("spaces", "size"), unknown=("unknown", "sum"), rule=("rule", lambda r: tuple(set(r))),
    )  # fmt: skip
    for row in sums.nlargest(MOST_ROWS, "spaces").reset_index().to_dict("records"):
        known = row["unknown"] < row["n"]
        found = spaces(float(row["spaces"]), float(row["low"]), float(row["high"]))
        yield Words(row["street"], row["street"]), (
            _rules(row["rule"]), (found or UNKNOWN) if known else UNKNOWN,
            counted(int(row["n"])), counted(int(row["unknown"])),
        )  # fmt: skip


def _rules(names: tuple[str, ...]) -> Words:
    own = {one if one in RULES else "unknown" for one in names}
    said = [words for one, words in RULES.items() if one in own]
    return Words(*(", ".join(texts) for texts in
                   ([one.fr for one in said], [one.en for one in said])))  # fmt: skip


def kinds(made: Inventory) -> Iterator[tuple[Words, Words]]:
    """Say how many remarks there are of each kind."""
    for kind, n in made.remarks["kind"].value_counts().items():
        yield KINDS.get(str(kind), Words(str(kind), str(kind))), counted(int(n))


def remarks(made: Inventory) -> Iterator[tuple[Words, Words]]:
    """Say the gravest remarks: where, and what to do."""
    first = made.remarks[made.remarks["rank"] == 1].head(MOST_ROWS)
    for row in first.to_dict("records"):
        yield _name(row["place"], row["object"]), Words(row["fr"], row["en"])


def _name(name: object, id_: object) -> Words:
    if pd.isna(name):  # type: ignore[call-overload]
        return both("without a name ({id})").filled(id=str(id_))
    return Words(str(name), str(name))


def _rule(rule: object) -> Words:
    return UNKNOWN if pd.isna(rule) else RULES.get(str(rule), UNKNOWN)  # type: ignore[call-overload]


def _of(row: dict[str, object]) -> Words:
    values = (row[name] for name in ("spaces", "spaces_low", "spaces_high"))
    return spaces(*(np.nan if pd.isna(v) else float(v) for v in values)) or UNKNOWN  # type: ignore[call-overload,arg-type]
