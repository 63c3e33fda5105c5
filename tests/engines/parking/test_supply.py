"""Spaces of the perimeter, by rule."""

import geopandas as gpd

from beffroi.engines.parking.indicators import DEFINITIONS
from beffroi.engines.parking.supply import exhibits, figures
from beffroi.territory.indicator import read
from beffroi.territory.parking import PARKING_PLACES
from tests.engines.parking.test_indicators import SOURCES


def places(*told: tuple[str, str | None, float | None, str | None]) -> gpd.GeoDataFrame:
    spaces = [n for _, _, n, _ in told]
    frame = PARKING_PLACES.framed({
        "place_id": [str(k) for k in range(len(told))], "kind": [kind for kind, *_ in told],
        "source": "osm", "geometry": None, "regulation": [rule for _, rule, _, _ in told],
        "spaces": spaces, "spaces_low": [None if n is None else n / 2 for n in spaces],
        "spaces_high": spaces, "spaces_method": [method for *_, method in told],
    })  # fmt: skip
    return gpd.GeoDataFrame(frame)


def test_spaces_are_summed_with_their_bounds_and_forbidden_kerbs_left_out() -> None:
    told = places(
        ("kerb", "free", 10, "length"), ("kerb", "forbidden", 0, "tagged"),
        ("off_street", "paid", 40, "tagged"), ("off_street", None, None, None),
    )  # fmt: skip

    found = {one.id: one for one in figures(told, read(DEFINITIONS), SOURCES["osm"])}
    (shown,) = exhibits(told, SOURCES["osm"])

    assert found["parking.kerb_spaces"].value == 10
    assert found["parking.kerb_spaces"].interval == (5, 10)
    assert found["parking.off_street_spaces"].value == 40
    assert found["parking.spaces_counted"].value == 0.8
    assert [row[1:] for row in shown.rows] == [
        (1, 0, 0, 5, 10, 10), (1, 0, 40, 20, 40, 40), (1, 1, None, None, None, None),
    ]  # fmt: skip


def test_nothing_told_is_unknown_and_not_zero() -> None:
    told = places()

    assert all(one.value is None for one in figures(told, read(DEFINITIONS), SOURCES["osm"]))
    assert not list(exhibits(told, SOURCES["osm"]))
