"""The stops of a line, both ways side by side."""

from dataclasses import replace

import numpy as np

from beffroi.foundation.language import Words
from beffroi.report.network_stops import Call, Changes, calls_of, changes_of, paired, places
from beffroi.territory.informal import worn
from tests.towns.informal import network

NOBODY = Changes(np.array([], object), np.array([], object), np.empty((0, 2)), {})


def call(name: str, x: float, y: float = 0.0) -> Call:
    return Call(name, "sure", Words("", ""), None, (x, y), "")


def test_stops_that_face_each_other_are_one_place_and_none_is_lost() -> None:
    out = [call("a", 0), call("b", 400), call("c", 900)]
    back = [call("c'", 905, 10), call("d", 650), call("a'", 3, -12)]

    made = places(out, back, "1", NOBODY)

    assert [[one and one.name for one in place.calls] for place in made] == [
        ["a", "a'"], ["b", None], [None, "d"], ["c", "c'"],
    ]  # fmt: skip
    assert [place.is_end for place in made] == [True, False, False, True]


def test_a_way_out_stands_beside_its_way_back() -> None:
    shown = network()
    rows = shown.variants.assign(**worn(shown.variants, shown.routes))
    first = rows[rows["route_id"] == "1"]

    assert [(a.variant_id, b.variant_id) for a, b in paired(first)] == [("1-out", "1-back")]


def test_another_line_that_calls_there_is_a_change() -> None:
    shown = network()
    found = changes_of(shown, {"1": "line-1", "2": "line-2"})
    calls = calls_of("1-out", shown)

    assert [one.number for one in found.at("1", calls[:1])] == ["2"]
    assert found.at("1", calls[1:2]) == ()
    assert found.at("1", [replace(calls[0], place=(1e6, 0.0))]) == ()
