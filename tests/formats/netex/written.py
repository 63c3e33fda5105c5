"""A network written in NeTEx, for the tests of its parts."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd

from beffroi.formats import netex
from beffroi.territory.informal import FERRY, INFORMAL_FARES, INFORMAL_STOPS
from beffroi.territory.informal_plan import Plan, PlannedVariant, Publisher, Run
from tests.towns import informal

NS = "{http://www.netex.org.uk/netex}"


def plan() -> Plan:
    """Plan two lines by hand: one hailed, one by water past midnight."""
    town = informal.network()
    routes = town.routes.copy()
    routes["mode"] = ["bus", FERRY]
    routes["name"] = ["Marché & École", pd.NA]
    shape = np.array([[-54.03, 5.49], [-54.03, 5.50]])
    distances = np.array([0.0, 1_111.95])
    whole = np.array([0, 100])
    day = Run("weekday", whole, whole, np.array([[21_600, 32_400, 600]]))
    night = Run("sunday", whole, whole, np.array([[86_390, 90_000, 630]]))
    stops = town.stops[town.stops["stop_id"] != "hopital"]
    fares = pd.concat([town.fares[:1], pd.DataFrame([{
        "fare_id": "2:nord:sud", "from_zone": "nord", "to_zone": "sud", "price": 2.5,
        "currency": "EUR", "model": "zones", "n_payments": 9,
    }])])  # fmt: skip
    words = pd.DataFrame(
        [("stops", "stop_name", "Marché"), ("routes", "route_long_name", "Marché & École"),
         ("trips", "trip_headsign", "École")], columns=["table_name", "field_name", "field_value"],
    ).assign(language="djk", translation=["Maikiti", "Maikiti & Sikoo", "Sikoo"])  # fmt: skip
    return Plan(
        routes=routes,
        variants=(
            PlannedVariant("a", "1", 0, "Marché", "École", shape, distances, ("marche", "ecole"),
                           distances, np.array([0.6]), (day,), "1A", "C2410C", "FFFFFF"),
            PlannedVariant("b", "2", 1, "", "", shape, distances, ("pont", "village"),
                           distances, np.array([np.nan]), (night,)),
        ),
        stops=INFORMAL_STOPS.typed(stops.assign(zone_id=["nord", "sud", "nord", "sud"],
            time_zone=[None, None, None, "America/Paramaribo"])),
        fares=INFORMAL_FARES.typed(fares), agency="Transports <d’Exemple>",
        time_zone="America/Cayenne",
        publisher=Publisher("Collectivité", "https://www.exemple.fr"),
        begin="2026-11-19", end="2027-11-25", version="1", bikes=None,
        hail_some=0.15, hail_free=0.5, words=words,
    )  # fmt: skip


@cache
def root() -> ET.Element:
    """Write that plan and read the XML."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "netex.xml"
        netex.write(plan(), path, codespace="FR_EX")
        return ET.parse(path).getroot()


def texts(path: str) -> list[str | None]:
    """Take the texts of the elements of a path whose steps are tags of NeTEx."""
    steps = "/".join(step if step == "." else NS + step for step in path.split("/"))
    return [found.text for found in root().iterfind(f".//{steps}")]
