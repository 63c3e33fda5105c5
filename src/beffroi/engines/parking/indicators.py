"""Parking's figures: car parks, their bays, their walk to the main street, bicycle stands."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.engines.parking import supply
from beffroi.engines.parking.inputs import Inputs
from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.indicator import Indicator, read
from beffroi.territory.outcome import Outcome

DEFINITIONS = Path(__file__).parent / "indicators.toml"
BANDS = (5, 10)
"""Minutes on foot at which a car park serves the main street. [min]"""
PRIVATE = {"private", "no", "employees", "permit", "residents"}
CARS = {
    "primary", "secondary", "tertiary", "unclassified", "residential", "living_street", "road",
    "primary_link", "secondary_link", "tertiary_link",
}  # fmt: skip
MOST_LISTED = 40
"""Car parks listed in the report."""


def outcome(inputs: Inputs, near: gpd.GeoDataFrame) -> Outcome:
    """Count and locate the parking of the perimeter.

    Parameters
    ----------
    inputs
        Tables of the perimeter.
    near
        Table `CAR_PARKS` of the whole map: one outside the perimeter may serve the main street.
    """
    definitions = read(DEFINITIONS)
    public = near[~near["access"].isin(PRIVATE)].merge(inputs.minutes, on="car_park_id")
    figures = (
        *_inventory(inputs, definitions, is_mapped=len(near) > 0),
        *_near(inputs, public, definitions),
        *_street_parking(inputs, definitions),
        *_bicycles(inputs, definitions),
        *_registered(inputs, definitions),
    )
    exhibits = tuple(_exhibits(inputs, public))
    if inputs.places is None:
        return Outcome(figures, exhibits)
    own = tuple(s for id_ in ("osm", "bnls") for s in inputs.sources.get(id_, ()))
    return Outcome(
        (*figures, *supply.figures(inputs.places, definitions, own)),
        (*supply.exhibits(inputs.places, own), *exhibits),
    )


def _known(capacity: pd.Series) -> tuple[float | None, dict[str, str]]:
    """Sum what is known of a capacity: unknown, not 0, where nothing is."""
    given = capacity.dropna()
    parts = {"known": str(len(given)), "all": str(len(capacity))}
    return (float(given.sum()) if len(given) else None), parts


def _inventory(
    inputs: Inputs, definitions: Mapping[str, Indicator], *, is_mapped: bool
) -> Iterator[Figure]:
    sources, capacity = inputs.sources["osm"], inputs.car_parks["capacity"]
    bays, parts = _known(capacity)
    share = float(capacity.notna().mean()) if len(capacity) else None
    count = float(len(capacity)) if is_mapped else None
    yield definitions["parking.car_parks"].figure(count, sources)
    yield definitions["parking.bays_known"].figure(
        bays, sources, minimum=bool(capacity.isna().any()), parts=parts
    )
    yield definitions["parking.capacity_known"].figure(share, sources)


def _near(
    inputs: Inputs, public: gpd.GeoDataFrame, definitions: Mapping[str, Indicator]
) -> Iterator[Figure]:
    sources = inputs.sources["osm"]
    is_known = len(public) > 0 and inputs.main_street is not None
    for band in BANDS:
        within = public[public["minutes"] <= band]
        bays, parts = _known(within["capacity"])
        minutes = {"minutes": str(band)}
        yield definitions["parking.near_main_street"].figure(
            float(len(within)) if is_known else None,
            sources,
            variant=f"{band}min",
            parts=minutes,
        )
        yield definitions["parking.bays_near_main_street"].figure(
            bays if is_known else None,
            sources,
            minimum=bool(within["capacity"].isna().any()),
            variant=f"{band}min",
            parts=parts | minutes,
        )


def _street_parking(inputs: Inputs, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    driven = inputs.streets[inputs.streets["highway"].isin(CARS)]
    length = driven.length
    described = float(length[driven["parking"].notna()].sum())
    yield definitions["parking.street_parking_described"].figure(
        described / float(length.sum()) if len(driven) else None, inputs.sources["osm"]
    )


def _bicycles(inputs: Inputs, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    sources, capacity = inputs.sources["osm"], inputs.bicycle_parkings["capacity"]
    places, parts = _known(capacity)
    count = float(len(capacity)) if len(capacity) else None
    yield definitions["parking.bicycle_parkings"].figure(count, sources)
    yield definitions["parking.bicycle_places"].figure(
        places, sources, minimum=bool(capacity.isna().any()), parts=parts
    )


def _registered(inputs: Inputs, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    if inputs.registered is not None:
        yield definitions["parking.registered_car_parks"].figure(
            float(len(inputs.registered)), inputs.sources["bnls"]
        )


def _exhibits(inputs: Inputs, public: gpd.GeoDataFrame) -> Iterator[Exhibit]:
    near = public[np.isfinite(public["minutes"])].sort_values("minutes", kind="stable")
    if near.empty:
        return
    unnamed = Words(fr="(sans nom)", en="(unnamed)")
    rows = tuple(
        (
            unnamed if pd.isna(park.name) else str(park.name),
            None if pd.isna(park.capacity) else float(park.capacity),
            round(float(park.minutes), 1),
        )
        for park in near.head(MOST_LISTED)[["name", "capacity", "minutes"]].itertuples(
            index=False, name="Park"
        )
    )
    yield Exhibit(
        id="parking.car_parks",
        title=Words(
            fr="Parcs ouverts au public, du plus proche au plus loin de la rue principale",
            en="Car parks open to the public, nearest to the main street first",
        ),
        shape="table",
        fields=(
            Field("name", Words(fr="Parc", en="Car park")),
            Field("capacity", Words(fr="Places", en="Bays"), "bay"),
            Field("minutes", Words(fr="À pied", en="On foot"), "min"),
        ),
        rows=rows,
        sources=inputs.sources["osm"],
        note=Words(
            fr="{shown} parcs sur {all} à un quart d'heure à pied au plus ; une place inconnue "
            "n'est pas zéro.",
            en="{shown} of {all} car parks within a quarter of an hour's walk; an unknown "
            "capacity is not zero.",
        ).filled(shown=str(len(rows)), all=str(len(near))),
    )
