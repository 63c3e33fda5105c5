"""The register on a map."""

import geopandas as gpd
import shapely

from beffroi.report.commerce_register_map import premises_layers
from beffroi.report.metres import Scale
from beffroi.territory.commerce import PREMISES


def test_each_state_has_its_class_and_what_has_no_place_is_not_drawn() -> None:
    premises = gpd.GeoDataFrame(
        PREMISES.framed(
            {
                "premises_id": ["a", "b", "c"],
                "state": ["trading", "vacant", "unknown"],
                "last_name": [None, "Morin", None],
                "sources": ["osm", "osm", "sirene"],
                "geometry": [shapely.Point(-2.08, 47.65), shapely.Point(-2.08, 47.66), None],
            }
        )
    )

    alone, seen = premises_layers(premises, Scale(-2.08, 47.65))

    assert (alone.count, seen.count) == (0, 2)
    assert seen.classes == ("class-2", "class-5")
    assert [key.class_ for key in seen.keys] == ["class-2", "class-5"]
    assert seen.facts["name"] == [None, "Morin"]
    assert seen.facts["mark"] == ["", "V"]
