"""The public site of a town's shops: static pages that work without a script, a server or a spy."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment

from beffroi.foundation.files import unwritable
from beffroi.foundation.language import Words, both
from beffroi.report import commerce_site_pages as parts
from beffroi.report import laying_out
from beffroi.report.commerce_site_data import site_data, tables, words_script
from beffroi.report.commerce_site_feeds import feed, robots, sitemap
from beffroi.report.commerce_site_map import map_files
from beffroi.report.commerce_site_pages import t
from beffroi.report.commerce_site_sheets import qr_code
from beffroi.report.commerce_site_words import DAY_NAMES, day_words, paired
from beffroi.report.page import asset
from beffroi.report.theme import variables
from beffroi.report.words import counted, dated
from beffroi.study.commerce_directory import Directory, Shop, addresses, folded, slug
from beffroi.study.commerce_publish import agenda

MOST_STREETS, STREETS_PER_PAGE = 12, 100
"""Streets named on the first page, and on a page of streets."""
Writer = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share.

    Attributes
    ----------
    made
        The directory.
    environment
        Where templates are found.
    put
        What writes a file of the site.
    families, streets
        Files of the pages of families and of streets that have shops.
    of_family, of_street
        Shops of each.
    """

    made: Directory
    environment: Environment
    put: Writer
    families: dict[str, str]
    streets: dict[str, str]
    of_family: dict[str, list[Shop]]
    of_street: dict[str, list[Shop]]

    def page(
        self, template: str, path: str, title: Words, told: dict[str, Any], *, here: str = "",
        description: str = "",
    ) -> str:  # fmt: skip
        """Write a page and return its name."""
        whole = Words(*(f"{said} – {self.made.title}" for said in (title.fr, title.en)))
        text = self.environment.get_template(f"site/{template}.html.j2").render(
            path=path, title=whole, heading=paired(title), here=here,
            root="../" * path.count("/"), description=parts.described(description or whole.fr),
            **told,
        )  # fmt: skip
        self.put(path, text)
        return path


def write(made: Directory, folder: Path) -> tuple[str, ...]:
    """Write the site of a directory.

    Parameters
    ----------
    made
        The directory.
    folder
        An empty folder.

    Returns
    -------
    Names of its files.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    names: list[str] = []

    def put(name: str, text: str) -> None:
        path = folder / name
        try:
            path.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            raise unwritable(path, error) from error
        names.append(name)

    for inner in ("assets", "commerces", "affiches"):
        try:
            (folder / inner).mkdir(parents=True)
        except OSError as error:
            raise unwritable(folder / inner, error) from error
    site = _site(made, put)
    pages = [*_lists(site), *_shops(site), *_agenda(site), *_others(site)]
    _assets(site)
    put("robots.txt", robots(made))
    if made.url:
        put("sitemap.xml", sitemap(made, pages))
    if len(made.events):
        put("agenda.ics", agenda(made))
        if made.url:
            put("feed.xml", feed(made))
    return tuple(names)


def _site(made: Directory, put: Writer) -> Site:
    of_family: dict[str, list[Shop]] = defaultdict(list)
    of_street: dict[str, list[Shop]] = defaultdict(list)
    for shop in made.shops:
        of_family[shop.family].append(shop)
        if shop.street:
            of_street[shop.street].append(shop)
    streets = sorted(of_street, key=folded)
    keys = [key for key in made.families if key in of_family]
    keys += [key for key in of_family if key not in made.families]
    site = Site(
        made,
        laying_out.environment(),
        put,
        {key: f"famille-{slug(key) or 'x'}" for key in keys},
        dict(zip(streets, (f"rue-{one}" for one in addresses(streets)), strict=True)),
        dict(of_family),
        dict(of_street),
    )
    site.environment.globals.update(
        t=t, say=paired, dated=cache(dated), made=made, nav=[*_nav()], colon=parts.COLON,
        has_events=len(made.events) > 0, hours_unknown=paired(both("Hours unknown")),
        pager_name="Pages / Pages", contact=parts.contact_link(made.contact),
    )  # fmt: skip
    return site


def _nav() -> Iterator[tuple[str, str, Any]]:
    yield "shops", "index.html", paired(both("The shops"))
    yield "streets", "rues.html", paired(both("Streets"))
    yield "agenda", "agenda.html", paired(both("Agenda"))
    yield "hours", "horaires.html", paired(both("Opening hours"))
    yield "vacant", "locaux-vacants.html", paired(both("Vacant premises"))
    yield "about", "a-propos.html", paired(both("About"))


def _family_name(site: Site, key: str) -> Words:
    return site.made.families.get(key, parts.same(key))


def _lists(site: Site) -> Iterator[str]:
    """Write the lists: all shops, those of each family, those of each street, and the streets."""
    yield from _listed(site, site.made.shops, "tous", both("The shops"), first="index")
    for key, base in site.families.items():
        yield from _listed(site, site.of_family[key], base, _family_name(site, key))
    for street, base in site.streets.items():
        yield from _listed(site, site.of_street[street], base, parts.same(street))
    rows = [(f"{base}.html", street, len(site.of_street[street]))
            for street, base in site.streets.items()]  # fmt: skip
    cut = parts.paged(rows, STREETS_PER_PAGE)
    for number, some in enumerate(cut, start=1):
        told = {"streets": some, "pages": parts.pager("rues", number, len(cut))}
        name = parts.page_name("rues", number)
        yield site.page("streets", name, both("Streets"), told, here="streets")


def _listed(
    site: Site, shops: Sequence[Shop], base: str, title: Words, first: str = ""
) -> Iterator[str]:
    numbered = tables(site.made)
    cut = parts.lists_of(shops)
    for number, some in enumerate(cut, start=1):
        told = {
            "items": [parts.line(shop, numbered) for shop in some],
            "pages": parts.pager(base, number, len(cut), first),
            "is_index": bool(first) and number == 1,
        }
        if told["is_index"]:
            told |= _index(site)
        name = parts.page_name(base, number, first)
        yield site.page("list", name, title, told, here="shops" if first else "")


def _index(site: Site) -> dict[str, Any]:
    made = site.made
    said = both(
        "Shops: {n}, of which {known} with known hours.",
        n=counted(len(made.shops)), known=counted(made.coverage.known),
    )  # fmt: skip
    largest = sorted(site.streets, key=lambda one: -len(site.of_street[one]))[:MOST_STREETS]
    return {
        "summary": paired(said),
        "families": [(f"{base}.html", paired(_family_name(site, key)), len(site.of_family[key]))
                     for key, base in site.families.items()],
        "has_map": any(shop.lon is not None for shop in made.shops),
        "streets": [(f"{site.streets[one]}.html", one, len(site.of_street[one]))
                    for one in sorted(largest, key=folded)],
    }  # fmt: skip


def _shops(site: Site) -> Iterator[str]:
    """Write the page of each shop, and its window sheet."""
    made, days = site.made, [name.fr for name in DAY_NAMES]
    sheet = site.environment.get_template("site/sheet.html.j2")
    day = dated(made.date).fr if made.date else ""
    families = {key: f"{base}.html" for key, base in site.families.items()}
    streets = {street: f"{base}.html" for street, base in site.streets.items()}
    for shop in made.shops:
        told = parts.shop_parts(made, shop, families, streets)
        name = parts.shop_name(shop)
        described = ", ".join(part for part in (name.fr, told["kind_fr"], told["where"]) if part)
        yield site.page(
            "shop", f"commerces/{shop.page}.html", name,
            {"shop": told, "json_ld": parts.json_ld(made, shop)},
            description=f"{described} : horaires, téléphone, accès.",
        )  # fmt: skip
        url = f"{made.url}commerces/{shop.page}.html" if made.url else ""
        code = qr_code(url) if url else ""
        text = sheet.render(shop=told, days=days, url=url, qr=code, date_fr=day)
        site.put(f"affiches/{shop.page}.html", text)


def _agenda(site: Site) -> Iterator[str]:
    made = site.made
    webcal = f"webcal://{made.url.split('://', 1)[1]}agenda.ics" if made.url else ""
    is_safe = urlsplit(webcal).scheme == "webcal"
    cut = parts.paged(parts.event_days(made), parts.EVENTS_PER_PAGE)
    for number, some in enumerate(cut, start=1):
        told = {
            "days": parts.by_day(some),
            "pages": parts.pager("agenda", number, len(cut)),
            "webcal": webcal if is_safe else "",
        }
        name = parts.page_name("agenda", number)
        yield site.page("agenda", name, both("Agenda"), told, here="agenda")


def _others(site: Site) -> Iterator[str]:
    made = site.made
    yield site.page("hours", "horaires.html", both("When the shops are open"),
                    parts.hours_parts(made), here="hours")  # fmt: skip
    cut = parts.paged(made.vacancies, parts.PREMISES_PER_PAGE)
    for number, some in enumerate(cut, start=1):
        told = {
            "flows": parts.flows_told(made.vacancies),
            "premises": [parts.vacancy_parts(one) for one in some],
            "pages": parts.pager("locaux-vacants", number, len(cut)),
        }
        name = parts.page_name("locaux-vacants", number)
        yield site.page("vacant", name, both("Vacant premises"), told, here="vacant")
    yield site.page("about", "a-propos.html", both("About this site"), _about(made), here="about")


def _about(made: Directory) -> dict[str, Any]:
    counts = both(
        "Shops published: {n}, of which {known} with known hours.",
        n=counted(len(made.shops)), known=counted(made.coverage.known),
    )  # fmt: skip
    horizon = both(
        "Hours are worked out from {first} to {last}, public holidays included; beyond, the site "
        "says that they are to be checked.",
        first=day_words(made.first, "d MMMM y"), last=day_words(made.last, "d MMMM y"),
    )  # fmt: skip
    return {
        "counts": paired(counts),
        "horizon": paired(horizon),
        "holidays": [paired(day_words(day)) for day in sorted(made.holidays)],
    }


def _assets(site: Site) -> None:
    maps = map_files(site.made)
    light, dark = variables("light"), variables("dark")
    night = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"
    files = {
        "site.css": f":root {{ {light} }}\n{night}\n{asset('site/site.css')}",
        "sheet.css": asset("site/sheet.css"),
        "icon.svg": asset("site/icon.svg"),
        "words.js": words_script(site.made.first),
        "site.js": asset("site/site.js"),
        "directory.js": asset("site/directory.js"),
        "data.js": site_data(site.made),
        **maps,
    }
    for name, text in files.items():
        site.put(f"assets/{name}", text)
