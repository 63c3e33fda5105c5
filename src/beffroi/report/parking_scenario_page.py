"""Page of a scenario of parking: one file, before and after, who loses, and how it is known."""

import math
from collections.abc import Iterator
from pathlib import Path

from beffroi.foundation.figures import Figure
from beffroi.foundation.files import write_text
from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import said_in_both
from beffroi.report.standalone import laid_out
from beffroi.report.words import counted, dated, measured
from beffroi.study.parking_proof import begun, proof, small
from beffroi.study.parking_scenarios import (
    ANSWERED,
    PROFILE_WORDS,
    Tried,
    elasticities,
    hypotheses,
    losers,
    marks,
    places,
    quarter_words,
    summary,
)

UNKNOWN = both("unknown")
NOTHING = Words("", "")
BRIEF = ("occupancy_peak", "search_minutes", "walk_minutes", "kilometres", "revenue", "respect")
MOST_PLACES = 40
TEMPLATE = "parking_scenario.html.j2"
RULES = {
    "free": both("free"), "paid": both("paid"), "blue_zone": both("blue zone"),
    "residents": both("residents only"), "private": both("private"),
}  # fmt: skip


def write(done: Tried, path: Path) -> None:
    """Write the page of a scenario, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    write_text(path, rendered(done))


def rendered(done: Tried) -> str:
    """Lay a scenario out as one self-contained page, in French and in English."""
    policy = done.made.policy
    rows = tuple(summary(done))
    known = {figure.id.split(".")[1]: (name, three) for name, three in rows
             for figure in three[:1]}  # fmt: skip
    parts = {
        "title": both("{name} – parking – Beffroi").filled(name=policy.name), "policy": policy,
        "standfirst": tuple(_standfirst(done)), "brief": [known[key] for key in BRIEF],
        "rows": rows, "losers": tuple(_losers(done)), "places": tuple(_places(done)),
        "most_places": MOST_PLACES, "warnings": done.warnings,
        "proofs": tuple(_proofs(done)),
        "residuals": tuple(map(small, done.made.certificates[1].residuals)),
        "wanted": tuple(hypotheses(done)), "elasticities": tuple(elasticities(done)),
        "marks": tuple(_marks()),
    }  # fmt: skip
    return laid_out(
        TEMPLATE, parts, words={"said": said_in_both, "interval_of": bounds, "plainly": _plainly}
    )


def _marks() -> Iterator[tuple[Words, Words, Words, int, Words, bool]]:
    """Give the elasticities measured elsewhere: place, of what, value, year, source, if checked."""
    for mark in marks():
        yield (mark.place, ANSWERED[mark.answer], _plainly(mark.value), mark.year, mark.source,
               mark.from_memory)  # fmt: skip


def _plainly(value: float) -> Words:
    """Say a pure number as it is written, with the decimal mark of the language."""
    return Words(*(f"{value:g}".replace("-", "\u2212").replace(".", mark) for mark in (",", ".")))


def _proofs(done: Tried) -> Iterator[tuple[Words, tuple[Words, ...]]]:
    """Say, before and after, how it is known that drivers settled, and where else they might."""
    ends = done.ends or (None, None)
    for state, one, several in zip((both("Before"), both("After")), done.made.certificates, ends,
                                   strict=True):  # fmt: skip
        yield state, (proof(one), *((begun(several),) if several else ()))


def _standfirst(done: Tried) -> Iterator[Words]:
    groups = done.made.town.supply.groups
    yield both("{n} place(s) to park").filled(n=len(groups[0])).numbered(len(groups[0]))
    yield both("{n} spaces").filled(n=counted(float(groups[2].sum())))
    if done.made.policy.date:
        yield dated(done.made.policy.date)


def bounds(figure: Figure) -> Words:
    """Say the bounds of a figure to three significant digits: draws do not tell more."""
    if figure.interval is None:
        return NOTHING
    low, high = (measured(float(f"{one:.3g}"), figure.unit) for one in figure.interval)
    return Words("{low} – {high}", "{low} – {high}").filled(low=low, high=high)


def _number(value: float, unit: str = "") -> Words:
    if not math.isfinite(value):
        return UNKNOWN
    return measured(value, unit) if unit else counted(round(value))


def _losers(done: Tried) -> Iterator[tuple[Words, Words, Words, Words, Words, Words]]:
    for row in losers(done).to_dict("records"):
        span = NOTHING
        if math.isfinite(row["lose_low"]):
            low, high = (counted(round(row[key])) for key in ("lose_low", "lose_high"))
            span = Words("{low} – {high}", "{low} – {high}").filled(low=low, high=high)
            span = low if low == high else span
        quarter = quarter_words(row["quarter"])
        yield (Words("{profile}, {quarter}", "{profile}, {quarter}").filled(
                   profile=PROFILE_WORDS[row["profile"]], quarter=quarter),
               _number(row["drivers"]), _number(row["lose"]), span, _number(row["win"]),
               _number(round(row["mean_gain"], 2), "€"))  # fmt: skip


def _places(done: Tried) -> Iterator[tuple[str, Words, Words, Words, Words, Words, str]]:
    table = places(done).sort_values("occupancy_after", ascending=False, na_position="last")
    for row in table.to_dict("records"):
        after = row["occupancy_after"]
        yield (
            str(row["name"]), RULES.get(str(row["regulation"]), NOTHING), _number(row["spaces"]),
            _number(row["occupancy_before"], "1"), _number(after, "1"),
            _number(round(row["search_after"], 1), "min"), _colour(after),
        )  # fmt: skip


def _colour(occupancy: float) -> str:
    """Name the band of an occupancy, as the map of parking draws them."""
    if not math.isfinite(occupancy):
        return "unknown"
    for least, name in ((0.9, "saturated"), (0.8, "dense"), (0.6, "well")):
        if occupancy >= least:
            return name
    return "light"
