"""Offers told by systems of shared vehicles, the register of carpool places and the map."""

from collections.abc import Iterator

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.mobility.offers.feeds import Offer
from beffroi.engines.mobility.offers.inputs import SharedSystem, Verdict
from beffroi.foundation.figures import Source

FORMS = {
    "bicycle": "bike_share", "cargo_bicycle": "bike_share", "car": "car_share",
    "moped": "scooter_share", "scooter": "scooter_share", "scooter_standing": "scooter_share",
    "scooter_seated": "scooter_share",
}  # fmt: skip
"""Kind of service of each form of vehicle; a system of other forms is told as bike sharing."""
OSM_KINDS = {"taxi": "taxi", "car_sharing": "car_share", "bicycle_rental": "bike_rental"}
WHEELCHAIR = {"yes": True, "no": False}


def shared_offers(system: SharedSystem, source: Source, verdict: Verdict) -> Iterator[Offer]:
    """Read the offers of a system: one for each kind of vehicle."""
    about = system.about.iloc[0]
    kinds = dict.fromkeys(FORMS.get(form, "bike_share") for form in system.forms) or {
        "bike_share": None
    }
    places = [*system.stations.geometry, *system.vehicles.geometry.dropna()]
    low, high = _fares(system.prices)
    for kind in kinds:
        yield Offer(
            {
                "service_id": f"{system.key}/{kind}",
                "kind": kind,
                "name": about["name"],
                "operator": about["operator"],
                "n_places": len(system.stations),
                "capacity": _total(system.stations["capacity"]),
                "hours": about["hours"],
                "fare_low": low,
                "fare_high": high,
                "fare": "30 min" if low is not None else None,
                "booking": "app",
                "published": system.is_public,
                "data_url": about["url"],
                "data_format": f"GBFS {about['version']}" if pd.notna(about["version"]) else "GBFS",
                "data_licence": about["licence"],
                "valid": verdict.valid,
                "checker": verdict.checker or None,
                "checked": verdict.date or None,
                "updated": source.date[:10] or None,
                "geometry": shapely.MultiPoint(places) if places else None,
            },
            system.running,
        )


def _fares(prices: pd.DataFrame) -> tuple[float | None, float | None]:
    """Return the lowest and highest price of half an hour, in euros."""
    known = prices.loc[prices["currency"].eq("EUR").fillna(value=False), "half_hour"].dropna()
    return (float(known.min()), float(known.max())) if len(known) else (None, None)


def _total(counts: pd.Series) -> int | None:
    """Add counts up; unknown where one is."""
    return None if counts.isna().any() or counts.empty else int(counts.sum())


def carpool_offers(places: gpd.GeoDataFrame, source: Source, verdict: Verdict) -> Iterator[Offer]:
    """Read the carpool places that are open, as one offer; none where there is no place."""
    open_ = places[places["open"].fillna(value=True)]
    if open_.empty:
        return
    yield Offer(
        {
            "service_id": "bnlc/carpool_place",
            "kind": "carpool_place",
            "n_places": len(open_),
            "capacity": _total(open_["capacity"]),
            "communes": sorted(set(open_["commune"].dropna())),
            "fare_low": 0.0,
            "fare_high": 0.0,
            "booking": "none",
            "published": True,
            "data_url": source.url or None,
            "data_format": "BNLC",
            "data_licence": source.licence or None,
            "valid": verdict.valid,
            "checker": verdict.checker or None,
            "checked": verdict.date or None,
            "updated": max(open_["updated"].dropna(), default=None),
            "geometry": shapely.MultiPoint(list(open_.geometry)),
        },
        None,
    )


def map_offers(
    amenities: gpd.GeoDataFrame, car_parks: gpd.GeoDataFrame, stands: gpd.GeoDataFrame
) -> Iterator[Offer]:
    """Read the offers drawn on the map: by kind and operator.

    Parameters
    ----------
    amenities, car_parks, stands
        Tables `AMENITIES`, `CAR_PARKS` and `BICYCLE_PARKINGS`. What the map does not hold may exist
        all the same.
    """
    for value, kind in OSM_KINDS.items():
        found = amenities[amenities["amenity"] == value]
        for operator, part in found.groupby(found["operator"].fillna(""), sort=True):
            yield _of_map(f"{kind}/{operator}", kind, str(operator), part)
    relays = car_parks[car_parks["park_ride"].notna() & car_parks["park_ride"].ne("no")]
    for operator, part in relays.groupby(relays["operator"].fillna(""), sort=True):
        yield _of_map(f"park_and_ride/{operator}", "park_and_ride", str(operator), part)
    if len(stands):
        yield _of_map("bike_parking", "bike_parking", "", stands)


def _of_map(key: str, kind: str, operator: str, part: gpd.GeoDataFrame) -> Offer:
    names = list(dict.fromkeys(part["name"].dropna())) if "name" in part else []
    said = (
        part["wheelchair"].map(WHEELCHAIR) if "wheelchair" in part else pd.Series([], dtype=object)
    )
    return Offer(
        {
            "service_id": f"osm/{key}",
            "kind": kind,
            "name": ", ".join(names[:3]) + ("…" if len(names) > 3 else "") or None,
            "operator": operator or None,
            "n_places": len(part),
            "capacity": _total(part["capacity"]) if "capacity" in part else None,
            "accessible": _all(said, len(part)),
            "geometry": shapely.MultiPoint([shape.centroid for shape in part.geometry]),
        },
        None,
    )


def _all(said: pd.Series, n_places: int) -> bool | None:
    """Say yes where every place is known to be accessible, no where one is known not to be."""
    if said.eq(False).any():  # noqa: FBT003
        return False
    return True if n_places and said.eq(True).sum() == n_places else None  # noqa: FBT003
