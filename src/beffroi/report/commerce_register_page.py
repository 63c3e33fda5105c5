"""The page of a register of premises: what trades, what is vacant, who says so, what to look at."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from beffroi.foundation.files import write_text
from beffroi.foundation.language import Words, both
from beffroi.report.commerce_register_map import NAMES, SOURCES, address, known_by, register_map
from beffroi.report.page import asset
from beffroi.report.standalone import laid_out
from beffroi.report.words import counted, dated
from beffroi.study.commerce_register import (
    Register,
    of_family,
    of_source,
    of_state,
    table_name,
)
from beffroi.territory.commerce import SIRENE, TRADING, UNKNOWN, VACANT, WALK
from beffroi.territory.naf import labels
from beffroi.territory.trade_kinds import kind_name

Line = tuple[Words, tuple[Words, ...]]
MOST, MOST_ROWS = 25, 3_000
"""Rows that a table shows at once, and at most; the files have them all."""
UNKNOWN_WORD, DASH = both("unknown"), Words("–", "–")
NAMELESS = both("without a name")
TOLD = {
    "name": both("Name"), "kind": both("Activity on the map"), "housenumber": both("House number"),
    "opening_hours": both("Opening hours"), "phone": both("Telephone"),
    "website": both("Website"), "siret": both("SIRET"), "activity": both("NAF code"),
    "opened": both("Trading since"), "check_date": both("Seen by somebody, and when"),
    "front": both("Front on the street"), "area": both("Sales or ground area"),
}  # fmt: skip
KINDS = {
    "doubtful": both("perhaps one shop, counted as two"),
    "unsure": both("joined by address and activity, without a name"),
    "closed": both("trading on the map, closed in SIRENE"),
    "occupied": both("vacant on the map, active in SIRENE"),
    "shared": both("two shops at one point"), "twice": both("perhaps one shop mapped twice"),
    "siret": both("SIRET far from its shop"), "walk": both("the walk contradicts the sources"),
}  # fmt: skip


def write(made: Register, path: Path) -> None:
    """Write the page of a register, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    write_text(path, rendered(made))


def rendered(made: Register) -> str:
    """Lay a register out as one self-contained page, in French and in English."""
    drawn = register_map(made)
    parts = {
        "made": made, "atlas": drawn, "most": MOST,
        "title": both("Register of premises – {map} – Beffroi").filled(map=made.map_name),
        "standfirst": tuple(standfirst(made)), "cards": tuple(cards(made)),
        "families": tuple(family_rows(made)), "family_table": table_name(made.table),
        "sources": tuple(source_rows(made)), "known": tuple(known_rows(made)),
        "premises": tuple(premises_rows(made)), "kinds": tuple(review_kinds(made)),
        "reviews": tuple(review_rows(made)), "successions": tuple(succession_rows(made)),
        "n_states": len(_states(made)), "shown": min(len(made.premises), MOST_ROWS),
    }  # fmt: skip
    return laid_out("commerce_register.html.j2", parts, scripts=drawn.scripts,
                    look=(drawn.style, asset("parking.css")))  # fmt: skip


def standfirst(made: Register) -> Iterator[Words]:
    """Say from what the register is made."""
    yield both("{n} premises").filled(n=counted(len(made.premises)))
    if made.date:
        yield both("map of {day}").filled(day=dated(made.date))
    for source in made.asked[1:]:
        yield SOURCES[source]


def cards(made: Register) -> Iterator[tuple[Words, Words, Words]]:
    """Say the results in brief: name, value, what goes with it."""
    states = of_state(made)
    yield both("Trading"), counted(states[TRADING]), both("as the map or a walk says")
    if states[VACANT]:
        dated_ = int(made.premises["vacant_since"].notna().sum())
        yield (both("Vacant"), counted(states[VACANT]),
               both("of which {n} since a known day").filled(n=counted(dated_)))  # fmt: skip
    else:
        yield both("Vacant"), UNKNOWN_WORD, both("the map marks none: nobody has surveyed them")
    if SIRENE in made.asked:
        yield (both("State unknown"), counted(states[UNKNOWN]),
               both("SIRENE alone says them active; closings are often not declared"))  # fmt: skip
    if WALK in made.asked:
        seen, added, gone = made.walk
        yield (both("Seen by the walk"), counted(seen + added),
               both("of which {added} new; {gone} no premises any more").filled(
                   added=counted(added), gone=counted(gone)))  # fmt: skip
    yield both("To look at"), counted(len(made.reviews)), both("listed below and in review.csv")


def family_rows(made: Register) -> Iterator[Line]:
    """Say the premises of each family, state by state."""
    for name, counts in of_family(made):
        yield name, tuple(counted(counts[state]) for state in _states(made))


def _states(made: Register) -> tuple[str, ...]:
    """Give the states to be shown: the unknown one where there are such premises."""
    return (TRADING, VACANT, UNKNOWN) if of_state(made)[UNKNOWN] else (TRADING, VACANT)


def source_rows(made: Register) -> Iterator[Line]:
    """Say how many premises each set of sources knows."""
    for sources, n in of_source(made).items():
        yield known_by(sources), (counted(n),)


def known_rows(made: Register) -> Iterator[Line]:
    """Say of how many trading premises each thing is known."""
    trading = made.premises[made.premises["state"] == TRADING]
    for column, name in TOLD.items():
        n = int(trading[column].notna().sum())
        share = _percent(n / len(trading)) if len(trading) else DASH
        yield name, (counted(n), share)


def _percent(share: float) -> Words:
    return Words(f"{round(100 * share)}\u202f%", f"{round(100 * share)}%")


def premises_rows(made: Register) -> Iterator[Line]:
    """Say each premises, street by street."""
    number = pd.to_numeric(made.premises["housenumber"].str.extract(r"^(\d+)")[0])
    order = made.premises.assign(number=number).sort_values(["street", "number", "name"])
    for row in order.head(MOST_ROWS).to_dict("records"):
        yield _name(row), (
            _trade(row), NAMES[str(row["state"])], _address(row), known_by(str(row["sources"])),
        )  # fmt: skip


def _name(row: Mapping[Any, Any]) -> Words:
    for column in ("name", "last_name"):
        text = row[column]
        if pd.notna(text):
            if column == "name":
                return Words(str(text), str(text))
            return both("formerly {name}").filled(name=str(text))
    return NAMELESS


def _trade(row: Mapping[Any, Any]) -> Words:
    for column in ("kind", "last_kind"):
        if pd.notna(row[column]):
            return kind_name(str(row[column]))
    for column in ("activity", "activity_naf2025"):
        if pd.notna(row[column]):
            return _coded(str(row[column]))
    return UNKNOWN_WORD


def _coded(code: str) -> Words:
    """Name a code of activity; only NAF rév. 2 has names here, in French."""
    label = labels().get(code)
    return Words(f"NAF {code}" if label is None else f"{label} (NAF {code})", f"NAF {code}")


def _address(row: Mapping[Any, Any]) -> Words:
    text = address(row["housenumber"], row["street"])
    return UNKNOWN_WORD if text is None else Words(text, text)


def review_kinds(made: Register) -> Iterator[tuple[Words, Words]]:
    """Say how many things there are to look at, of each kind."""
    for kind, n in made.reviews["kind"].value_counts().items():
        yield KINDS[str(kind)], counted(int(n))


def review_rows(made: Register) -> Iterator[tuple[Words, Words]]:
    """Say what is to be looked at: where, and what."""
    for row in made.reviews.head(MOST_ROWS).to_dict("records"):
        where = address(row["housenumber"], row["street"])
        yield (Words(where, where) if where else both("address unknown"),
               Words(row["fr"], row["en"]))  # fmt: skip


def succession_rows(made: Register) -> Iterator[Line]:
    """Say who traded where, and who came next, the latest closings first."""
    closed = made.successions[made.successions["ended"].notna()]
    names = made.successions.set_index("siret")["name"]
    for row in closed.sort_values("ended", ascending=False).head(MOST_ROWS).to_dict("records"):
        following = row["next_siret"]
        after = DASH if pd.isna(following) else _plain(names.get(following, pd.NA))
        gap = DASH if pd.isna(row["gap"]) else both("{n} days").filled(n=counted(round(row["gap"])))
        yield _plain(row["name"]), (
            _address(row), _day(row["began"]), _day(row["ended"]), after, gap,
        )  # fmt: skip


def _plain(name: object) -> Words:
    return NAMELESS if pd.isna(name) else Words(str(name), str(name))  # type: ignore[call-overload]


def _day(value: object) -> Words:
    return UNKNOWN_WORD if pd.isna(value) else dated(str(value))  # type: ignore[call-overload]
