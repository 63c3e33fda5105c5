"""Local: the scheme's cost and the proofs, as figures and exhibits."""

import math
from typing import Any

from beffroi.engines.mobility.carpool.indicators import outcome
from beffroi.engines.mobility.carpool.inputs import Inputs
from beffroi.engines.mobility.carpool.local import rides_by_commune
from beffroi.foundation.figures import Source
from beffroi.territory.incentives import Incentive
from beffroi.territory.tables import CARPOOL_RIDES
from tests.engines.mobility.carpool.drawn import VALLEY, communes, flows, places

FLOWS = (Source("flows", "Flux", "INSEE", "2021", "Licence Ouverte 2.0"),)
RIDES = CARPOOL_RIDES.framed({
    "ride_id": ["A>D", "D>A", "A>A"], "origin": ["A", "D", "A"], "destination": ["D", "A", "A"],
    "months": [2, 2, 2], "journeys": [20, 10, 4], "seats": [20, 10, 4], "paid": [10, None, 0],
    "metres": [30_000.0, 30_000.0, 900.0],
})  # fmt: skip
KNOWN = Incentive("Conducteurs", "CA", "driver", 1.5, 0.0, 0.0, math.inf, math.inf)
UNKNOWN = Incentive("Passagers", "", "passenger")


def inputs(**changes: Any) -> Inputs:
    ids = ("flows", "contours", "bnlc", "rides", "incentives")
    usual = {
        "flows": flows(*VALLEY), "communes": communes(), "places": None, "roads": None,
        "town": "A", "sources": dict.fromkeys(ids, FLOWS),
    }  # fmt: skip
    return Inputs(**(usual | changes))


def test_a_scheme_that_was_read_is_costed() -> None:
    made = outcome(inputs(incentives=(KNOWN,)))

    figures = {figure.id: figure for figure in made.figures}
    cost = figures["mobility.carpool_scheme_cost.usual"]
    assert cost.value is not None
    assert cost.interval is not None
    assert "mobility.carpool_scheme" in {exhibit.id for exhibit in made.exhibits}


def test_a_scheme_half_read_stays_unknown() -> None:
    made = outcome(inputs(incentives=(KNOWN, UNKNOWN)))

    figures = {figure.id: figure for figure in made.figures}
    assert figures["mobility.carpool_scheme_cost.usual"].value is None


def test_no_scheme_and_no_proof_say_nothing() -> None:
    ids = {figure.id for figure in outcome(inputs()).figures}

    assert not any(id_.startswith(("mobility.carpool_scheme", "mobility.carpool_rides"))
                   for id_ in ids)  # fmt: skip


def test_proofs_are_counted_by_month() -> None:
    made = outcome(inputs(rides=RIDES))

    figures = {figure.id: figure for figure in made.figures}
    assert figures["mobility.carpool_rides"].value == 17.0


def test_proofs_without_flows_are_counted_all_the_same() -> None:
    made = outcome(inputs(flows=None, rides=RIDES))

    assert [figure.id for figure in made.figures] == ["mobility.carpool_rides"]


def test_a_place_shows_the_journeys_of_its_commune_or_says_unknown() -> None:
    known = places(("P", 0.0, 0.0, 10), ("Q", 10_000.0, 0.0, 5)).assign(commune=["A", "B"])

    use = outcome(inputs(places=known, rides=RIDES)).tables["carpool_use"]

    assert use["rides"].iloc[0] == 17.0
    assert use["rides"].isna().iloc[1]
    assert rides_by_commune(RIDES)["D"] == 15.0
    assert use["parked"].isna().all()


def test_the_curve_says_that_its_choice_is_proved() -> None:
    made = {exhibit.id: exhibit for exhibit in outcome(inputs()).exhibits}

    note = made["mobility.carpool_lines"].note
    assert note is not None
    assert "HiGHS" in note.fr
    assert "écart nul" in note.fr
