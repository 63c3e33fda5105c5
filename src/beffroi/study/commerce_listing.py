"""The directory of a register: which shops are published, and what is said of each."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from beffroi.engines.commerce.directory.coverage import coverage
from beffroi.engines.commerce.directory.feedback import feedback
from beffroi.engines.commerce.directory.neighbours import nearest, stretch_before, trading_near
from beffroi.engines.commerce.directory.opening import Timetable, holidays, timetables
from beffroi.engines.commerce.directory.search import folded, slug
from beffroi.engines.commerce.families import families
from beffroi.foundation.errors import SettingsError
from beffroi.foundation.language import Words, both
from beffroi.study.commerce_directory import (
    LONGEST_NAME,
    Directory,
    Shop,
    Vacancy,
    cleaned,
    dialled,
    email_address,
    web_address,
)
from beffroi.territory.commerce import OSM, TRADING, VACANT, WALK
from beffroi.territory.events import EVENTS
from beffroi.territory.hours import Unread, understood
from beffroi.territory.hours.school import Zone
from beffroi.territory.projection import legal_epsg

WEEKS = 8
"""Weeks for which hours are worked out, unless another number is asked for."""
MOST_WEEKS = 26
MOST_TOLD = 5
"""Shops named whose hours are not understood, at most."""
OTHER = "other"
SEEN = {OSM, WALK}
"""Sources in which somebody saw the premises: a register alone may name a home."""
SCHOOL_ZONES: dict[str, Zone] = {"A": "A", "B": "B", "C": "C"}
COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Publication:
    """What a town says of its site.

    Attributes
    ----------
    title
        Name of the site.
    first
        Day from which hours are worked out.
    url
        Address of the site; without it there is neither QR code nor site map.
    contact
        Whom those who look for premises, or see a fault, write to.
    country, zone
        Country whose public holidays count; time zone.
    school
        Zone of the French school holidays: A, B or C; empty if nobody said.
    families
        Table of families (`engines.commerce.families`).
    weeks
        Weeks for which hours are worked out.
    """

    title: str
    first: dt.date
    url: str = ""
    contact: str = ""
    country: str = "FR"
    zone: str = "Europe/Paris"
    weeks: int = WEEKS
    school: str = ""
    families: str = "beffroi"


def directory(
    premises: gpd.GeoDataFrame, publication: Publication, *, events: pd.DataFrame | None = None,
    date: str = "", ground: dict[str, gpd.GeoDataFrame] | None = None,
    mapped: pd.DataFrame | None = None, warnings: Sequence[Words] = (),
    flows: gpd.GeoDataFrame | None = None,
) -> Directory:  # fmt: skip
    """Make the directory of a register.

    Parameters
    ----------
    premises
        Table `PREMISES`, in WGS 84.
    publication
        What the town says of its site.
    events
        Table `EVENTS`.
    date
        Day of the data, ISO 8601.
    ground
        Layers of the map under the shops, WGS 84.
    mapped
        Table `OUTLETS` of the map, to say what it lacks.
    warnings
        What the readers said.
    flows
        Who passes along the streets (`formats.footfall_layers`), in WGS 84.

    Raises
    ------
    SettingsError
        If the address, the country, the zone or the number of weeks cannot be used.
    """
    told = checked(publication)
    first, n_days = told.first, 7 * told.weeks
    trading = gpd.GeoDataFrame(premises[premises["state"] == TRADING])
    seen = trading[_is_seen(trading)]
    rules = [cleaned(one, 1_000) for one in seen["opening_hours"]]
    hours = timetables(
        [rule for rule in rules if rule], first, n_days, told.country,
        school=SCHOOL_ZONES.get(told.school),
    )  # fmt: skip
    shops = sorted(
        (_shop(row, rule, hours.get(rule)) for row, rule in
         zip(seen.to_dict("records"), rules, strict=True)),
        key=lambda shop: (not shop.name, folded(shop.name), shop.street, shop.id),
    )  # fmt: skip
    shops = _paged(shops)
    weeks = [None if one.timetable is None else one.timetable.week for one in shops]
    return Directory(
        title=told.title,
        date=date,
        first=first,
        n_days=n_days,
        country=told.country,
        zone=told.zone,
        shops=tuple(shops),
        vacancies=tuple(_vacancies(premises, flows)),
        events=EVENTS.empty() if events is None else events,
        holidays=holidays(first, n_days, told.country),
        coverage=coverage(weeks),
        families={key: one.name for key, one in families(told.families).items()},
        url=told.url,
        contact=told.contact,
        ground=ground or {},
        warnings=(*warnings, *_said(len(trading) - len(seen), shops)),
        feedback=None if mapped is None else feedback(premises, mapped),
    )


def checked(told: Publication) -> Publication:
    """Return what a town says of its site, its address made whole; `directory` says the errors."""
    url = told.url.strip()
    if url and (web_address(url) != url or not url.isascii() or "?" in url or "#" in url):
        raise SettingsError(
            "{url!r} is not the address of a site: give one such as https://commerces.ville.fr/.",
            url=url,
        )
    if not COUNTRY.fullmatch(told.country):
        raise SettingsError(
            "{code!r} is not the code of a country: give two capitals, such as FR.",
            code=told.country,
        )
    try:
        ZoneInfo(told.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(
            "No time zone is called {zone!r}: give a name such as Europe/Paris.", zone=told.zone
        ) from error
    if not 2 <= told.weeks <= MOST_WEEKS:
        raise SettingsError(
            "Hours are worked out for 2 to {most} weeks: {weeks} cannot be.",
            most=MOST_WEEKS, weeks=told.weeks,
        )  # fmt: skip
    if told.school and told.school not in SCHOOL_ZONES:
        raise SettingsError(
            "There is no zone of school holidays {zone!r}: give A, B or C.", zone=told.school
        )
    whole = url if not url or url.endswith("/") else f"{url}/"
    title = cleaned(told.title, LONGEST_NAME)
    contact = email_address(told.contact) or web_address(told.contact)
    if told.contact and not contact:
        raise SettingsError(
            "{contact!r} is neither an e-mail address nor the address of a page.",
            contact=told.contact,
        )
    return replace(told, title=title, url=whole, contact=contact)


def _shop(row: dict[str, Any], rule: str, hours: Timetable | None) -> Shop:
    lon, lat = _place(row["geometry"])
    return Shop(
        id=str(row["premises_id"]),
        page=slug(str(row["premises_id"])) or "x",
        name=cleaned(row["name"], LONGEST_NAME) or cleaned(row["brand"], LONGEST_NAME),
        kind=cleaned(row["kind"], 60),
        family=cleaned(row["family"], 60) or OTHER,
        street=cleaned(row["street"], LONGEST_NAME),
        housenumber=cleaned(row["housenumber"], 20),
        postcode=cleaned(row["postcode"], 12),
        level=cleaned(row["level"], 12),
        lon=lon,
        lat=lat,
        phone=phone if dialled(phone := cleaned(row["phone"], 60)) else "",
        email=email_address(row["email"]),
        website=web_address(row["website"]),
        social=web_address(row["social"]),
        wheelchair=cleaned(row["wheelchair"], 20),
        rule=rule,
        timetable=hours,
        checked=cleaned(row["check_date"], 10),
    )


def _place(geometry: object) -> tuple[float | None, float | None]:
    if not isinstance(geometry, shapely.Geometry) or geometry.is_empty:
        return None, None
    point = geometry.representative_point()
    return round(float(point.x), 6), round(float(point.y), 6)


def _paged(shops: list[Shop]) -> list[Shop]:
    """Leave out a shop whose page another has already: identifiers are its address."""
    by_page = {shop.page: shop for shop in reversed(shops)}
    return [shop for shop in shops if by_page[shop.page] is shop]


def _vacancies(premises: gpd.GeoDataFrame, flows: gpd.GeoDataFrame | None) -> Iterator[Vacancy]:
    empty = gpd.GeoDataFrame(premises[premises["state"] == VACANT])
    around = _around(premises, empty, flows)
    rows = [*zip(empty.to_dict("records"), around, strict=True)]
    rows.sort(key=lambda row: (folded(cleaned(row[0]["street"])), cleaned(row[0]["housenumber"])))
    for row, (neighbours, beside, passing, passers) in rows:
        lon, lat = _place(row["geometry"])
        yield Vacancy(
            id=str(row["premises_id"]),
            street=cleaned(row["street"], LONGEST_NAME),
            housenumber=cleaned(row["housenumber"], 20),
            last_kind=cleaned(row["last_kind"], 60),
            since=cleaned(row["vacant_since"], 10),
            area=_number(row["area"]),
            front=_number(row["front"]),
            rent=_number(row["rent"]),
            neighbours=neighbours,
            beside=beside,
            passing=passing,
            passers=passers,
            lon=lon,
            lat=lat,
        )


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(value)  # type: ignore[call-overload,arg-type]


def _is_seen(premises: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Say which premises somebody saw in the street."""
    return np.array([bool(SEEN & set(str(one).split("+"))) for one in premises["sources"]],
                    dtype=bool)  # fmt: skip


Around = tuple[int | None, str, float | None, tuple[float, float] | None]
NOTHING: Around = (None, "", None, None)


def _around(
    premises: gpd.GeoDataFrame, empty: gpd.GeoDataFrame, flows: gpd.GeoDataFrame | None
) -> list[Around]:
    """Say of each of the empty premises how many shops trade around, beside which, who passes."""
    placed = premises[premises.geometry.notna() & ~premises.geometry.is_empty]
    if placed.empty or empty.empty:
        return [NOTHING] * len(empty)
    west, south, east, north = placed.total_bounds
    epsg = legal_epsg("", (west + east) / 2, (south + north) / 2)
    metres = placed.to_crs(epsg)
    points = shapely.get_coordinates(metres.geometry.representative_point().array)
    is_empty, trades = (metres["state"].eq(state).to_numpy(dtype=bool) for state in
                        (VACANT, TRADING))  # fmt: skip
    counts = trading_near(points[is_empty], points[trades]).tolist()
    named = trades & metres["name"].notna().to_numpy(dtype=bool) & _is_seen(metres)
    names = [cleaned(name, LONGEST_NAME) for name in metres["name"][named]]
    beside = [names[at] if at >= 0 else "" for at in nearest(points[is_empty], points[named])]
    told = _flows(points[is_empty], flows, epsg)
    by_row: dict[object, Around] = {
        row: (count, name, *flow)
        for row, count, name, flow in zip(metres.index[is_empty], counts, beside, told, strict=True)
    }
    return [by_row.get(row, NOTHING) for row in empty.index]


def _flows(
    points: npt.NDArray[np.float64], flows: gpd.GeoDataFrame | None, epsg: int
) -> list[tuple[float | None, tuple[float, float] | None]]:
    if flows is None or flows.empty:
        return [(None, None)] * len(points)
    lines = np.asarray(flows.to_crs(epsg).geometry.array, dtype=object)
    index, low, high = (flows[name].to_numpy(dtype=float) for name in ("index", "low", "high"))
    return [
        (None, None) if at < 0
        else (float(index[at]), None if np.isnan(low[at] + high[at])
              else (float(low[at]), float(high[at])))
        for at in stretch_before(points, lines)
    ]  # fmt: skip


def _said(unseen: int, shops: Sequence[Shop]) -> Iterator[Words]:
    if unseen:
        yield both(
            "{n} shop(s) known by the register of establishments alone (is|are) not published: "
            "nobody saw (it|them) in the street, and the address may be that of a home.",
            n=unseen,
        )
    odd = [shop for shop in shops if shop.rule and shop.timetable is None]
    if odd:
        yield both(
            "The hours of {n} shop(s) are not understood: (it is|they are) said to have unknown "
            "hours.",
            n=len(odd),
        )
    for shop in odd[:MOST_TOLD]:
        why = understood(shop.rule)
        if isinstance(why, Unread):
            yield Words(f"{shop.name or shop.street} : {why.why.fr}.",
                        f"{shop.name or shop.street}: {why.why.en}.")  # fmt: skip
    if len(odd) > MOST_TOLD:
        yield both("The page of each other one shows its hours as they are written.")
