"""The files that the map of the site runs on."""

import base64
import gzip
import json

from beffroi.report.commerce_site_map import map_files
from tests.report import commerce_twin


def test_the_ground_is_folded_and_shops_are_not_in_it() -> None:
    files = map_files(commerce_twin.made())

    folded = files["map-data.js"].split('"')[1]
    data = json.loads(gzip.decompress(base64.b64decode(folded)))
    assert list(data["layers"]) == ["streets"]
    assert "sourceMappingURL" not in files["maplibre.js"]
    west, south, east, north = data["view"]
    assert west < -2.085 < east
    assert south < 47.651 < north


def test_a_town_whose_shops_are_nowhere_has_no_map() -> None:
    assert map_files(commerce_twin.made(())) == {}
