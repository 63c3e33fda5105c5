"""Occupancy that a study makes likely, place by place, of an inventory that is not its own."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from beffroi.foundation.errors import SettingsError
from beffroi.study.parking_expected import HOURS, taken
from beffroi.study.parking_supply import INVENTORY
from beffroi.study.workshop import Workshop
from beffroi.territory.parking import PARKING_PLACES


@pytest.fixture
def places(shop: Workshop) -> gpd.GeoDataFrame:
    own = gpd.GeoDataFrame(shop.table(INVENTORY)).to_crs(4326).head(1)
    kinds = (("small", 4.0, "free"), ("large", 40.0, "free"), ("uncounted", None, "free"),
             ("own", 9.0, "private"))  # fmt: skip
    rows = [own.assign(place_id=name, name=name, spaces=spaces, regulation=rule)
            for name, spaces, rule in kinds]  # fmt: skip
    whole = pd.concat(rows, ignore_index=True)
    return gpd.GeoDataFrame(whole[list(PARKING_PLACES.columns)], geometry="geometry", crs=4326)


def test_a_study_fills_an_inventory(hamlet_study: Path, places: gpd.GeoDataFrame) -> None:
    found = taken(hamlet_study, places)

    low, usual, high = found.by_place
    assert np.isnan(usual).tolist() == [False, False, True, True]
    assert (low[:2] < usual[:2]).all()
    assert (usual[:2] < high[:2]).all()
    assert set(found.hours["place_id"]) == {"small", "large"}
    assert found.hour in HOURS
    at_hour = found.hours[found.hours["hour"] == found.hour].set_index("place_id")["occupancy"]
    assert at_hour.loc[["small", "large"]].tolist() == pytest.approx(usual[:2].tolist())
    assert any("Nobody counted the drivers" in words.en for words in found.warnings)
    assert any("uncounted" in words.en for words in found.warnings)


def test_an_hour_is_looked_at_or_refused(hamlet_study: Path, places: gpd.GeoDataFrame) -> None:
    assert taken(hamlet_study, places, "9 h").hour == "9 h"
    with pytest.raises(SettingsError, match="the estimate holds 7 h, 8 h"):
        taken(hamlet_study, places, "midi")
