"""What a directory of shops holds: shops, premises to let, events, and when shops are open."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import geopandas as gpd
import pandas as pd

from beffroi.engines.commerce.directory.coverage import (
    NOON,
    QUARTER,
    Coverage,
    Gap,
    is_open_at_lunch,
    is_open_on_sunday,
    least_known,
    noon_gap,
)
from beffroi.engines.commerce.directory.opening import DAY, Moments, Timetable
from beffroi.engines.commerce.directory.search import addresses, folded, slug
from beffroi.engines.commerce.directory.structured import business, embedded
from beffroi.foundation.language import Words

__all__ = [
    "DAY", "NOON", "QUARTER", "Coverage", "Directory", "Gap", "Moments", "Shop", "Timetable",
    "Vacancy", "addresses", "business", "cleaned", "dialled", "email_address", "embedded",
    "folded", "is_open_at_lunch", "is_open_on_sunday", "least_known", "noon_gap", "said_number",
    "slug", "web_address",
]  # fmt: skip

LONGEST_NAME, LONGEST_FACT = 90, 240
"""Letters of a name and of another fact that are published. [character]"""
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+", re.ASCII)
FRENCH_LENGTH = 10
"""Digits of a French number. [1]"""
DIALLED = re.compile(r"[^\d+]")
DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)+(/\S*)?")


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop that is published. What nobody knows is empty.

    Attributes
    ----------
    id, page
        Identifier in the register, and the name of its page, which never changes.
    name, kind, family
        Its sign, the OSM value of what it is, and its family.
    street, housenumber, postcode, level
        Where it is.
    lon, lat
        Where it is; None where no source places it. [°]
    phone, email, website, social
        How to reach it.
    wheelchair
        OSM tag, as written.
    rule
        Its hours as written.
    timetable
        Its hours, understood; None where they are unknown.
    checked
        Last day that somebody looked.
    """

    id: str
    page: str
    name: str
    kind: str
    family: str
    street: str
    housenumber: str
    postcode: str
    level: str
    lon: float | None
    lat: float | None
    phone: str
    email: str
    website: str
    social: str
    wheelchair: str
    rule: str
    timetable: Timetable | None
    checked: str


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Premises where nothing trades: what one who looks for some asks. No owner is named.

    Attributes
    ----------
    id
        Identifier in the register.
    street, housenumber, last_kind, since
        Where it is, what traded there last, and since which day nothing does.
    area, front, rent
        Area [m²], front on the street [m], rent [€/m²/year]; None where unknown.
    neighbours
        Shops that trade within 100 m; None where no source places it. [shop]
    beside
        Name of the nearest shop that trades within 100 m; empty where none has a name.
    passing
        How much people pass before it, 100 where they most do, by a model; None where unknown.
    passers
        Least and most of those who pass in a mean day; None without counts. [person]
    lon, lat
        Where it is. [°]
    """

    id: str
    street: str
    housenumber: str
    last_kind: str
    since: str
    area: float | None
    front: float | None
    rent: float | None
    neighbours: int | None
    beside: str
    passing: float | None
    passers: tuple[float, float] | None
    lon: float | None
    lat: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """A directory of shops, ready to be published.

    Attributes
    ----------
    title, town
        Name of the site, and of the town if it is known.
    date
        Day of the data, ISO 8601; empty where no source tells.
    first, n_days
        First day of the timetables, and how many days they cover.
    country, zone
        Country whose public holidays count, and the time zone of the town.
    shops
        By name.
    vacancies
        By street.
    events
        Table `EVENTS`.
    holidays
        Public holidays of those days.
    coverage
        Shops open at each quarter of an hour of a usual week.
    families
        Names of the families, by key.
    url
        Address of the site, with its last stroke; empty if it has none yet.
    contact
        Whom to write to: an e-mail address or the address of a page; empty if nobody said.
    ground
        Layers of the map under the shops, WGS 84.
    warnings
        What was mended, left out or taken as unknown.
    feedback
        What the map could be told.
    """

    title: str
    date: str
    first: dt.date
    n_days: int
    country: str
    zone: str
    shops: tuple[Shop, ...]
    vacancies: tuple[Vacancy, ...]
    events: pd.DataFrame
    holidays: frozenset[dt.date]
    coverage: Coverage
    families: dict[str, Words]
    url: str = ""
    contact: str = ""
    town: str = ""
    ground: dict[str, gpd.GeoDataFrame] = field(default_factory=dict)
    warnings: tuple[Words, ...] = ()
    feedback: gpd.GeoDataFrame | None = None

    @property
    def last(self) -> dt.date:
        """Last day of the timetables."""
        return self.first + dt.timedelta(self.n_days - 1)


def cleaned(value: object, longest: int = LONGEST_FACT) -> str:
    r"""Return what somebody wrote as one short line: nothing that cannot be printed stays in it.

    Examples
    --------
    >>> cleaned("  Au\tBon \u202ePain\x00 "), cleaned(None), cleaned("abcdef", 4)
    ('Au Bon Pain', '', 'abc…')
    """
    if value is None or bool(pd.isna(value)):  # type: ignore[call-overload]
        return ""
    spaced = (" " if c.isspace() or unicodedata.category(c) == "Cc" else c for c in str(value))
    text = " ".join("".join(c for c in spaced if c == " " or c.isprintable()).split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def web_address(value: object) -> str:
    """Return the address of a page of the web, or nothing.

    Examples
    --------
    >>> web_address("www.fleurs.fr"), web_address("javascript:alert(1)")
    ('http://www.fleurs.fr', '')
    """
    text = cleaned(value).split(";", 1)[0].strip()
    if DOMAIN.fullmatch(text):
        text = f"http://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    is_web = parts.scheme in {"http", "https"} and "." in parts.netloc and " " not in text
    return text if is_web and not text.endswith("…") else ""


def email_address(value: object) -> str:
    """Return an e-mail address, or nothing.

    Examples
    --------
    >>> email_address("a@b.fr; c@d.fr"), email_address("a@b")
    ('a@b.fr', '')
    """
    text = cleaned(value).split(";", 1)[0].strip()
    return text if EMAIL.fullmatch(text) else ""


def said_number(phone: str) -> str:
    r"""Say a telephone number as people do: a French one by pairs, any other as it is written.

    Examples
    --------
    >>> said_number("+33 299-710604"), said_number("022 310 00 00")
    ('02\xa099\xa071\xa006\xa004', '022 310 00 00')
    """
    digits = dialled(phone)
    national = f"0{digits[3:]}"
    if not digits.startswith("+33") or len(national) != FRENCH_LENGTH:
        return phone
    return "\xa0".join(national[n : n + 2] for n in range(0, FRENCH_LENGTH, 2))


def dialled(phone: str) -> str:
    """Return what a telephone dials, or nothing.

    Examples
    --------
    >>> dialled("+33 (0)2 99 71 06 04"), dialled("appelez-nous")
    ('+33299710604', '')
    """
    digits = DIALLED.sub("", phone.split(";", 1)[0].replace("(0)", ""))
    return digits if len(digits) >= 3 else ""
