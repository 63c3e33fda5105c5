import math

from beffroi.engines.informal.regulation.draws import Dice
from beffroi.engines.informal.regulation.hypotheses import hypotheses, shipped
from tests.engines.informal.regulation.conftest import wanted


def test_hypotheses_as_shipped_are_whole() -> None:
    made = wanted(**shipped())

    assert math.isnan(made.of("headway"))
    assert made.values["hour"].is_judgement
    assert not made.values["kilometre"].is_judgement
    assert len(made.cases) == 5


def test_a_value_of_a_town_has_no_bounds_of_another(dice: Dice) -> None:
    made = wanted(hour={"value": 40})

    assert made.drawn("hour", dice).tolist() == [40.0] * 201
    assert made.values["hour"].source == ""


def test_all_faults_are_told_together() -> None:
    made, faults = hypotheses({
        "hour": {"value": "many"}, "paid": {"value": 0.5, "low": 0.9, "high": 1.0},
        "spare": 3, "surprise": 1, "currency": "euro", "seats": {"value": True},
        "case": [{"subsidy": 2}],
    })  # fmt: skip

    said = " ".join(fault.en for fault in faults)
    assert made is None
    for part in ("hour", "paid", "spare", "surprise", "currency", "seats", "[[case]] 1"):
        assert part in said


def test_the_least_gap_is_not_above_the_largest() -> None:
    made, faults = hypotheses({"spacing_low": {"value": 500}})

    assert made is None
    assert "spacing_low" in faults[0].en


def test_a_case_is_asked_for() -> None:
    assert hypotheses({"case": []})[0] is None
