import re
import xml.etree.ElementTree as ET

import pytest
import shapely

from beffroi.foundation.language import Words
from beffroi.report.layers import drawn_layers
from beffroi.report.plan import SHAPES, WIDTH, frame, plan, scale_length, swatch
from tests.report import twin

TITLE = Words("Carte", "Map")


def drawn_plan(**named: str) -> ET.Element:
    svg = plan(drawn_layers(twin.layers(**named)), twin.study().perimeter.polygon, TITLE)
    return ET.fromstring(svg)


def test_the_plan_is_a_drawing_that_says_what_it_shows() -> None:
    svg = drawn_plan()

    assert svg.get("role") == "img"
    assert svg.findtext("title") == "Carte / Map"


def test_every_layer_has_its_place_on_the_plan() -> None:
    classes = " ".join(element.get("class", "") for element in drawn_plan().iter())

    for name in ("greens", "water", "buildings", "minutes-5", "road", "trading", "vacant", "stop",
                 "car-park", "bicycle", "carpool", "centre", "perimeter"):  # fmt: skip
        assert f"m-{name}" in classes


def test_streets_bear_their_names_and_the_main_one_stands_out() -> None:
    names = {text.text: text.get("class") for text in drawn_plan().iter("text") if text.text}

    assert names["Grande Rue"] == "m-main"
    assert names["Quai du Port"] is None


def test_a_hostile_street_cannot_break_out_of_the_plan() -> None:
    layers = twin.layers()
    layers["streets"]["name"] = '"><script>alert(1)</script>'

    svg = plan(drawn_layers(layers), twin.study().perimeter.polygon, TITLE)

    assert "<script" not in svg


@pytest.mark.parametrize("box", [(0, 47, 0.1, 47.001), (0, 47, 0.001, 47.1), (0, 60, 0.1, 60.1)])
def test_the_frame_holds_the_perimeter_whatever_its_shape(box: tuple[float, ...]) -> None:
    seen = frame(shapely.box(*box))

    west, north = (box[0] - seen.west) * seen.per_lon, (seen.north - box[3]) * seen.per_lat
    assert 0 <= west <= WIDTH
    assert 0 <= north <= seen.height
    assert SHAPES[0] * WIDTH <= seen.height <= SHAPES[1] * WIDTH


def test_a_metre_is_as_long_eastwards_as_northwards() -> None:
    seen = frame(shapely.box(-2.09, 47.64, -2.07, 47.66))

    kilometre = 1000 * seen.metre
    assert seen.per_lat == pytest.approx(111.195 * kilometre, rel=1e-3)
    assert seen.per_lon == pytest.approx(111.195 * kilometre * 0.6737, rel=1e-3)


@pytest.mark.parametrize(
    ("room", "length"), [(730.0, 500), (200.0, 200), (99.0, 50), (5400.0, 5000)]
)
def test_the_scale_bar_is_a_round_length(room: float, length: int) -> None:
    assert scale_length(room) == length


@pytest.mark.parametrize("group", ["streets", "buildings", "vacant", "car-park", "minutes-10"])
def test_the_legend_draws_what_the_plan_draws(group: str) -> None:
    sign = ET.fromstring(swatch(group))

    assert re.search(r"m-\w+", ET.tostring(sign, encoding="unicode"))


def test_a_walk_is_an_area_under_the_streets() -> None:
    parts = [part.get("class", "") for part in drawn_plan().iter()]

    assert parts.index("m-minutes-5") < parts.index("m-edge w-street")
    assert (
        next(p for p in drawn_plan().iter() if p.get("class") == "m-minutes-5").get("d")[-1] == "z"
    )


def test_a_plan_opens_on_what_it_is_asked_to_show() -> None:
    drawn, whole = drawn_layers(twin.layers()), twin.study().perimeter.polygon
    centre = twin.square(1.5, 1.5, 1)

    near, far = plan(drawn, whole, TITLE, centre), plan(drawn, whole, TITLE)

    assert "20\u00a0m" in near
    assert "100\u00a0m" in far
