"""Services of a study: what tells of mobility offers is read and checked, then registered."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import geopandas as gpd
import pandas as pd

from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.offers import Inputs, SharedSystem, Verdict, outcome
from beffroi.formats import bnlc, gbfs, gtfs, offer_sheets
from beffroi.foundation.errors import InputError
from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.study.ground import located, town_of
from beffroi.study.workshop import Made, Step, Workshop
from beffroi.territory.notice import Notice
from beffroi.territory.outcome import Outcome

KINDS = ("gtfs", "gbfs", "bnlc", "offers")
"""Kinds of sources that tell of offers."""
WITH_ERRORS = Words(
    fr="{file} : le contrôle y trouve des erreurs ({n}) ; `{command}` les explique.",
    en="{file}: the check finds errors in it ({n}); `{command}` explains them.",
)
GBFS_COMMAND = "beffroi gbfs check"
Slots = dict[tuple[str, str], float]


def steps(shop: Workshop) -> Iterator[Step]:
    """List the steps that read and check what tells of offers, for the sources that are there."""
    for entry in shop.of_kind("gbfs"):
        words = Words("Véhicules partagés", "Shared vehicles")
        came = entry.retrieved[:10]
        make = partial(read_system, id_=entry.id, came=came)
        yield Step(
            entry.id, words, make, after=("map",), inputs=(entry.id,), options={"came": came}
        )
    if "offers" in shop.entries:
        words = Words("Offres déclarées", "Declared offers")
        yield Step("offers", words, read_sheet, after=("map",), inputs=("offers",))
    told = tuple(entry for kind in ("gtfs", "bnlc") for entry in shop.of_kind(kind))
    yield Step(
        "verdicts",
        Words("Contrôle des données publiées", "Check of published data"),
        check_published,
        after=("registers",),
        inputs=tuple(entry.id for entry in told),
        options={"came": {entry.id: entry.retrieved[:10] for entry in told}},
    )


def read_system(shop: Workshop, *, id_: str, came: str) -> Made:
    """Read a system of shared vehicles, and check it for the day it came in."""
    feed = gbfs.found(shop.path(id_))
    system, epsg = gbfs.read(feed), shop.document("map")["epsg"]
    errors = _errors(gbfs.checked(feed, came, most_rows=1))
    about = system.systems.iloc[0]
    warnings = []
    if errors:
        file = shop.entries[id_].origin
        warnings.append(WITH_ERRORS.filled(file=file, n=errors, command=GBFS_COMMAND))
    running = None if system.running is None else _listed(dict(system.running))
    updated = about["updated"]
    return {
        f"{id_}_about.parquet": system.systems,
        f"{id_}_stations.parquet": system.stations.to_crs(epsg),
        f"{id_}_vehicles.parquet": system.vehicles.to_crs(epsg),
        f"{id_}_prices.parquet": system.prices,
        f"{id_}.json": {
            "date": "" if pd.isna(updated) else str(updated)[:10],
            "publisher": "" if pd.isna(about["operator"]) else str(about["operator"]),
            "rows": len(system.stations) + len(system.vehicles),
            "warnings": [words.as_json() for words in warnings],
            "forms": list(system.forms),
            "running": running,
            "is_public": _is_public(feed),
            "verdict": {"valid": not errors, "checker": f"GBFS {feed.version}", "date": came},
        },
    }


def _errors(notices: tuple[Notice, ...]) -> int:
    return sum(notice.count for notice in notices if notice.severity == "error")


def _listed(running: Slots) -> list[list[Any]]:
    return [[day, band, share] for (day, band), share in running.items()]


def _is_public(feed: gbfs.Feed) -> bool | None:
    """Say whether a discovery file tells public addresses; unknown without one."""
    if "gbfs" not in feed.files:
        return None
    return "https://" in str(feed.files["gbfs"]) or "http://" in str(feed.files["gbfs"])


def read_sheet(shop: Workshop) -> Made:
    """Read the offers that a person declared."""
    sheet = offer_sheets.read(shop.path("offers"))
    services = gpd.GeoDataFrame(sheet.services).to_crs(shop.document("map")["epsg"])
    dates = sorted(services["updated"].dropna())
    return {
        "declared_services.parquet": services,
        "declared_hours.parquet": sheet.hours,
        "offers.json": {
            "date": dates[-1] if dates else "",
            "publisher": "",
            "rows": sheet.rows,
            "warnings": [words.as_json() for words in sheet.warnings],
        },
    }


def check_published(shop: Workshop) -> Made:
    """Check timetables and carpool places, each for the day it came in."""
    verdicts = {entry.id: _of_feed(shop, entry.id) for entry in shop.of_kind("gtfs")}
    if "bnlc" in shop.entries:
        verdicts["bnlc"] = _of_places(shop)
    return {"verdicts.json": verdicts}


def _of_feed(shop: Workshop, id_: str) -> dict[str, Any]:
    """Validate a timetable; one that cannot be is of unknown validity."""
    came = shop.entries[id_].retrieved[:10]
    try:
        said = gtfs.validated(shop.path(id_), came, most_rows=1)
    except InputError:
        return {"valid": None, "checker": "", "date": ""}
    checker = f"{gtfs.ORIGIN} {said.version}"
    return {"valid": not _errors(said.notices), "checker": checker, "date": came}


def _of_places(shop: Workshop) -> dict[str, Any]:
    """Check the rows of the commune in the register of carpool places."""
    came = shop.entries["bnlc"].retrieved[:10]
    sheet = bnlc.opened(shop.path("bnlc"))
    mine = (sheet.cells["insee"] == town_of(shop).code).fillna(value=False).to_numpy(dtype=bool)
    lines = tuple(line for line, is_mine in zip(sheet.lines, mine, strict=True) if is_mine)
    own = replace(sheet, cells=sheet.cells[mine].reset_index(drop=True), lines=lines)
    errors = _errors(bnlc.checked(own, came, most_rows=1))
    return {"valid": not errors, "checker": "schema-lieux-covoiturage 0.2.0", "date": came}


def offered(
    shop: Workshop,
    timetables: tuple[Timetable, ...],
    sources: dict[str, tuple[Source, ...]],
) -> Outcome:
    """Make the register of offers.

    Parameters
    ----------
    shop
        The study, its ground steps done.
    timetables
        Its feeds.
    sources
        Its sources by id, dated.
    """
    verdicts = {id_: Verdict(**said) for id_, said in shop.document("verdicts").items()}
    systems = [entry.id for entry in shop.of_kind("gbfs")]
    verdicts |= {id_: Verdict(**shop.document(id_)["verdict"]) for id_ in systems}
    has_sheet = "offers" in shop.entries
    came = [entry.retrieved[:10] for entry in shop.entries.values()]
    return outcome(
        Inputs(
            date=max(came),
            sources=sources,
            amenities=located(shop, "amenities"),
            car_parks=located(shop, "car_parks"),
            bicycle_parkings=located(shop, "bicycle_parkings"),
            timetables=timetables,
            systems=tuple(_system(shop, id_) for id_ in systems),
            carpool_places=located(shop, "carpool_places") if "bnlc" in shop.entries else None,
            declared=_declared(shop) if has_sheet else None,
            declared_hours=shop.table("declared_hours") if has_sheet else None,
            verdicts=verdicts,
            is_french=town_of(shop).is_french,
        )
    )


def _system(shop: Workshop, id_: str) -> SharedSystem:
    said = shop.document(id_)
    running = said["running"]
    return SharedSystem(
        key=id_,
        about=shop.table(f"{id_}_about"),
        stations=located(shop, f"{id_}_stations"),
        vehicles=located(shop, f"{id_}_vehicles"),
        prices=shop.table(f"{id_}_prices"),
        forms=tuple(said["forms"]),
        running=None if running is None else {(day, band): s for day, band, s in running},
        is_public=said["is_public"],
    )


def _declared(shop: Workshop) -> pd.DataFrame:
    """Return the offers declared, their communes as lists again."""
    services = shop.table("declared_services")
    communes = [None if codes is None else list(codes) for codes in services["communes"]]
    return services.assign(communes=pd.Series(communes, index=services.index, dtype=object))
