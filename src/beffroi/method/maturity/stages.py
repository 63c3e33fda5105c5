"""Stages: how far a line has come, and how far it may have come, given what is open."""

from collections.abc import Mapping
from dataclasses import dataclass

from beffroi.method.maturity.verdicts import OPEN, State, Verdict
from beffroi.territory.maturity import Line, Proof


@dataclass(frozen=True, slots=True)
class Reached:
    """The stage that a line has reached, 0 to 4. [stage].

    Attributes
    ----------
    stage
        Highest stage of which some required proof is seen and none is known to be missing, in it
        and below it; open proofs are left out. None if no required proof of the first stage that
        concerns the town is known: nothing can be said.
    low, high
        The stage if every open proof were missing, and if every one were seen.
    """

    stage: int | None
    low: int
    high: int


def reached(line: Line, verdicts: Mapping[str, Verdict]) -> Reached | None:
    """Return the stage that a line has reached.

    Parameters
    ----------
    line
        A line of the grid.
    verdicts
        Of all its proofs.

    Returns
    -------
    The stage and its interval, ``low <= stage <= high``; None if no required proof of the line
    concerns the town.
    """
    states = [_required(stage.proofs, verdicts) for stage in line.stages]
    concerned = [found for found in states if found]
    if not concerned:
        return None
    return Reached(
        stage=_climbed(states, passing=OPEN) if set(concerned[0]) - OPEN else None,
        low=_climbed(states, passing=frozenset()),
        high=_climbed(states, passing=OPEN, counting=OPEN),
    )


def _required(proofs: tuple[Proof, ...], verdicts: Mapping[str, Verdict]) -> list[State]:
    """List the states of the required proofs of a stage that concern the town."""
    found = [verdicts[proof.id].state for proof in proofs if proof.is_required]
    return [state for state in found if state != "not_concerned"]


def _climbed(
    states: list[list[State]],
    *,
    passing: frozenset[State],
    counting: frozenset[State] = frozenset(),
) -> int:
    """Climb from stage to stage while nothing blocks; a stage counts if a proof of it counts."""
    top = 0
    for number, found in enumerate(states, start=1):
        if any(state != "seen" and state not in passing for state in found):
            break
        if any(state == "seen" or state in counting for state in found):
            top = number
    return top
