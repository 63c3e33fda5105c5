"""Maturity: what three invented respondents of a drawn town's hall say of its digital services."""

from collections.abc import Mapping

import numpy as np

from beffroi.drawing.measures import measures
from beffroi.territory.maturity import Answer, Capacity, Grid, Interval, Line, Proof, Response

DAY = "2026-06-15"
INVENTED = "Réponse inventée, pour une ville dessinée."
STAGES = {
    "governance": 2, "it": 1, "data": 1, "mobility": 2, "procurement": 1, "skills": 2,
    "services": 2, "inclusion": 2, "ecosystem": 1, "evaluation": 0,
}  # fmt: skip
"""Stage that a town of this size has plausibly reached on each line of the grid."""
DISPUTED, RATHER = "evaluation", 2
"""The line on which the elected member sees the town elsewhere than the two others, and where."""
KNOWING = {
    "elected": ("governance", "services", "inclusion", "ecosystem", "evaluation"),
    "project": tuple(STAGES),
    "it": ("it", "data", "procurement", "skills", "services", "evaluation"),
}
"""Lines of which each role knows something."""
DOUBT = 0.15
"""Share of the questions to which a respondent says not to know. [1]"""
SKILLS = {
    "elected": {"lead": True, "network": True},
    "project": {"lead": True, "legal": True, "network": True, "mobility": False, "data": False},
    "it": {"it": True, "web": True, "privacy": True, "data": False},
}


def responses(inhabitants: int, seed: int, grid: Grid) -> tuple[Response, ...]:
    """Answer the maturity grid as three people of a town hall would.

    Parameters
    ----------
    inhabitants, seed
        Which town.
    grid
        The grid in force; lines that `STAGES` does not know are left unanswered.

    Returns
    -------
    An elected member, the project lead and the head of IT: they agree, or do not know, but on the
    line `DISPUTED`.
    """
    size = measures(inhabitants, seed)
    dice = size.dice("maturity")
    means = _capacities(size.scale)
    return tuple(
        Response(
            sheet=f"invention-{rank}",
            role=role,
            date=DAY,
            version=grid.version,
            answers=_answers(role, inhabitants, grid, dice),
            comments={grid.lines[0].proofs[0].id: INVENTED},
            capacity=Capacity(**means[role], skills=SKILLS[role]),
        )
        for rank, role in enumerate(KNOWING, 1)
    )


def _capacities(scale: float) -> dict[str, dict[str, Interval]]:
    """Say what each role thinks that the town can put in, more in a larger town."""

    def around(low: float, high: float, step: float) -> Interval:
        grown = scale**0.5
        return max(1, round(low * grown / step)) * step, max(1, round(high * grown / step)) * step

    money = {"investment": around(20_000, 40_000, 5_000), "operation": around(5_000, 10_000, 1_000)}
    return {
        "elected": money,
        "project": money | {"days": around(4, 8, 1)},
        "it": {"days": around(3, 6, 1)},
    }


def _answers(
    role: str, inhabitants: int, grid: Grid, dice: np.random.Generator
) -> dict[str, Answer]:
    """Answer the lines that a role knows; every line throws its dice, known or not."""
    found: dict[str, Answer] = {}
    for line in grid.lines:
        doubts = dice.random(len(line.proofs)) < DOUBT
        if line.id in KNOWING[role]:
            stage = RATHER if (line.id, role) == (DISPUTED, "elected") else STAGES[line.id]
            found |= _line(line, stage, doubts.tolist(), _escaped(inhabitants, grid))
    return found


def _line(
    line: Line, stage: int, doubts: list[bool], escaped: Mapping[str, bool]
) -> dict[str, Answer]:
    """Say yes up to a stage, no to the next one, and stop there as the sheet invites to do."""
    found: dict[str, Answer] = {}
    for proof, doubt in zip(line.proofs, doubts, strict=True):
        if proof.stage <= stage + 1:
            found[proof.id] = _answer(proof, stage, doubt=doubt, escapes=escaped.get(proof.when))
    return found


def _answer(proof: Proof, stage: int, *, doubt: bool, escapes: bool | None) -> Answer:
    if escapes:
        return "not_concerned"
    if doubt and not (proof.stage <= stage and proof.line == DISPUTED):
        return "unknown"
    return "yes" if proof.stage <= stage else "no"


def _escaped(inhabitants: int, grid: Grid) -> dict[str, bool]:
    """Say which conditions a drawn town does not meet: too small for them, or nothing to share."""
    return {
        id_: id_ == "shared"
        or any(
            test.fact == "town.population" and test.least is not None and test.least > inhabitants
            for test in condition.tests
        )
        for id_, condition in grid.conditions.items()
    }
