"""The parts of the pages of a public site: what each template shows, said in both languages."""

import datetime as dt
import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, TypeVar

from markupsafe import Markup, escape

from beffroi.foundation.language import Words, both
from beffroi.report.commerce_site_chart import chart
from beffroi.report.commerce_site_data import own_hours
from beffroi.report.commerce_site_words import (
    CLOSED,
    DAY_NAMES,
    clock,
    day_words,
    hours_words,
    paired,
    trade,
)
from beffroi.report.words import counted, dated, measured
from beffroi.study.commerce_directory import (
    Directory,
    Gap,
    Shop,
    Vacancy,
    business,
    cleaned,
    dialled,
    embedded,
    least_known,
    noon_gap,
    said_number,
)
from beffroi.territory.events import CANCELLED, CONFIRMED, FULL, MOVED, TENTATIVE

PER_PAGE, PREMISES_PER_PAGE, EVENTS_PER_PAGE = 40, 25, 30
"""Things on a page, so that its HTML stays under 50 kB."""
LINE, HEAVIEST = 260, 25_000
"""Of a line of a list without its words, and of the lines of a page. [byte]"""
LONGEST_STORY = 400
"""Of what is told of an event. [character]"""
HOURS = range(6, 24)
NOON_ROWS = (12 - HOURS.start, 13 - HOURS.start)
NEAR = 3
"""Numbers of pages shown on each side of the one that is read."""
NAMELESS = both("Shop without a known sign")
CHECK = both("to be checked with the shop")
COLON = Markup('<span lang="fr">\u00a0:</span><span lang="en">:</span>')
WHEELCHAIR = {"yes": both("accessible"), "limited": both("partly accessible"),
              "no": both("not accessible")}  # fmt: skip
STATES = {CANCELLED: both("cancelled"), MOVED: both("moved"), FULL: both("full"),
          TENTATIVE: both("to be confirmed"), CONFIRMED: Words("", "")}  # fmt: skip
Thing = TypeVar("Thing")


@cache
def t(sentence: str) -> Markup:
    """Say an English sentence in both languages; the style shows one."""
    return paired(both(sentence))


def same(text: str) -> Words:
    """Give both languages one text."""
    return Words(text, text)


def shop_name(shop: Shop) -> Words:
    """Name a shop: by its sign, else by its trade."""
    if shop.name:
        return same(shop.name)
    return trade(shop.kind) if shop.kind else NAMELESS


def where(shop: Shop | Vacancy) -> str:
    """Say the number and the street."""
    return " ".join(part for part in (shop.housenumber, shop.street) if part)


def paged(things: Sequence[Thing], size: int) -> list[Sequence[Thing]]:
    """Cut a list into pages; an empty list has one."""
    return [things[start : start + size] for start in range(0, max(len(things), 1), size)]


def lists_of(shops: Sequence[Shop]) -> list[Sequence[Shop]]:
    """Cut shops into pages of so many lines, fewer where their names are heavy."""
    cut: list[list[Shop]] = [[]]
    weight = 0
    for shop in shops:
        own = LINE + sum(len(escape(text).encode()) for text in (shop.name, where(shop)))
        own += 2 * len(escape(shop.kind).encode())
        if len(cut[-1]) == PER_PAGE or (cut[-1] and weight + own > HEAVIEST):
            cut.append([])
            weight = 0
        cut[-1].append(shop)
        weight += own
    return [*cut]


def page_name(base: str, number: int, first: str = "") -> str:
    """Name the file of a page of a list.

    Examples
    --------
    >>> page_name("rue-haute", 1), page_name("rue-haute", 2), page_name("tous", 1, "index")
    ('rue-haute.html', 'rue-haute-p2.html', 'index.html')
    """
    return f"{first or base}.html" if number == 1 else f"{base}-p{number}.html"


def pager(base: str, here: int, n_pages: int, first: str = "") -> list[tuple[int, str, bool]]:
    """List the pages that are led to: the first, the last and those around; 0 for a gap."""
    shown = sorted({1, n_pages, *range(max(1, here - NEAR), min(n_pages, here + NEAR) + 1)})
    found: list[tuple[int, str, bool]] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number > before + 1:
            found.append((0, "", False))
        found.append((number, page_name(base, number, first), number == here))
    return found


def line(shop: Shop, tables: dict[str, int]) -> dict[str, Any]:
    """Say a shop in one line of a list."""
    return {
        "page": shop.page,
        "name": paired(shop_name(shop)),
        "kind": paired(trade(shop.kind)) if shop.name else "",
        "where": where(shop),
        "table": None if shop.timetable is None else tables[shop.rule],
    }


def shop_parts(
    made: Directory, shop: Shop, families: dict[str, str], streets: dict[str, str]
) -> dict[str, Any]:
    """Say all that is known of a shop.

    Parameters
    ----------
    families, streets
        Files of the pages of families and of streets.
    """
    hours = shop.timetable
    week = [] if hours is None else hours.week
    notes = () if hours is None else tuple(cleaned(note, 120) for note in hours.notes[:5])
    return {
        "page": shop.page,
        "name": paired(shop_name(shop)),
        "plain": shop_name(shop).fr,
        "kind": paired(trade(shop.kind)) if shop.kind else paired(both("Trade unknown")),
        "kind_fr": trade(shop.kind).fr if shop.name else "",
        "family": paired(made.families.get(shop.family, both("Others"))),
        "family_href": families[shop.family],
        "where": where(shop),
        "street_href": streets.get(shop.street, ""),
        "hours": hours and json.dumps(own_hours(made, hours), separators=(",", ":")),
        "week": [(paired(name), paired(_day(hours_words(moments), hours, n)))
                 for n, (name, moments) in enumerate(zip(DAY_NAMES, week, strict=False))],
        "week_fr": [(name.fr, hours_words(moments).fr)
                    for name, moments in zip(DAY_NAMES, week, strict=False)]
        if _is_sure(shop) else [],
        "notes": notes,
        "special": [*_special(made, shop)],
        "is_sure_on_holidays": _is_sure_on_holidays(made, shop),
        "rule": shop.rule[:200],
        "facts": [(paired(name), value) for name, value in _facts(shop)],
        "phone": said_number(shop.phone),
        "osm": _osm(shop.id),
        "checked": paired(dated(shop.checked)) if shop.checked else "",
    }  # fmt: skip


def _is_sure(shop: Shop) -> bool:
    """Say whether the usual week can be printed: hours under a condition cannot."""
    return shop.timetable is not None and any(shop.timetable.week)


def _is_sure_on_holidays(made: Directory, shop: Shop) -> bool:
    """Say whether the page tells the hours of every public holiday it covers, and of one."""
    hours = shop.timetable
    return hours is not None and bool(made.holidays) and not any(
        hours.doubtful[(day - made.first).days] for day in made.holidays
    )  # fmt: skip


def _day(said: Words, hours: Any, weekday: int) -> Words:
    """Say the hours of a weekday; those that bear a condition are to be checked."""
    if said is CLOSED and hours.notes and not hours.week[weekday]:
        return CHECK
    return said


def _special(made: Directory, shop: Shop) -> Iterator[tuple[Markup, Markup]]:
    hours = shop.timetable
    if hours is None:
        return
    for day in sorted(made.holidays):
        number = (day - made.first).days
        said = CHECK if hours.doubtful[number] else hours_words(hours.open_[number])
        yield paired(day_words(day)), paired(said)


def _facts(shop: Shop) -> Iterator[tuple[Words, Markup | str]]:
    link = Markup('<a href="{}">{}</a>')
    if place := " ".join(part for part in (where(shop), shop.postcode) if part):
        yield both("Address"), place
    if shop.level and shop.level not in {"0", "0.0"}:
        yield both("Floor"), shop.level
    if shop.phone:
        yield both("Telephone"), link.format(f"tel:{dialled(shop.phone)}", said_number(shop.phone))
    if shop.website:
        yield both("Website"), link.format(shop.website, _short(shop.website))
    if shop.social:
        yield both("Social network"), link.format(shop.social, _short(shop.social))
    if shop.email:
        yield both("E-mail"), link.format(f"mailto:{shop.email}", shop.email)
    if shop.wheelchair in WHEELCHAIR:
        yield both("In a wheelchair"), paired(WHEELCHAIR[shop.wheelchair])


def _short(address: str) -> str:
    bare = address.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return bare if len(bare) <= 48 else f"{bare[:47]}…"


def _osm(id_: str) -> str:
    """Return the address of an object of the map, where the shop comes from it."""
    kinds = {"n": "node", "w": "way", "r": "relation"}
    bare = id_.removeprefix("osm:")
    is_map = bare != id_ and bare[:1] in kinds and bare[1:].isascii() and bare[1:].isdigit()
    return f"https://www.openstreetmap.org/{kinds[bare[0]]}/{bare[1:]}" if is_map else ""


def json_ld(made: Directory, shop: Shop) -> Markup:
    """Describe a shop to search engines, so that no name can end the script."""
    told: dict[str, object] = {
        "kind": shop.kind, "name": shop_name(shop).fr, "street": shop.street,
        "housenumber": shop.housenumber, "postcode": shop.postcode, "town": made.town,
        "country": made.country, "lon": shop.lon, "lat": shop.lat, "phone": shop.phone,
        "email": shop.email, "website": shop.website, "social": shop.social,
        "url": f"{made.url}commerces/{shop.page}.html" if made.url else "",
    }  # fmt: skip
    known = {key: value for key, value in told.items() if value not in {"", None}}
    found = business(known, shop.timetable, made.first, made.holidays)
    return Markup(embedded(found))  # noqa: S704  (no sign that HTML reads is left)


def vacancy_parts(one: Vacancy) -> dict[str, Any]:
    """Say premises where nothing trades."""
    return {"where": where(one) or paired(both("Address unknown")),
            "facts": [(paired(name), value) for name, value in _offered(one)]}  # fmt: skip


def _offered(one: Vacancy) -> Iterator[tuple[Words, Markup]]:
    unknown = paired(both("to be asked for"))
    per_year = both("{rent} €/m² a year before tax")
    yield both("Area"), unknown if one.area is None else paired(measured(one.area, "m²"))
    if one.front is not None:
        yield both("Front on the street"), paired(measured(one.front, "m"))
    rent = unknown if one.rent is None else paired(per_year.filled(rent=counted(one.rent)))
    yield both("Rent"), rent
    if one.beside:
        yield both("Beside"), escape(one.beside)
    if one.neighbours is not None:
        yield both("Shops within 100 m"), paired(counted(one.neighbours))
    if one.passing is not None:
        yield both("People passing on foot"), paired(_passing(one.passing, one.passers))
    if one.last_kind:
        yield both("Last trade"), paired(trade(one.last_kind))
    if one.since:
        yield both("Vacant since"), paired(dated(one.since))


def flows_told(vacancies: Sequence[Vacancy]) -> str:
    """Say how people passing on foot are told: by an ``index``, by ``counts``, or not at all."""
    told = [one for one in vacancies if one.passing is not None]
    if not told:
        return ""
    return "counts" if all(one.passers is not None for one in told) else "index"


def _passing(index: float, passers: tuple[float, float] | None) -> Words:
    if passers is None:
        return both("{index} of 100", index=round(index))
    low, high = (counted(round(one)) for one in passers)
    return both("{low} to {high} a day", low=low, high=high)


def event_days(made: Directory) -> list[tuple[dt.date, dict[str, Any]]]:
    """List the coming events, each with the day under which it stands."""
    found = []
    for row in made.events.to_dict("records"):
        day = dt.date.fromisoformat(str(row["begins"])[:10])
        found.append((max(day, made.first), _event(row)))
    found.sort(key=lambda pair: (pair[0], pair[1]["begins"], pair[1]["title"]))
    return found


def by_day(events: Sequence[tuple[dt.date, dict[str, Any]]]) -> list[tuple[Markup, list[Any]]]:
    """Gather events under the name of their day."""
    return [
        (paired(day_words(day)), [event for _, event in group])
        for day, group in groupby(events, key=lambda pair: pair[0])
    ]


def _event(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    place = [cleaned(row[key], 120) for key in ("place", "address")]
    return {
        "title": cleaned(row["title"], 120),
        "begins": str(row["begins"]),
        "when": paired(_when(str(row["begins"]), str(row["ends"]), is_day=bool(row["all_day"]))),
        "where": ", ".join(dict.fromkeys(part for part in place if part)),
        "text": cleaned(row["description"], LONGEST_STORY),
        "website": cleaned(row["website"]),
        "state": paired(STATES[str(row["state"])]) if row["state"] != CONFIRMED else "",
        "is_off": row["state"] in {CANCELLED, MOVED},
    }


def _when(begins: str, ends: str, *, is_day: bool) -> Words:
    if is_day:
        if begins == ends:
            return both("all day")
        named = [day_words(dt.date.fromisoformat(one), "d MMMM") for one in (begins, ends)]
        return both("{first} to {last}", first=named[0], last=named[1])
    first, last = (dt.datetime.fromisoformat(one) for one in (begins, ends))
    said = [Words(*(clock(one.hour * 60 + one.minute, language) for language in ("fr", "en")))
            for one in (first, last)]  # fmt: skip
    if first == last:
        return said[0]
    if first.date() == last.date() or (last - first) < dt.timedelta(hours=12):
        return both("from {first} to {last}", first=said[0], last=said[1])
    days = [day_words(one.date(), "d MMMM") for one in (first, last)]
    return both("from {day} {first} to {other} {last}", day=days[0], first=said[0],
                other=days[1], last=said[1])  # fmt: skip


def hours_parts(made: Directory) -> dict[str, Any]:
    """Say when the shops of the town are open, hour by hour; or that too few hours tell it."""
    found = made.coverage
    n = found.known + found.unknown
    if found.missing:
        few = both(
            "Hours are known for {known} of {n} shops: too few to say when the shops of the town "
            "are open. {least} are needed; {missing} are missing.",
            known=counted(found.known), n=counted(n), least=counted(least_known(n)),
            missing=counted(found.missing),
        )  # fmt: skip
        return {"lead": paired(few), "chart": "", "missing": found.missing}
    gap = noon_gap(found)
    lead = both(
        "Hours are known for {known} of {n} shops; the {unknown} others are in no figure here.",
        known=counted(found.known), n=counted(n), unknown=counted(found.unknown),
    )  # fmt: skip
    said = both("Share of shops open by hour and day; the table says the same.")
    return {
        "lead": paired(lead),
        "chart": chart(found, said),
        "gap": "" if gap is None else paired(_gap(gap)),
        "days": [paired(Words(name.fr[:3] + ".", name.en[:3])) for name in DAY_NAMES],
        "rows": [
            (paired(Words(clock(60 * hour, "fr"), clock(60 * hour, "en"))),
             [f"{100 * (found.share(day, 60 * hour) or 0):.0f}" for day in range(7)])
            for hour in HOURS
        ],
        "noon": NOON_ROWS,
        "missing": 0,
    }  # fmt: skip


def _gap(gap: Gap) -> Words:
    if gap.low <= 0:
        return both(
            "The hours that are known do not tell whether fewer shops are open at 1 p.m. than at "
            "11 a.m. and 3 p.m., from Tuesday to Friday."
        )
    points, low, high = (counted(round(100 * one)) for one in (gap.value, gap.low, gap.high))
    return both(
        "The gap of noon: from Tuesday to Friday, {points} points fewer of the shops are open at "
        "1 p.m. than at 11 a.m. and 3 p.m. ({low} to {high}, if those whose hours are known are "
        "like the others).", points=points, low=low, high=high,
    )  # fmt: skip


def contact_link(contact: str) -> Markup:
    """Make a link of an e-mail address or of the address of a page; nothing of nothing."""
    if not contact:
        return Markup("")
    href = f"mailto:{contact}" if "@" in contact and "://" not in contact else contact
    return Markup('<a href="{}">{}</a>').format(href, contact)


def described(text: str) -> str:
    """Return a description for search engines, in one line of bearable length."""
    return cleaned(text, 155)
