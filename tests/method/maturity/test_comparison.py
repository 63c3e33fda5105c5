"""Comparison: published values, and the town a year before."""

from typing import Any

import pytest

from beffroi.method.maturity.comparison import beside, since
from beffroi.method.maturity.grid import maturity_grid
from beffroi.method.maturity.profile import profile
from beffroi.territory.maturity import Answer
from tests.method.maturity.answered import LADDER, grid, response, up_to

GRID = grid(LADDER)


def kept(stage: int | None, *bounds: int, version: str = "1") -> dict[str, Any]:
    own = {"stage": stage, "bounds": list(bounds) or None}
    return {"format": 1, "version": version, "date": "2025-11-25", "lines": {"a": own}}


@pytest.mark.parametrize(
    ("former", "expected"),
    [
        (kept(1, 1, 1), "better"),
        (kept(1, 0, 2), "undecided"),
        (kept(2, 2, 2), "same"),
        (kept(3, 3, 4), "worse"),
        (kept(None), "undecided"),
    ],
)
def test_a_move_is_sure_only_where_intervals_do_not_meet(
    former: dict[str, Any], expected: str
) -> None:
    own = profile(GRID, [response(up_to(GRID, 2))], {}, date="2026-11-25")

    found = since(own, former)

    assert found is not None
    assert found.moved[0].change == expected
    assert found.is_same_grid


def test_another_edition_of_the_grid_is_said() -> None:
    own = profile(GRID, [response(up_to(GRID, 2))], {}, date="2026-11-25")

    found = since(own, kept(1, 1, 1, version="0"))

    assert found is not None
    assert not found.is_same_grid
    assert since(own, {"format": 99}) is None


def test_a_profile_compared_with_itself_has_not_moved() -> None:
    own = profile(GRID, [response(up_to(GRID, 2))], {}, date="2026-11-25")

    found = since(own, own.as_json())

    assert found is not None
    assert [moved.change for moved in found.moved] == ["same"]


@pytest.mark.parametrize(
    ("answer", "state"), [("yes", "seen"), ("no", "unseen"), ("unknown", "unknown")]
)
def test_a_town_is_set_beside_the_share_of_communes_with_a_data_project(
    answer: Answer, state: str
) -> None:
    own = profile(maturity_grid(), [response({"data.project": answer})], {}, date="2026-11-25")

    found = {one.benchmark.id: one for one in beside(own)}

    assert found["data_project_commune"].state == state
    assert found["data_project_commune"].benchmark.value == 0.47
