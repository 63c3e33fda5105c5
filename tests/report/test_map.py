import base64
import gzip
import json
import re
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.language import Words
from beffroi.report.drawn import Drawn
from beffroi.report.layers import drawn_layers
from beffroi.report.map import PRECISION, library, packed
from tests.report import twin

degrees = st.floats(-0.05, 0.05).map(lambda step: round(step, 7))
lines = st.lists(st.tuples(degrees, degrees), min_size=2, max_size=9, unique=True).map(
    lambda points: shapely.LineString([(twin.WEST + x, twin.SOUTH + y) for x, y in points])
)


def unpacked(text: str) -> dict[str, Any]:
    return json.loads(gzip.decompress(base64.b64decode(text)))


def walked(steps: list[int], origin: list[int]) -> np.ndarray:
    return (np.array(steps).reshape(-1, 2).cumsum(axis=0) + origin) / PRECISION


@settings(max_examples=50)
@given(lines)
def test_a_line_comes_back_where_it_was(line: shapely.LineString) -> None:
    drawn = Drawn("access", "access", Words("", ""), 1, np.array([line], dtype=object))

    content = unpacked(packed((drawn,), twin.study().perimeter.polygon, {}))

    coded = content["layers"]["access"]["shapes"][0][0]
    assert np.allclose(walked(coded, content["origin"])[-1], line.coords[-1], atol=1 / PRECISION)


def test_every_layer_travels_with_its_facts() -> None:
    layers = drawn_layers(twin.layers())

    content = unpacked(packed(layers, twin.study().perimeter.polygon, {"map": Words("a", "b")}))

    assert content["layers"]["trading"]["facts"]["kind"] == [
        ["boulangerie", "bakery"],
        "model trains",
    ]
    assert content["words"] == {"map": {"fr": "a", "en": "b"}}
    assert content["layers"]["water"]["shapes"][0][0][0][:2] != [0, 0]


def test_the_pack_can_hold_no_markup() -> None:
    layers = drawn_layers(twin.layers(shop_name="</script><script>"))

    text = packed(layers, twin.study().perimeter.polygon, {})

    assert re.fullmatch(r"[A-Za-z0-9+/=]+", text)


def test_the_same_town_is_packed_alike_twice() -> None:
    layers, polygon = drawn_layers(twin.layers()), twin.study().perimeter.polygon

    assert packed(layers, polygon, {}) == packed(layers, polygon, {})


@pytest.mark.parametrize("part", ["sourceMappingURL", "</script"])
def test_the_library_leads_nowhere(part: str) -> None:
    script, style = library()

    assert part not in script
    assert "MapLibre" in script
    assert re.findall(r"url\((?!\"?data:)", style) == []


def test_a_map_opens_on_its_view_and_on_the_perimeter_if_it_has_none() -> None:
    whole, centre = twin.study().perimeter.polygon, twin.square(1.5, 1.5, 1)

    assert unpacked(packed((), whole, {}))["view"] == list(whole.bounds)
    assert unpacked(packed((), whole, {}, centre))["view"] == list(centre.bounds)
    assert unpacked(packed((), whole, {}, centre))["bounds"] == list(whole.bounds)
