"""Flows of a study: who goes to work where, and where the communes are."""

import geopandas as gpd
import pandas as pd

from beffroi.formats import communes, mobpro
from beffroi.foundation.language import Words
from beffroi.study.ground import town_of
from beffroi.study.workshop import Made, Step, Workshop
from beffroi.territory.communes import known_towns

PLACED_BY = ("communes", "contours")
COLUMNS = ["commune", "name", "lon", "lat"]


def step(shop: Workshop) -> Step:
    """Make the step that reads the flows; it places the communes by their outlines if it can."""
    inputs = ("flows", *(kind for kind in PLACED_BY if kind in shop.entries))
    words = Words("Flux domicile-travail", "Flows between home and work")
    return Step("flows", words, read_flows, after=("registers", "map"), inputs=inputs)


def read_flows(shop: Workshop) -> Made:
    """Read the flows that touch the town, and place the communes at their ends."""
    code = town_of(shop).code
    reading = mobpro.read(shop.path("flows"), communes=[code] if code else [])
    said = [words.as_json() for words in reading.warnings]
    return {
        "flows.parquet": reading.table,
        "flow_communes.parquet": _placed(shop, reading.table),
        "flows.json": {"date": reading.date, "rows": reading.rows, "warnings": said},
    }


def _placed(shop: Workshop, flows: pd.DataFrame) -> gpd.GeoDataFrame:
    """Place the communes of flows, by their outlines, else by the table of towns."""
    wanted = {*flows["origin"], *flows["destination"]}
    tables = [known_towns()[COLUMNS]]
    if set(PLACED_BY) <= set(shop.entries):
        reading = communes.read(shop.path("communes"), contours=shop.path("contours"))
        tables.insert(0, reading.table[COLUMNS])
    every = pd.concat(tables, ignore_index=True)
    known = every[every["commune"].isin(wanted) & every["lon"].notna() & every["lat"].notna()]
    kept = known.drop_duplicates("commune").reset_index(drop=True)
    names = kept["name"].fillna(kept["commune"])
    points = gpd.points_from_xy(kept["lon"].astype(float), kept["lat"].astype(float))
    located = gpd.GeoDataFrame(
        {"commune": kept["commune"], "name": names}, geometry=points, crs="EPSG:4326"
    )
    return located.to_crs(shop.document("map")["epsg"])
