"""Questions: which proofs a respondent is asked about, and where a line may be left."""

from collections.abc import Iterator, Mapping

from beffroi.method.maturity.verdicts import concerned
from beffroi.territory.maturity import Answer, Fact, Grid, Line, Proof


def put(grid: Grid, facts: Mapping[str, Fact]) -> tuple[Proof, ...]:
    """Return the proofs that a town's respondents are asked about.

    What does not concern the town, and what a fact answers by itself, are left out.
    """
    applies = concerned(grid, facts)
    return tuple(
        proof
        for id_, proof in grid.proofs.items()
        if applies[id_] is not False and not is_answered(proof, facts)
    )


def is_answered(proof: Proof, facts: Mapping[str, Fact]) -> bool:
    """Say whether a fact answers a proof by itself."""
    fact = facts.get(proof.fact) if proof.fact else None
    return fact is not None and fact.value is not None


def asked(
    grid: Grid, facts: Mapping[str, Fact], answers: Mapping[str, Answer]
) -> tuple[Proof, ...]:
    """Return the proofs that one respondent really has to answer.

    A line is left after the first stage of which a required proof is missing: the stages above
    cannot be reached, so their questions are not worth the time.

    Parameters
    ----------
    grid
        The grid.
    facts
        Of the town, by id.
    answers
        What the respondent says, by id of proof; what is absent counts as don't know.
    """
    given = {proof.id for proof in put(grid, facts)}
    return tuple(proof for line in grid.lines for proof in _of_line(line, given, facts, answers))


def _of_line(
    line: Line, given: set[str], facts: Mapping[str, Fact], answers: Mapping[str, Answer]
) -> Iterator[Proof]:
    for stage in line.stages:
        yield from (proof for proof in stage.proofs if proof.id in given)
        if any(
            proof.is_required and _is_missing(proof, given, facts, answers)
            for proof in stage.proofs
        ):
            return


def _is_missing(
    proof: Proof, given: set[str], facts: Mapping[str, Fact], answers: Mapping[str, Answer]
) -> bool:
    if proof.id in given:
        return answers.get(proof.id) == "no"
    return is_answered(proof, facts) and not facts[proof.fact].value
