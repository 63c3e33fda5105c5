"""Places of a study: what is known of their price is read, what is not is said."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from beffroi.engines.parking.scenarios.tariffs import FREE
from beffroi.foundation.errors import InputError
from beffroi.study import parking_map
from beffroi.study.parking_supply import has_inventory, priced, supplied
from beffroi.study.workshop import Workshop


def inventory() -> gpd.GeoDataFrame:
    rows = {
        "place_id": ["told", "untold", "charge", "unruled", "free", "uncounted"],
        "name": ["Halle", None, None, None, "Gare", None],
        "street": [None, "Grande Rue", "Rue 1", "Rue 2", None, None],
        "kind": ["off_street", "kerb", "kerb", "kerb", "off_street", "kerb"],
        "spaces": [40.0, 8.0, 6.0, 5.0, 90.0, np.nan],
        "regulation": ["paid", "paid", "paid", None, "free", "paid"],
        "maxstay": [None, 120.0, None, None, None, None],
        "hours": ["Mo-Sa 09:00-12:00,14:00-18:00", None, "Mo-Sa 08:00-19:00", None, None, None],
        "tariff": ["1 h 1.20 €; 4 h 4.80 €", None, "2 EUR/hour", None, None, None],
    }
    return gpd.GeoDataFrame(rows, geometry=[shapely.Point(n, 0) for n in range(6)], crs=2154)


def test_a_price_is_read_or_assumed_and_said_never_free() -> None:
    table, told = priced(inventory())

    tariffs = dict(zip(table["place_id"], table["tariff"], strict=True))
    assert tariffs["told"].price(4.0) == pytest.approx(4.8)
    assert tariffs["charge"].price(1.5) == pytest.approx(3.0)
    assert tariffs["untold"].price(1.0) == pytest.approx(1.11)
    assert tariffs["free"] == FREE
    assert table["windows"].tolist()[:3] == [((9, 12), (14, 18)), ((9, 18),), ((8, 19),)]
    said = " ".join(words.en for words in told)
    assert "1 place left out" in said
    assert "1 paid place, 8 spaces, whose price nobody told, are taken at 1.11 €/h" in said
    assert "1 place, 5 spaces, whose rule is unknown" in said
    assert "1 paid place in the street" in said


def test_no_number_of_spaces_is_refused() -> None:
    with pytest.raises(InputError, match="make the inventory"):
        priced(inventory().assign(spaces=np.nan))


def test_a_study_gives_its_inventory_and_its_quarters(shop: Workshop, hamlet_study: Path) -> None:
    assert has_inventory(shop)

    table, _ = supplied(shop)
    ground = parking_map.of_study(hamlet_study)

    assert table["name"].tolist() == ["Place du Marché"]
    assert table["spaces"].tolist() == [40.0]
    assert set(ground.cells["quarter"]) == {parking_map.INSIDE, parking_map.OUTSIDE}
    assert any("within the perimeter" in words.en for words in ground.warnings)
