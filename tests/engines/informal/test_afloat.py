"""Boats told from vehicles by the water under their way, and by the streets over it."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from beffroi.engines.informal.afloat import Waters, afloat, by_boat, mapped
from beffroi.engines.informal.tracing.cleaned import cleaned
from tests.engines.informal.drives import drive, tables
from tests.engines.informal.test_water import PLANE, river

ACROSS = np.array([[-50.0, 0.0], [1_050.0, 0.0]])
ALONG = np.array([[8.0, -2_000.0], [8.0, 2_000.0]])
"""On the bank: the river is drawn 8 m too wide there."""
MIDSTREAM = np.array([[500.0, -2_000.0], [500.0, 2_000.0]])


def streets(*lines: np.ndarray) -> gpd.GeoDataFrame:
    shapes = [shapely.LineString(np.column_stack(PLANE.degrees(line))) for line in lines]
    return gpd.GeoDataFrame(geometry=gpd.GeoSeries(shapes, crs=4326))


def test_a_crossing_is_by_boat_and_a_long_way_over_a_short_bridge_is_not() -> None:
    over_a_bridge = np.array([[-3_000.0, 0.0], [4_000.0, 0.0]])

    assert afloat([ACROSS, over_a_bridge], PLANE, Waters(river())).tolist() == [True, False]
    assert afloat([ACROSS], PLANE, Waters()).tolist() == [False]
    assert afloat([], PLANE, Waters(river())).tolist() == []


@pytest.mark.parametrize("road", [ACROSS, ALONG])
def test_a_bridge_and_a_bank_that_have_a_street_are_ridden_by_road(road: np.ndarray) -> None:
    waters = Waters(river(), streets(road))

    found = afloat([road + 5.0, MIDSTREAM], PLANE, waters)

    assert afloat([road + 5.0], PLANE, Waters(river())).tolist() == [True]
    assert found.tolist() == [False, True]


def test_a_ride_is_by_boat_by_where_it_went_and_no_boat_goes_at_90_km_an_hour() -> None:
    # A device leaps 28 m forward for a second: a vehicle may go so far, a boat may not.
    ways = (MIDSTREAM, MIDSTREAM - [2_000.0, 0.0])
    fixes, rides = tables([drive(way, every=1.0, noise=0.2) for way in ways])
    leaps = [fixes.index[fixes["ride_id"].eq(ride)][100] for ride in rides["ride_id"]]
    fixes.loc[leaps, "lat"] += 28.0 / 111_195

    boats = by_boat(fixes, rides, Waters(river()))
    _, made = cleaned(fixes, rides, PLANE, afloat=boats)

    assert boats.tolist() == [True, False]
    assert set(fixes["fix_id"]) - set(made.fix) == {leaps[0]}
    assert not by_boat(fixes, rides, Waters()).any()


def test_boats_go_on_rivers_and_lakes_of_the_map_and_not_in_ponds() -> None:
    area, course = river()[0], shapely.LineString([(-54.0, 5.5), (-54.0, 5.6)])
    table = gpd.GeoDataFrame({"kind": ["river", "pond", "river"]},
                             geometry=[area, area, course], crs=4326)  # fmt: skip

    kept = mapped(table)

    assert kept is not None
    assert kept.index.tolist() == [0]
    assert mapped(table[1:]) is None
    assert pd.notna(kept).all()
