"""A town of one street, written in the national formats, whose shops' lives are known."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely import LineString, Point

from beffroi.formats import premises_layers, sirene, sirene_history
from beffroi.territory.commerce import PERIODS, PREMISES
from beffroi.territory.tables import ESTABLISHMENTS, STREETS

DATE, COMMUNE = "2026-09-01", "35236"
LON, LAT = -2.08, 47.65
STEP = 0.00014
"""About ten metres. [°]"""
SHOPS = 24


def write(folder: Path, **columns: object) -> Path:
    """Write `premises.gpkg`, `sirene.csv` and `sirene-historique.csv`.

    Of 24 premises along Rue Haute, numbers 3 to 5 stand empty; number 6 had four shops.
    """
    vacant = [k in {3, 4, 5} for k in range(SHOPS)]
    frame = pd.DataFrame({
        "premises_id": [f"walk:{k}" for k in range(SHOPS)],
        "state": ["vacant" if empty else "trading" for empty in vacant],
        "kind": [None if empty else "bakery" if k % 2 else "clothes"
                 for k, empty in enumerate(vacant)],
        "name": [None if empty else f"<b>Chez</b> {k}" for k, empty in enumerate(vacant)],
        "last_name": ["=HYPERLINK(1)" if empty else None for empty in vacant],
        "vacant_since": ["2024-01-01" if empty else None for empty in vacant],
        "front": 8.0, "street": "Rue Haute", "housenumber": [str(k + 1) for k in range(SHOPS)],
        "sources": "walk", "geometry": [Point(LON + k * STEP, LAT + 5e-5) for k in range(SHOPS)],
        **columns,
    })  # fmt: skip
    street = STREETS.framed({
        "street_id": ["w1"], "highway": ["pedestrian"], "name": ["Rue Haute"], "nodes": [[1, 2]],
        "geometry": [LineString([(LON - STEP, LAT), (LON + SHOPS * STEP, LAT)])],
    })  # fmt: skip
    premises_layers.write(
        folder / "premises.gpkg", gpd.GeoDataFrame(PREMISES.typed(frame)),
        gpd.GeoDataFrame(street), about={"date": DATE, "commune": COMMUNE},
    )  # fmt: skip
    stock, periods = register()
    sirene.write(stock, folder / "sirene.csv")
    sirene_history.write(periods, folder / "sirene-historique.csv")
    return folder / "premises.gpkg"


def register() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make the State's register: a shop in each premises, and three before at number 6."""
    rows = [(k, 2005 + k % 12, 2024 if k in {3, 4, 5} else None) for k in range(SHOPS)]
    rows += [(5, 2017, 2018), (5, 2019, 2020), (5, 2021, 2022)]
    rows[5] = (5, 2023, 2024)
    made = pd.DataFrame(rows, columns=["k", "opened", "closed"])
    siret = [f"{997_000_000 + n}00011" for n in range(len(made))]
    closed = made["closed"].map(lambda year: f"{year:.0f}-01-01", na_action="ignore")
    told = pd.DataFrame({
        "siret": siret, "name": [f"CHEZ {n}" for n in range(len(made))],
        "activity": ["10.71C" if k % 2 else "47.71Z" for k in made["k"]],
        "nomenclature": "NAFRev2", "state": closed.isna().map({True: "active", False: "closed"}),
        "created": made["opened"].map(lambda year: f"{year}-01-01"), "employer": True,
        "address": [f"{k + 1} RUE HAUTE" for k in made["k"]], "commune": COMMUNE,
        "lon": LON + made["k"] * STEP, "lat": LAT + 5e-5,
    })  # fmt: skip
    doctor = told.iloc[[0]].assign(siret="99799999900011", activity="86.21Z")
    whole = pd.concat([told, doctor], ignore_index=True)
    shut = pd.concat([closed, pd.Series([None])], ignore_index=True)
    since = shut.fillna(whole["created"])
    stock = ESTABLISHMENTS.typed(whole.assign(since=since)).assign(treated=since)
    eve = (pd.to_datetime(shut) - pd.Timedelta(days=1)).dt.strftime("%Y-%m-%d")
    alive = whole.assign(begins=whole["created"], ends=eve, state="active")
    gone = whole.assign(begins=shut, ends=None, state="closed")[shut.notna()]
    periods = pd.concat([alive, gone]).sort_values(["siret", "begins"]).reset_index(drop=True)
    return stock, PERIODS.typed(periods.assign(period_id=periods["siret"] + periods["begins"]))
