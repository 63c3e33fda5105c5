"""The pages of the visibility of shops: a summary, and a sheet for each shop to print."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from beffroi.foundation.files import write_text
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.report.commerce_register_map import address
from beffroi.report.page import asset
from beffroi.report.standalone import laid_out
from beffroi.report.words import counted, dated
from beffroi.study.commerce_visibility import (
    ACTIONS,
    CONDITIONS,
    FACTS,
    NAMES,
    OUTCOMES,
    SERVICES,
    Audit,
    Checked,
    Gathered,
    Readiness,
    Score,
    Share,
    parts,
)
from beffroi.territory.trade_kinds import kind_name

PAGE, SHEETS = "index.html", "sheets_{n:02d}.html"
MOST, MOST_SHOPS = 15, 1_000
"""Rows that a table shows at once, and shops that the list names at most."""
A_SHEET_FILE = 100
"""Sheets of one file: a printer and a browser can hold them."""
ENOUGH = 0.8
"""Share of shops of which one must know, to speak of the others by their interval. [1]"""
NOBODY = both("nobody knows")
STATES = {"met": both("met"), "missing": both("not met"), "partly": both("in part"),
          "unknown": both("unknown")}  # fmt: skip
CHECKED = {"met": "met", "unmet": "missing", "unknown": "unknown"}
NO_STREET, NO_FAMILY = both("street unknown"), both("family unknown")


def write(made: Audit, folder: Path) -> tuple[str, ...]:
    """Write the pages of an audit in a folder.

    Returns
    -------
    Names of what was written.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    groups = [made.scores[n : n + A_SHEET_FILE] for n in range(0, len(made.scores), A_SHEET_FILE)]
    names = [SHEETS.format(n=n) for n in range(1, len(groups) + 1)]
    for name, group in zip(names, groups, strict=True):
        write_text(folder / name, sheets(made, group))
    write_text(folder / PAGE, rendered(made, (*names, *made.files)))
    return (PAGE, *names)


def rendered(made: Audit, files: Sequence[str] = ()) -> str:
    """Lay an audit out as one self-contained page, in French and in English."""
    listed = tuple(shops(made))
    parts_ = {
        "made": made, "most": MOST, "files": files or made.files,
        "title": both("Visibility of the shops – {name} – Beffroi").filled(name=made.name),
        "standfirst": tuple(standfirst(made)), "cards": tuple(cards(made)) if listed else (),
        "scale": tuple(_scale(made)), "streets": tuple(_gathered(made.streets, None)),
        "families": tuple(_gathered(made.families, made.family_names)),
        "services": tuple(map(_service, made.services)), "shops": listed,
        "untold": _untold(made), "costs": tuple(_costs()), "outcomes": tuple(_outcomes(made)),
    }  # fmt: skip
    return laid_out("commerce_visibility.html.j2", parts_,
                    look=(asset("commerce_visibility.css"),))  # fmt: skip


def sheets(made: Audit, group: Sequence[Score]) -> str:
    """Lay the sheets of some shops out as one page to print."""
    parts_ = {
        "made": made, "sheets": [_sheet(one, made) for one in group],
        "title": both("Sheets of the shops – {name} – Beffroi").filled(name=made.name),
    }  # fmt: skip
    return laid_out("commerce_visibility_sheets.html.j2", parts_,
                    look=(asset("commerce_visibility.css"),))  # fmt: skip


def standfirst(made: Audit) -> Iterator[Words]:
    """Say from what the audit is made."""
    yield both("{n} shops that trade").filled(n=counted(len(made.scores)))
    yield both("judged on {day}").filled(day=dated(made.day))
    if made.date:
        yield both("map of {day}").filled(day=dated(made.date))


def cards(made: Audit) -> Iterator[tuple[Words, Words, Words]]:
    """Say the results in brief: name, value, what goes with it."""
    yield (both("Mean score, of 100"), _bounds(made.whole.low, made.whole.high),
           both("sure to possible points"))  # fmt: skip
    for name, part in ((both("Shops that tell their hours"), "hours_told"),
                       (both("Shops with a site that answers"), "site_answers")):  # fmt: skip
        one = made.shares[part]
        yield name, _shares(one.sure, one.possible), _known(one)
    visited = made.n_visited
    if visited:
        yield (both("Shops whose site was visited"), counted(visited),
               both("of {n} that tell one").filled(n=counted(made.n_sites)))  # fmt: skip
    else:
        yield (both("Shops that tell a site"), counted(made.n_sites),
               both("none was visited: what sites show is unknown"))  # fmt: skip
    yield (both("Shops that declare something"), counted(made.n_declared),
           both("listings of search engines are known by declarations alone"))  # fmt: skip


def _known(one: Share) -> Words:
    return both("{met} do, {missing} do not, {unknown} unknown").filled(
        met=counted(one.met), missing=counted(one.known - one.met),
        unknown=counted(one.n - one.known),
    )  # fmt: skip


def _bounds(low: float, high: float) -> Words:
    """Say two bounds, or one number where they are the same."""
    one, other = _n(low), _n(high)
    return one if one == other else both("{low} to {high}").filled(low=one, high=other)


def _shares(low: float, high: float) -> Words:
    one, other = _n(100 * low), _percent(high)
    return other if round(low, 2) == round(high, 2) else both("{low} to {high}").filled(
        low=one, high=other
    )  # fmt: skip


def _percent(share: float) -> Words:
    number = _n(100 * share)
    return Words(f"{number.fr} %", f"{number.en}%")


def _n(value: float) -> Words:
    return Words(*(grouped(round(value), 0, language) for language in LANGUAGES))


def _scale(made: Audit) -> Iterator[dict[str, Any]]:
    for part in parts():
        one = made.shares[part.id]
        share = _share(one)
        yield {"name": NAMES[part.id], "points": counted(part.points), "met": counted(one.met),
               "missing": counted(one.known - one.met), "unknown": counted(one.n - one.known),
               "share": share, "low": round(100 * one.sure, 1) if one.n else 0,
               "high": round(100 * one.possible, 1) if one.n else 0}  # fmt: skip


def _share(one: Share) -> Words:
    """Say a share by its interval, or by its bounds where one knows of too few."""
    if not one.known:
        return NOBODY
    if one.known < ENOUGH * one.n:
        return _shares(one.sure, one.possible)
    return both("{share} ({low} to {high})").filled(
        share=_percent(one.met / one.known), low=_n(100 * one.low), high=_percent(one.high)
    )


def _gathered(rows: Sequence[Gathered], names: dict[str, Words] | None) -> Iterator[dict[str, Any]]:
    for one in rows:
        name = Words(one.key, one.key) if one.key else NO_STREET if names is None else NO_FAMILY
        if names is not None and one.key in names:
            name = names[one.key]
        yield {"name": name, "n": counted(one.n), "said": _bounds(one.low, one.high),
               "hours": _share(one.hours), "low": round(one.low, 1),
               "high": round(one.high, 1)}  # fmt: skip


def _service(one: Readiness) -> dict[str, Any]:
    return {
        "name": SERVICES[one.service.id], "said": _readiness(one),
        "low": round(100 * one.sure, 1) if one.n else 0,
        "high": round(100 * one.possible, 1) if one.n else 0,
        "lacks": tuple(_lacks(one)), "conditions": tuple(map(_condition, one.conditions)),
    }  # fmt: skip


def _readiness(one: Readiness) -> Words:
    """Say who could start; no more than is known."""
    if not one.n:
        return both("No shop of the families in which it makes sense.")
    if not one.ready + one.unready:
        return both("Nobody knows which of {n} shops could start: what it asks is not declared."
                    ).filled(n=counted(one.n))  # fmt: skip
    return both(
        "Of {n} shops in which it makes sense, {ready} have all that it asks, {unready} now "
        "lack something, and nobody knows of {unknown}."
    ).filled(n=counted(one.n), ready=counted(one.ready), unready=counted(one.unready),
             unknown=counted(one.n - one.ready - one.unready))  # fmt: skip


def _lacks(one: Readiness) -> Iterator[Words]:
    for need in one.service.needs:
        lacks, unknown = one.lacks[need], one.unknown[need]
        said = both("{need}: all have it")
        if lacks and unknown:
            said = both("{need}: {lacks} lack it, unknown for {unknown}")
        elif lacks:
            said = both("{need}: {lacks} lack it")
        elif unknown:
            said = both("{need}: unknown for {unknown}")
        yield said.filled(need=FACTS[need], lacks=counted(lacks), unknown=counted(unknown))


def _condition(one: Checked) -> dict[str, Any]:
    condition = one.condition
    said = both("to be asked for")
    if condition.of:
        is_share = condition.unit == "1"
        said = both("{found}, where {least} are asked").filled(
            found=_shares(one.low, one.high) if is_share else _bounds(one.low, one.high),
            least=_percent(condition.least) if is_share else _n(condition.least),
        )
    return {"state": CHECKED[one.state], "name": CONDITIONS[condition.id], "said": said,
            "source": condition.source, "url": condition.url,
            "from_memory": condition.from_memory}  # fmt: skip


def shops(made: Audit) -> Iterator[dict[str, Any]]:
    """Say each shop, the least visible first, with its cheapest improvement."""
    ranked = sorted(range(len(made.scores)),
                    key=lambda n: (made.scores[n].low, made.scores[n].high))  # fmt: skip
    for n in ranked[:MOST_SHOPS]:
        one = made.scores[n]
        better = one.improvements
        file = SHEETS.format(n=n // A_SHEET_FILE + 1)
        yield {"name": _name(one), "street": _street(one), "said": _bounds(one.low, one.high),
               "link": f"{file}#{_id(one)}",
               "first": ACTIONS[better[0].part] if better else Words("–", "–")}  # fmt: skip


def _untold(made: Audit) -> Words | None:
    more = len(made.scores) - MOST_SHOPS
    return both("{n} more shops stand in the files.").filled(n=counted(more)) if more > 0 else None


def _name(one: Score) -> Words:
    row = one.evidence.premises
    name = row.get("name")
    if name:
        return Words(str(name), str(name))
    kind = row.get("kind")
    trade = kind_name(str(kind)) if kind else both("shop")
    what = both("{trade} without a name").filled(trade=trade)
    where = address(row.get("housenumber") or None, row.get("street") or None, between=" ")
    return what if where is None else Words(f"{what.fr}, {where}", f"{what.en}, {where}")


def _street(one: Score) -> Words:
    street = one.evidence.premises.get("street")
    return Words(str(street), str(street)) if street else NO_STREET


def _id(one: Score) -> str:
    """Make an anchor of an identifier."""
    text = str(one.evidence.premises["premises_id"])
    return "s-" + "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" for c in text)


def _sheet(one: Score, made: Audit) -> dict[str, Any]:
    row = one.evidence.premises
    family = made.family_names.get(str(row.get("family") or ""), NO_FAMILY)
    number = row.get("housenumber") or ""
    where = Words(*(" · ".join(filter(None, (f"{number} {_street(one).in_(x)}".strip(),
                                             family.in_(x)))) for x in LANGUAGES))  # fmt: skip
    return {
        "id": _id(one), "name": _name(one), "where": where, "said": _bounds(one.low, one.high),
        "low": round(one.low, 1), "high": round(one.high, 1),
        "improvements": [(ACTIONS[better.part], _worth(better.points, better.minutes))
                         for better in one.improvements],
        "rows": [{"name": NAMES[part.id], "state": one.judged[part.id].state,
                  "state_name": STATES[one.judged[part.id].state],
                  "points": _points(one, part.id, part.points),
                  "why": one.judged[part.id].why} for part in parts()],
    }  # fmt: skip


def _points(one: Score, part: str, points: float) -> Words:
    judged = one.judged[part]
    return both("{found} of {most}").filled(
        found=_exact(points * judged.low, points * judged.high), most=_n(points)
    )


def _exact(low: float, high: float) -> Words:
    one, other = (Words(*(grouped(v, int(v % 1 > 0), x) for x in LANGUAGES)) for v in (low, high))
    return one if one == other else both("{low} to {high}").filled(low=one, high=other)


def _worth(points: tuple[float, float], minutes: tuple[float, float]) -> Words:
    return both("{points} points for {low} to {high} minutes of work (hypothesis)").filled(
        points=_exact(*points), low=_n(minutes[0]), high=_n(minutes[1])
    )


def _costs() -> Iterator[dict[str, Any]]:
    for part in parts():
        yield {"name": NAMES[part.id], "points": counted(part.points), "action": ACTIONS[part.id],
               "minutes": both("{low} to {high} min").filled(low=_n(part.minutes[0]),
                                                             high=_n(part.minutes[1]))}  # fmt: skip


def _outcomes(made: Audit) -> Iterator[tuple[Words, Words]]:
    for name, n in made.outcomes.items():
        yield OUTCOMES.get(name, both("it answered with a page")), counted(n)
