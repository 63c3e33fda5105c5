"""Three invented respondents agree on everything but one line."""

from pathlib import Path

import pytest

from beffroi.drawing.maturity import DISPUTED, INVENTED, STAGES, responses
from beffroi.formats import maturity_sheets
from beffroi.method.maturity.capacity import pooled
from beffroi.method.maturity.grid import maturity_grid
from beffroi.method.maturity.profile import profile

GRID = maturity_grid()


@pytest.mark.parametrize("seed", range(6))
def test_one_line_is_disputed_and_the_others_are_not(seed: int) -> None:
    found = profile(GRID, responses(20_000, seed, GRID), {}, date="2026-06-15")

    assert [line.line for line in found.lines if line.is_to_discuss] == [DISPUTED]
    assert {line.line for line in found.lines if line.disputed} == {DISPUTED}


def test_every_line_has_its_plausible_stage_within_its_bounds() -> None:
    found = profile(GRID, responses(20_000, 1, GRID), {}, date="2026-06-15")

    assert {line.line for line in found.lines} == set(STAGES)
    for line in found.lines:
        low, high = line.bounds
        assert low <= STAGES[line.line] <= high


def test_what_a_town_can_put_in_grows_with_it() -> None:
    small, large = (pooled(responses(n, 1, GRID)) for n in (5_000, 80_000))

    assert small.days[1] < large.days[1]
    assert small.investment[1] < large.investment[0]
    assert small.skills["data"] is False


def test_the_sheets_are_read_as_they_were_answered(tmp_path: Path) -> None:
    said = responses(60_000, 2, GRID)
    maturity_sheets.write_csv(said, GRID, tmp_path / "maturite.csv")

    read = maturity_sheets.read(tmp_path / "maturite.csv", GRID)

    assert read.warnings == ()
    assert read.responses == said
    assert all(INVENTED in response.comments.values() for response in said)
    assert said == responses(60_000, 2, GRID) != responses(60_000, 3, GRID)
