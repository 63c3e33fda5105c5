"""A small town's directory, made by hand: some names are wicked, some hours are unknown."""

import datetime as dt

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.study.commerce_directory import Directory
from beffroi.study.commerce_publish import Publication, directory
from beffroi.territory.commerce import PREMISES
from beffroi.territory.events import EVENTS
from beffroi.territory.tables import STREETS

FIRST = dt.date(2026, 7, 6)
WICKED = '</script><script>alert("x")</script><img src=x onerror=alert(1)> & \'"'
ROWS: tuple[dict[str, object], ...] = (
    {"premises_id": "osm:n1", "name": "Au Fournil d’Élise", "kind": "bakery", "family": "food",
     "street": "Grande Rue", "housenumber": "3", "phone": "+33 2 99 71 06 04",
     "website": "www.fournil.fr", "opening_hours": "Tu-Su 07:00-13:30; PH 08:00-12:00",
     "wheelchair": "yes", "check_date": "2026-05-02"},
    {"premises_id": "osm:n2", "name": "Chaussures Martin", "kind": "shoes", "family": "clothing",
     "street": "Grande Rue", "opening_hours": "Tu-Sa 09:30-12:15,14:00-19:00; PH off"},
    {"premises_id": "osm:w3", "name": "Pharmacie du Port", "kind": "pharmacy", "family": "health",
     "street": "Quai Duguay-Trouin", "opening_hours": "Mo-Sa 09:00-19:30",
     "email": "pharmacie@port.fr"},
    {"premises_id": "osm:n4", "name": WICKED, "kind": WICKED, "family": "other", "street": WICKED,
     "housenumber": "<b>", "opening_hours": WICKED, "phone": WICKED,
     "website": "javascript:alert(1)", "email": "x@y.fr<script>"},
    {"premises_id": "osm:n5", "kind": "hairdresser", "family": "health"},
    {"premises_id": "osm:n6", "name": "Le Bar de nuit", "kind": "bar", "family": "eating",
     "street": "Grande Rue", "opening_hours": "Th-Sa 18:00-02:00; PH off"},
    {"premises_id": "osm:n7", "name": "Cabinet de massage", "kind": "massage", "family": "health",
     "opening_hours": 'Mo-Fr 10:00-18:00 "sur rendez-vous"'},
    {"premises_id": "siret:12345678901234", "name": "Chez soi", "sources": "sirene"},
    {"premises_id": "osm:n8", "state": "vacant", "street": "Grande Rue", "area": 62.0,
     "rent": 110.0, "owner": "Madame Propriétaire", "last_kind": "books",
     "vacant_since": "2024-03-01"},
    {"premises_id": "osm:n9", "state": "vacant"},
)  # fmt: skip

MANY: tuple[dict[str, object], ...] = (
    *ROWS,
    *({"premises_id": f"osm:n{n}", "name": f"Boutique {n}", "kind": "clothes",
       "family": "clothing", "street": "Grande Rue",
       "opening_hours": "Tu-Sa 09:30-12:15,14:00-19:00; PH off"} for n in range(100, 140)),
)  # fmt: skip
"""So many known hours that those of the town are told."""


def premises(rows: tuple[dict[str, object], ...] = ROWS) -> gpd.GeoDataFrame:
    whole = [
        {"state": "trading", "sources": "osm", **row,
         "geometry": shapely.Point(-2.085 + n / 2_000, 47.651)}
        for n, row in enumerate(rows)
    ]  # fmt: skip
    return gpd.GeoDataFrame(PREMISES.typed(pd.DataFrame(whole)))


def events() -> pd.DataFrame:
    common = {"all_day": False, "state": "confirmed", "geometry": None}
    rows = [
        {"occurrence_id": "m@1", "event_id": "m", "title": "Marché", "place": "Place du Parlement",
         "begins": "2026-07-06T08:00:00+02:00", "ends": "2026-07-06T13:00:00+02:00"},
        {"occurrence_id": "b@1", "event_id": "b", "title": "Braderie", "begins": "2026-07-17",
         "ends": "2026-07-18", "all_day": True},
        {"occurrence_id": "c@1", "event_id": "c", "title": WICKED, "description": WICKED,
         "begins": "2026-07-14T21:30:00+02:00", "ends": "2026-07-14T23:30:00+02:00",
         "state": "cancelled", "website": "https://ville.fr/?a=1&b=2"},
    ]  # fmt: skip
    whole = pd.DataFrame([{**common, **row} for row in rows])
    return EVENTS.framed({name: whole.get(name, [None] * 3) for name in EVENTS.columns})


def ground() -> dict[str, gpd.GeoDataFrame]:
    street = {
        "street_id": "w1", "highway": "residential", "name": "Grande Rue", "nodes": [[1, 2]],
        "geometry": [shapely.LineString([(-2.086, 47.651), (-2.08, 47.651)])],
    }  # fmt: skip
    known = {key: value for key, value in street.items() if key in STREETS.columns}
    known = {key: value if isinstance(value, list) else [value] for key, value in known.items()}
    return {"streets": gpd.GeoDataFrame(STREETS.framed(known))}


def made(
    rows: tuple[dict[str, object], ...] = ROWS, *, url: str = "https://commerces.ville.fr/",
    contact: str = "commerce@ville.fr",
) -> Directory:  # fmt: skip
    told = Publication("Commerces de Ville", FIRST, url, contact)
    return directory(premises(rows), told, events=events(), date="2026-07-01", ground=ground())
