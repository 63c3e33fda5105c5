"""The schematic of a line."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

from beffroi.foundation.language import Words
from beffroi.report.network_stops import Change, Place
from beffroi.report.schematic import MOST, schematic
from tests.report.test_network_stops import NOBODY, call, places

TITLE = Words("Ligne <1>", "Line <1>")


def drawn(stops: tuple[Place, ...]) -> tuple[ET.Element, ET.Element]:
    made = schematic(stops, key="line-1", title=TITLE, colours=("0B5FA5", ""))
    return ET.fromstring(made.wide), ET.fromstring(made.tall)


def test_a_drawing_says_its_stops_and_its_changes_in_both_shapes() -> None:
    stops = places(
        [call("Marché & <port>", 0), call("Pont", 500)], [call("Pont", 500)], "1", NOBODY
    )
    there = replace(stops[1], changes=(Change("2", "9A3412", "FFFFFF", "line-2"),))

    for svg in drawn((stops[0], there)):
        assert svg.findtext("title") == "Ligne <1> / Line <1>"
        assert "Pont (2)" in (svg.findtext("desc") or "")
        assert [one.get("href") for one in svg.iter("a")] == ["#line-2"]
        assert sum("dot" in (one.get("class") or "").split() for one in svg.iter("circle")) == 3


def test_stops_are_evenly_spaced_and_a_long_line_goes_on_below() -> None:
    stops = places([call(str(k), 137.0 * k * k) for k in range(MOST + 3)], [], "1", NOBODY)

    wide, tall = drawn(stops)

    dots = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in wide.iter("circle")]
    rows = [[x for x, y in dots if y == row] for row in sorted({y for _, y in dots})]
    assert [len(row) for row in rows] == [10, 10]
    assert len({round(b - a, 1) for row in rows for a, b in pairwise(row)}) == 1
    assert len({c.get("cx") for c in tall.iter("circle")}) == 1


def test_a_stop_that_is_unsure_has_a_dashed_ring() -> None:
    stops = places([call("a", 0), replace(call("b", 9e3), level="doubtful")], [], "1", NOBODY)

    wide, _ = drawn(stops)

    assert [(c.get("class") or "").split()[1] for c in wide.iter("circle")] == ["sure", "doubtful"]
    assert "b" in (wide.findtext("desc") or "")
