"""What belongs to a perimeter."""

import geopandas as gpd
import pytest
import shapely

from beffroi.foundation.errors import ShapeError
from beffroi.foundation.language import Words
from beffroi.territory.perimeter import Perimeter, clipped, within

CENTRE = Perimeter(
    Words(fr="centre", en="centre"),
    shapely.box(-2.09, 47.64, -2.07, 47.66),
    Words(fr="dessin", en="drawing"),
)


def places(*wkt: str) -> gpd.GeoSeries:
    return gpd.GeoSeries.from_wkt(list(wkt), crs=4326)


def test_a_street_that_meets_the_perimeter_belongs_to_it() -> None:
    found = within(CENTRE, places("LINESTRING (-2.2 47.65, -2.08 47.65)", "LINESTRING (0 0, 1 1)"))

    assert found.tolist() == [True, False]


def test_an_area_that_straddles_the_limit_belongs_where_most_of_it_is() -> None:
    mostly_in = "POLYGON ((-2.08 47.65, -2.069 47.65, -2.069 47.651, -2.08 47.651, -2.08 47.65))"
    mostly_out = "POLYGON ((-2.071 47.65, -2.05 47.65, -2.05 47.651, -2.071 47.651, -2.071 47.65))"

    found = within(CENTRE, places(mostly_in, mostly_out))

    assert found.tolist() == [True, False]


def test_missing_and_empty_places_belong_nowhere() -> None:
    found = within(CENTRE, gpd.GeoSeries([None, shapely.Point()], crs=4326))

    assert found.tolist() == [False, False]


def test_places_in_metres_are_compared_all_the_same() -> None:
    metric = places("POINT (-2.08 47.65)", "POINT (-2.2 47.65)").to_crs(2154)

    assert within(CENTRE, metric).tolist() == [True, False]


def test_rows_are_kept_whole() -> None:
    streets = gpd.GeoDataFrame(
        {"street_id": ["w1", "w2"]},
        geometry=places("LINESTRING (-2.2 47.65, -2.08 47.65)", "LINESTRING (0 0, 1 1)"),
    )

    kept = clipped(CENTRE, streets)

    assert kept["street_id"].tolist() == ["w1"]
    assert kept.geometry.iloc[0].bounds[0] == -2.2


def test_places_without_a_reference_system_are_refused() -> None:
    with pytest.raises(ShapeError, match="reference system"):
        within(CENTRE, gpd.GeoSeries([shapely.Point(0, 0)]))


def test_the_point_of_a_perimeter_lies_in_it() -> None:
    assert CENTRE.polygon.contains(shapely.Point(CENTRE.point))
