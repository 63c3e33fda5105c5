"""What a person asks of a network to be built, checked before any work."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from beffroi.engines.informal.publishing import ROUTES
from beffroi.formats import netex
from beffroi.formats.rides.instants import refuse_unknown_zone
from beffroi.foundation.errors import SettingsError
from beffroi.study import informal_stated

CURRENCY = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What is given beside the rides, and how files are to be read.

    Attributes
    ----------
    osm, stops, fares
        Files: a map, a list of stops, prices paid; None if absent.
    counts
        Sheets of counts: departures, passengers, vehicles met, waits, fleets.
    water
        File of areas of water; None if absent.
    agency
        Who stands for the network.
    zone
        IANA zone of its clock, and of times without an offset; UTC if empty.
    currency
        ISO 4217 code of the prices.
    url
        Page of who stands for the network.
    begin
        First day on which its timetables will be read, ISO 8601; today if empty.
    provisional
        Whether what one ride alone shows is in the timetables too.
    routes
        What a route of the GTFS feeds is: ``line`` or ``variant``.
    translations
        Names in other languages: `translations_to_fill.csv` once filled in; None if absent.
    codespace
        Head of the identifiers of NeTEx; made of `agency` if empty.
    hailed
        Whether the authority states that vehicles are hailed where nobody counted who gets on.
    headway, hours
        What the authority states where no departure was counted: minutes between departures, 0 if
        nothing is stated, and hours of service on working days, such as ``6-20``. [min]
    bikes
        Whether the authority takes bikes on board, ``yes`` or ``no``; empty if it does not say.
    epsg, columns
        Reference system of positions in metres, and names of columns in order, for tables without
        headings; 0 and empty if absent.
    """

    osm: Path | None = None
    counts: tuple[Path, ...] = ()
    stops: Path | None = None
    fares: Path | None = None
    water: Path | None = None
    agency: str = "Transport informel"
    zone: str = ""
    currency: str = "EUR"
    url: str = ""
    begin: str = ""
    provisional: bool = False
    routes: str = "line"
    translations: Path | None = None
    codespace: str = ""
    hailed: bool = False
    headway: float = 0.0
    hours: str = informal_stated.HOURS
    bikes: str = ""
    epsg: int = 0
    columns: str = ""


def refuse_strange(asked: Asked) -> None:
    """Refuse what means nothing.

    Raises
    ------
    SettingsError
        If a zone, a currency, a day, an address, a codespace or a word is none.
    """
    refuse_unknown_zone(asked.zone)
    if not (asked.currency.isascii() and asked.currency.isalpha() and asked.currency.isupper()
            and len(asked.currency) == CURRENCY):  # fmt: skip
        raise SettingsError(
            "--currency is {code!r}: give an ISO 4217 code of three capitals, such as EUR or SRD.",
            code=asked.currency,
        )
    try:
        date.fromisoformat(asked.begin or "2026-01-01")
    except ValueError as error:
        raise SettingsError(
            "--begin is {day!r}: give a day such as 2026-12-01.", day=asked.begin
        ) from error
    if asked.url and not asked.url.startswith(("https://", "http://")):
        raise SettingsError("--url is {url!r}: give an address of the web.", url=asked.url)
    if asked.routes not in ROUTES:
        raise SettingsError(
            "--routes is {given!r}: give line, or variant (a route for each variant of a line).",
            given=asked.routes,
        )
    if asked.codespace:
        netex.refuse_codespace(asked.codespace)
    if asked.bikes not in {"", "yes", "no"}:
        raise SettingsError("--bikes is {given!r}: give yes, or no.", given=asked.bikes)
    informal_stated.assumed(asked.headway, asked.hours)
    if not asked.agency.strip():
        raise SettingsError("--agency is empty: give the name of who stands for the network.")
