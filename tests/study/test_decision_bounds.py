"""Cells of which one end alone is known."""

from pathlib import Path

import pytest

from beffroi.foundation.errors import FaultyFileError
from beffroi.study import decide, decisions
from beffroi.study.decision_bounds import closed
from tests.study.decision_file import written

COST = "cost = { interval = [40, 60] }"


@pytest.mark.parametrize(
    ("cell", "interval", "bound"),
    [
        ("{ at_least = 40 }", (40, 100), "least"),
        ("{ at_most = 40 }", (0, 40), "most"),
        ("{ at_least = 140 }", (140, 140), "least"),
        ("{ interval = [40, 60] }", (40, 60), ""),
    ],
)
def test_an_end_that_nobody_knows_is_that_of_the_scale(
    tmp_path: Path, cell: str, interval: tuple[float, float], bound: str
) -> None:
    found = decisions.read(written(tmp_path, COST, f"cost = {cell}")).option("bus").on("cost")

    assert (found.value, found.interval, found.bound) == (None, interval, bound)


def test_a_decision_without_bounds_stays_what_it_was(tmp_path: Path) -> None:
    decision = decisions.read(written(tmp_path))

    assert closed(decision.criteria, decision.options) == decision.options


def test_the_bound_and_the_interval_used_are_said(tmp_path: Path) -> None:
    result = decide.decide(written(tmp_path, COST, "cost = { at_least = 40 }")).result

    told = " ".join(warning.fr for warning in result.warnings).replace("\u00a0", " ")
    table = next(one for one in result.exhibits if one.id == "arbitration.performances")
    assert (
        "Bus, Coût : au moins 40 €, et rien de plus n’est connu ; intervalle retenu : 40 – 100 €."
        in told
    )
    assert table.rows[0][1].fr == "au moins 40 [40 – 100] (D)"  # type: ignore[union-attr]


def test_a_bound_beside_a_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="value, at_least exclude each other"):
        decisions.read(written(tmp_path, COST, "cost = { value = 5, at_least = 4 }"))
