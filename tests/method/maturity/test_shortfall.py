"""Shortfall: which reason leaves a town with fewer than six first measures."""

from beffroi.method.maturity.grid import maturity_grid
from beffroi.method.maturity.measures import first_measures, next_steps
from beffroi.method.maturity.profile import profile
from beffroi.method.maturity.shortfall import shortfall
from beffroi.territory.maturity import Answer, Capacity
from tests.method.maturity.answered import plain, response, up_to

GRID = maturity_grid()
RICH = Capacity((60, 60), (9e6, 9e6), (9e6, 9e6), dict.fromkeys(GRID.skills, True))
NOTHING = Capacity((0, 0), (0, 0), (0, 0), dict.fromkeys(GRID.skills, False))


def said(answers: dict[str, Answer], had: Capacity) -> str:
    found = profile(GRID, [response(answers)] if answers else [], {}, date="2026-11-25")
    words = shortfall(found, first_measures(next_steps(GRID, found, had), had))
    return plain(words.fr) if words else ""


def test_six_measures_need_no_reason() -> None:
    assert said(up_to(GRID, 1), RICH) == ""


def test_no_measure_says_which_of_unknown_nothing_missing_and_capacity_it_is() -> None:
    unknown, reached, poor = (
        said({}, Capacity()),
        said(up_to(GRID, 4), RICH),
        said(up_to(GRID, 1), NOTHING),
    )

    assert unknown.endswith(": rien n'est encore su, il faut d'abord aller voir.")
    assert reached.endswith(": rien ne manque, chaque ligne est à son plus haut stade.")
    assert poor.endswith(": 10 prochains pas ne tiennent pas dans les moyens qui restent.")


def test_a_sheet_of_dont_know_is_unknown_and_not_reached() -> None:
    answers: dict[str, Answer] = dict.fromkeys(GRID.proofs, "unknown")

    assert "rien n'est encore su" in said(answers, Capacity())


def test_fewer_than_six_account_for_every_line() -> None:
    answers = up_to(GRID, 4)
    lines = [line.id for line in GRID.lines]
    for line in GRID.lines[:2]:
        answers |= {proof.id: "no" for proof in line.proofs}
    answers |= {proof.id: "unknown" for proof in GRID.lines[2].proofs}

    assert said(answers, RICH) == (
        "2 mesures et non 6 : sur 1 ligne il faut d'abord aller voir, "
        f"{len(lines) - 3} lignes sont déjà à leur plus haut stade."
    )
