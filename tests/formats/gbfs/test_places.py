"""Where things are."""

import pytest

from beffroi.formats.gbfs.places import is_polygon

SQUARE = [[[0, 0], [1, 0], [1, 1], [0, 0]]]
BOW = [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]


def test_a_zone_must_be_a_valid_polygon() -> None:
    assert is_polygon({"type": "MultiPolygon", "coordinates": [SQUARE]})
    assert not is_polygon({"type": "MultiPolygon", "coordinates": [BOW]})
    assert not is_polygon({"type": "Polygon", "coordinates": [[[0, 0], [1, 0]]]})
    assert not is_polygon("a zone")


@pytest.mark.parametrize("strange", [{}, [], {"type": {}}, {"type": ["Polygon"]}])
def test_an_area_whose_kind_is_no_word_is_no_polygon(strange: object) -> None:
    assert not is_polygon(strange)
