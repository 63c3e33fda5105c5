import geopandas as gpd
import pandas as pd
import shapely

from beffroi.foundation.language import Words
from beffroi.report.metres import Scale
from beffroi.report.parking_inventory_map import METHODS, place_layers, priced, spaces
from beffroi.territory.parking import PARKING_PLACES

ROWS = (
    {"place_id": "w1:left", "kind": "kerb", "side": "left", "regulation": "blue_zone",
     "spaces": 12.0, "spaces_low": 10.0, "spaces_high": 14.0, "street": "Rue Basse"},
    {"place_id": "w1:right", "kind": "kerb", "side": "right", "regulation": "forbidden"},
    {"place_id": "n1", "kind": "off_street", "regulation": "free", "spaces": 30.0},
    {"place_id": "n2", "kind": "off_street"},
)  # fmt: skip
LINE = shapely.LineString([(-2.08, 47.65), (-2.078, 47.65)])
SHAPES = (LINE, LINE, shapely.Point(-2.079, 47.651), shapely.box(-2.08, 47.652, -2.079, 47.653))


def places() -> gpd.GeoDataFrame:
    frame = pd.DataFrame([{**row, "source": "osm", "geometry": None} for row in ROWS])
    table = PARKING_PLACES.typed(frame.reindex(columns=list(PARKING_PLACES.columns)))
    return gpd.GeoDataFrame(table.drop(columns="geometry"), geometry=list(SHAPES), crs=4326)


def test_each_rule_has_its_colour_and_forbidden_sides_are_shown_when_asked_for() -> None:
    kerbs, parks, never = place_layers(places(), Scale(-2.079, 47.65))

    assert kerbs.classes == ("class-2",)
    assert parks.classes == ("class-1", "class-none")
    assert (never.count, never.is_off) == (1, True)
    assert [fact for fact in parks.facts["spaces"] if fact is None] == [None]
    assert kerbs.shapes[0].centroid.y > 47.65  # the left of a street that goes east is north


def test_bounds_are_said_where_they_differ() -> None:
    said = spaces(1_200.4, 900.0, 1_500.0)

    assert said is not None
    assert said.en == "1,200 (900 to 1,500)"


def test_prices_are_said_in_each_language_and_bays_drawn_are_a_method() -> None:
    said = priced("1 h 1.20 €; month, residents 20.00 €")

    assert said == Words("1 h 1,20\xa0€\xa0; mois, résidents 20,00\xa0€",
                         "1 h 1.20 €; month, residents 20.00 €")  # fmt: skip
    assert priced(None) is None
    assert "drawn" in METHODS
