"""A table: typed columns, and every way in which a frame breaks its schema."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from beffroi.foundation.errors import ShapeError
from beffroi.territory.table import Column, Table

PARKS = Table(
    "parks",
    "A car park.",
    {
        "park_id": Column("string", "key", optional=False),
        "capacity": Column("Int64", "bays [bay]", least=0),
        "geometry": Column("geometry", "where", optional=False),
    },
)
HERE = [shapely.Point(0, 0), shapely.Point(1, 1)]


def test_absent_columns_are_missing_not_zero() -> None:
    parks = PARKS.framed({"park_id": ["a", "b"], "geometry": HERE})

    assert parks["capacity"].isna().all()
    assert str(parks["capacity"].dtype) == "Int64"


def test_a_column_out_of_the_schema_is_refused() -> None:
    with pytest.raises(ShapeError, match="no column colour"):
        PARKS.framed({"park_id": ["a"], "colour": ["red"]})


def test_an_empty_table_keeps_its_types() -> None:
    parks = PARKS.empty()

    assert list(parks.columns) == ["park_id", "capacity", "geometry"]
    assert isinstance(parks, gpd.GeoDataFrame)


def test_a_geometry_keeps_its_own_reference_system() -> None:
    placed = gpd.GeoSeries(HERE, crs="EPSG:2154")

    parks = PARKS.framed({"park_id": ["a", "b"], "geometry": placed})

    assert parks.crs.to_epsg() == 2154


def test_every_fault_is_told_at_once() -> None:
    wrong = pd.DataFrame({"park_id": ["a", "a"], "capacity": pd.array([-1, None], dtype="Int64")})

    faults = PARKS.faults(wrong)

    assert len(faults) == 3
    with pytest.raises(ShapeError, match="parks breaks its schema"):
        PARKS.check(wrong)


def test_a_sound_table_passes() -> None:
    parks = PARKS.framed({"park_id": ["a", "b"], "capacity": [0, None], "geometry": HERE})

    assert PARKS.check(parks) is parks
