"""Zones of services on demand."""

import json

import pytest

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.locations import as_geojson, locations
from tests.formats.gtfs.feeds import english


def collection(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


ZONE = {
    "id": "Z1",
    "type": "Feature",
    "properties": {"stop_name": "Bourg", "capacity": 8},
    "geometry": {"type": "Polygon", "coordinates": [[[-2, 47], [-2, 48], [-1, 48], [-2, 47]]]},
}


def test_zones_keep_their_properties_and_their_outline() -> None:
    zones = locations(collection(ZONE), Ledger())

    assert zones is not None
    assert zones.crs == "EPSG:4326"
    assert zones[["id", "stop_name", "capacity"]].to_numpy().tolist() == [["Z1", "Bourg", "8"]]
    assert zones.geometry.iloc[0].area == 0.5


def test_zones_written_and_read_again_are_the_same() -> None:
    zones = locations(collection(ZONE), Ledger())
    assert zones is not None

    again = locations(as_geojson(zones), Ledger())

    assert again is not None
    assert zones.equals(again)


@pytest.mark.parametrize(
    "feature",
    [
        None,
        {},
        ZONE | {"id": None},
        ZONE | {"geometry": None},
        ZONE | {"geometry": {"type": "Polygon", "coordinates": [[["a", "b"]]]}},
        ZONE | {"geometry": {"type": "Polygon", "coordinates": []}},
    ],
)
def test_zones_without_identifier_or_outline_are_set_aside(feature: object) -> None:
    ledger = Ledger()

    zones = locations(collection(ZONE, feature), ledger)

    assert zones is not None
    assert zones["id"].tolist() == ["Z1"]
    assert "1 row set aside, zone without identifier or area" in english(ledger)


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"{}", b"[" * 100_000, b'{"features": 3}'])
def test_what_is_no_geojson_is_a_fault(raw: bytes) -> None:
    ledger = Ledger()

    assert locations(raw, ledger) is None
    assert "is not a GeoJSON FeatureCollection" in ledger.faults[0].en


def test_a_collection_without_zones_is_empty() -> None:
    zones = locations(collection(), Ledger())

    assert zones is not None
    assert zones.empty
