"""Scenarios of a drawn town: invented, and said to be."""

import tomllib

import pandas as pd

from beffroi.drawing.scenarios import INVENTED, decision, scenarios

NODES = pd.DataFrame({"id": [1, 2, 3, 4], "lon": [0.0, 0.1, 0.2, 2.0], "lat": [0.0, 0.1, 0.2, 2.0]})
WAYS = pd.DataFrame(
    {
        "id": [1, 2, 3],
        "nodes": [[3, 4], [1, 2], [2, 3]],
        "tags": [
            {"highway": "primary", "name": "Avenue du Nord"},
            {"highway": "secondary", "name": "Avenue du Sud"},
            {"highway": "residential", "name": "Rue Basse"},
        ],
    }
)


def test_every_cost_says_that_it_is_invented() -> None:
    read = [tomllib.loads(text) for text in scenarios(NODES, WAYS, "2026-09-01").values()]

    assert all(one["scenario"]["source"] == INVENTED for one in read)


def test_the_track_follows_the_way_into_the_centre_that_is_nearest() -> None:
    _, track = scenarios(NODES, WAYS, "2026-09-01").values()

    (change,) = tomllib.loads(track)["change"]
    assert change["name"] == "Avenue du Sud"
    assert change["path"] == [[0.0, 0.0], [0.1, 0.1]]


def test_the_decision_types_no_number_in_a_cell() -> None:
    read = tomllib.loads(decision("2026-09-01"))

    assert read["decision"]["invented"]
    assert all("cells" not in option for option in read["option"])
    assert {option.get("scenario") for option in read["option"]} == {None, "cadence", "liaison"}
