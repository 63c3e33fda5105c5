"""Verdicts: what is known of each proof once facts and all respondents have spoken."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from beffroi.territory.maturity import Answer, Condition, Fact, Grid, Proof, Response

State = Literal["seen", "unseen", "unknown", "disputed", "not_concerned"]
OPEN: frozenset[State] = frozenset({"unknown", "disputed"})
"""States that leave a proof open: yes and no are both possible."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of one proof.

    Attributes
    ----------
    proof
        Id of the proof.
    state
        ``seen``, ``unseen``, ``unknown`` (nobody knows), ``disputed`` (respondents contradict each
        other) or ``not_concerned``.
    answers
        How many respondents gave each answer, blanks left out.
    fact
        The fact that answered by itself, over any opinion; None if none did.
    condition
        Id of the condition under which it is put and of which nobody knows whether the town meets
        it; empty if the town is surely concerned.
    """

    proof: str
    state: State
    answers: Mapping[Answer, int]
    fact: Fact | None = None
    condition: str = ""

    @property
    def is_seen_alone(self) -> bool:
        """Whether it is seen on the word of one respondent, whom nobody confirms."""
        return self.state == "seen" and self.fact is None and self.answers.get("yes", 0) == 1

    @property
    def agreement(self) -> float | None:
        """Share of the respondents who knew and who gave the commonest answer; None under two. [1].

        Examples
        --------
        >>> Verdict("a.b", "disputed", {"yes": 2, "no": 1, "unknown": 4}).agreement
        0.6666666666666666
        """
        known = [n for answer, n in self.answers.items() if answer != "unknown"]
        return max(known) / sum(known) if sum(known) > 1 else None

    @property
    def contradicted(self) -> int:
        """How many respondents said the contrary of the fact."""
        if self.fact is None or self.state not in {"seen", "unseen"}:
            return 0
        return self.answers.get("no" if self.state == "seen" else "yes", 0)


def is_concerned(condition: Condition, facts: Mapping[str, Fact]) -> bool | None:
    """Say whether a condition holds for a town.

    Returns
    -------
    True if all its tests hold, False if one fails, None if that is unknown.
    """
    passed = [
        _passes(test.least, facts.get(test.fact), truth=test.truth)
        for test in condition.tests
        if test.least != 0  # nothing is below 0: no need to know
    ]
    if False in passed:
        return False
    return None if None in passed else True


def _passes(least: float | None, fact: Fact | None, *, truth: bool) -> bool | None:
    if fact is None or fact.value is None:
        return None
    return bool(fact.value) is truth if least is None else fact.value >= least


def concerned(grid: Grid, facts: Mapping[str, Fact]) -> dict[str, bool | None]:
    """Say of each proof whether the town is concerned: True, False, or None if unknown."""
    held = {id_: is_concerned(condition, facts) for id_, condition in grid.conditions.items()}
    return {id_: held[proof.when] if proof.when else True for id_, proof in grid.proofs.items()}


def verdicts(
    grid: Grid, responses: Iterable[Response], facts: Mapping[str, Fact]
) -> dict[str, Verdict]:
    """Pool what facts and respondents say of each proof.

    A condition that fails takes the proof away; a fact answers over any opinion. Otherwise, of the
    respondents who know, all must say yes for a proof to be seen and all no for it to be unseen;
    if they contradict each other it stays open. The order of the respondents changes nothing.

    Parameters
    ----------
    grid
        The grid.
    responses
        One for each respondent; may be empty.
    facts
        By id.

    Returns
    -------
    One verdict for each proof of the grid, by its id.
    """
    given = list(responses)
    applies = concerned(grid, facts)
    said = {id_: [r.answers[id_] for r in given if id_ in r.answers] for id_ in grid.proofs}
    return {
        id_: _verdict(proof, said[id_], facts, applies=applies[id_])
        for id_, proof in grid.proofs.items()
    }


def _verdict(
    proof: Proof, answers: list[Answer], facts: Mapping[str, Fact], *, applies: bool | None
) -> Verdict:
    counted = Counter(answers)
    if applies is False:
        return Verdict(proof.id, "not_concerned", counted)
    unsure = proof.when if applies is None else ""
    fact = facts.get(proof.fact) if proof.fact else None
    if fact is not None and fact.value is not None:
        return Verdict(proof.id, "seen" if fact.value else "unseen", counted, fact, unsure)
    escapes = proof.when and applies is True
    return Verdict(proof.id, _opinion(counted, may_escape=not escapes), counted, None, unsure)


def _opinion(answers: Mapping[Answer, int], *, may_escape: bool) -> State:
    """Pool the opinions of respondents; nobody escapes a duty that facts say is the town's."""
    said_yes, said_no = answers.get("yes", 0), answers.get("no", 0)
    if said_yes and said_no:
        return "disputed"
    if said_yes or said_no:
        return "seen" if said_yes else "unseen"
    only_escapes = answers.get("not_concerned", 0) and not answers.get("unknown", 0)
    return "not_concerned" if only_escapes and may_escape else "unknown"
