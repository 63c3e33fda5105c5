"""Maturity's figures: the stage of each line with its interval, and how far respondents agree."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words, both
from beffroi.method.maturity.profile import LineProfile, Profile
from beffroi.method.maturity.verdicts import State, Verdict
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.indicator import Indicator, read
from beffroi.territory.maturity import ANSWERS, Grid
from beffroi.territory.outcome import Outcome

DEFINITIONS = Path(__file__).parent / "indicators.toml"


def outcome(grid: Grid, profile: Profile) -> Outcome:
    """Put a profile into figures and exhibits.

    Parameters
    ----------
    grid
        The grid.
    profile
        Of the town.
    """
    definitions = read(DEFINITIONS)
    figures = (*_stages(grid, profile, definitions), *_trust(grid, profile, definitions))
    return Outcome(figures, tuple(_exhibits(grid, profile)))


def sources(grid: Grid, profile: Profile, line: str = "") -> tuple[Source, ...]:
    """Return what a line rests on: the grid, the answers, and the facts that answered.

    Parameters
    ----------
    grid
        The grid.
    profile
        Of the town.
    line
        Id of a line; every line if empty.
    """
    facts = (
        verdict.fact.source
        for id_, verdict in profile.verdicts.items()
        if verdict.fact is not None and id_.startswith(line)
    )
    return tuple(dict.fromkeys((*_answers(profile), *facts))) or (grid.source,)


def _answers(profile: Profile) -> tuple[Source, ...]:
    """Return the answers as a source; they date the figures, whatever older facts complete them."""
    if not profile.n_respondents:
        return ()
    return (
        Source(
            id="maturity-answers",
            name=f"Questionnaire de maturité ({profile.n_respondents} réponses)",
            publisher="Commune",
            date=profile.date,
            licence="",
        ),
    )


def _stages(grid: Grid, profile: Profile, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    for own in profile.lines:
        if own.reached is None:
            continue
        low, high = own.reached.low, own.reached.high
        yield definitions[f"maturity.{own.line}"].figure(
            own.stage,
            sources(grid, profile, f"{own.line}."),
            interval=None if low == high else (float(low), float(high)),
            dated_by=_answers(profile),
        )


def _trust(grid: Grid, profile: Profile, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    rests_on = sources(grid, profile)
    agreements = [own.agreement for own in profile.lines if own.agreement is not None]
    values = {
        "maturity.respondents": profile.n_respondents,
        "maturity.share_unknown": profile.share_unknown,
        "maturity.share_disputed": profile.share_disputed,
        "maturity.to_discuss": sum(own.is_to_discuss for own in profile.lines)
        if agreements
        else None,
        "maturity.contradicted": sum(v.contradicted > 0 for v in profile.verdicts.values()),
        "maturity.duties_unseen": _duties_unseen(grid, profile),
    }
    for id_, value in values.items():
        yield definitions[id_].figure(value, rests_on, dated_by=_answers(profile))


def _duties_unseen(grid: Grid, profile: Profile) -> int | None:
    """Count the duties known not to be met; None where nothing is known of any."""
    duties = [v for v in profile.verdicts.values() if grid.proofs[v.proof].duty]
    if not any(v.state in {"seen", "unseen"} for v in duties):
        return None
    return sum(_fails_a_duty(grid, v) for v in duties)


def _fails_a_duty(grid: Grid, verdict: Verdict) -> bool:
    """Say whether a duty that surely binds the town is known not to be met."""
    is_duty = bool(grid.proofs[verdict.proof].duty)
    return is_duty and verdict.state == "unseen" and not verdict.condition


def _exhibits(grid: Grid, profile: Profile) -> Iterator[Exhibit]:
    yield _bars(grid, profile)
    yield _table(grid, profile)
    if profile.n_respondents > 1:
        yield _disagreements(grid, profile)


def _bars(grid: Grid, profile: Profile) -> Exhibit:
    names = {line.id: line.name for line in grid.lines}
    return Exhibit(
        id="maturity.profile",
        title=both("Stage reached on each line, from 0 (none) to 4 (act)"),
        shape="bars",
        fields=(
            Field("line", both("Line")),
            Field("low", both("At least"), "stage"),
            Field("high", both("At most"), "stage"),
            Field("stage", both("Stage"), "stage"),
        ),
        rows=tuple(
            (names[own.line], *own.bounds, own.stage) for own in profile.lines if own.bounds
        ),
        sources=sources(grid, profile),
        note=both(
            "A stage is reached when its proofs and those below it are seen. A line without a bar "
            "is at stage 0; a dashed frame is a line whose stage is unknown, within its interval."
        ),
    )


def _table(grid: Grid, profile: Profile) -> Exhibit:
    names = {line.id: line.name for line in grid.lines}
    return Exhibit(
        id="maturity.lines",
        title=both("Stages, intervals and proofs"),
        shape="table",
        fields=(
            Field("line", both("Line")),
            Field("stage", both("Stage reached")),
            Field("low", both("At least"), "stage"),
            Field("high", both("At most"), "stage"),
            Field("seen", both("Proofs seen"), "proof"),
            Field("unseen", both("Proofs missing"), "proof"),
            Field("unknown", both("Unknown"), "proof"),
            Field("disputed", both("Disputed"), "proof"),
            Field("by_fact", both("Answered by data"), "proof"),
            Field("alone", both("Seen by one person only"), "proof"),
        ),
        rows=tuple(
            (
                names[own.line],
                stage_words(grid, own),
                own.bounds[0] if own.bounds else None,
                own.bounds[1] if own.bounds else None,
                *(float(len(p)) for p in (own.seen, own.unseen, own.unknown, own.disputed)),
                float(len(own.by_fact)),
                float(len(own.alone)),
            )
            for own in profile.lines
        ),
        sources=sources(grid, profile),
        note=both(
            "The interval holds every stage that the unknown and the disputed proofs allow. "
            "What does not concern the town is left out. Optional proofs are counted here and do "
            "not decide the stage. A proof seen by one person only, of several who answered, "
            "counts as seen: have it looked at by a second one."
        ),
    )


def stage_words(grid: Grid, own: LineProfile) -> Words:
    """Say the stage of a line: its number and name, unknown, or not concerned."""
    if own.reached is None:
        return both("not concerned")
    if own.stage is None:
        return both("unknown")
    return Words("{n} ({name})", "{n} ({name})").filled(n=own.stage, name=grid.stages[own.stage])


def _disagreements(grid: Grid, profile: Profile) -> Exhibit:
    names = {line.id: line.name for line in grid.lines}
    to_discuss = {own.line for own in profile.lines if own.is_to_discuss}
    proofs = grid.proofs
    split = [v for v in profile.verdicts.values() if (v.agreement or 1) < 1]
    ordered = sorted(split, key=lambda v: (proofs[v.proof].line not in to_discuss, v.agreement))
    single = {id_ for own in profile.lines for id_ in own.alone}
    ordered += [v for id_, v in profile.verdicts.items() if id_ in single and v not in split]
    return Exhibit(
        id="maturity.disagreements",
        title=both("What respondents do not agree on, or one alone saw"),
        shape="table",
        fields=(
            Field("line", both("Line")),
            Field("question", both("Question")),
            *(Field(a, words, "respondent") for a, words in answer_words().items()),
            Field("agreement", both("Agreement"), "1"),
            Field("settled", both("What is held")),
        ),
        rows=tuple(
            (
                names[proofs[v.proof].line],
                proofs[v.proof].question,
                *(float(v.answers.get(answer, 0)) for answer in ANSWERS),
                v.agreement,
                both("seen by one person only") if v.proof in single else state_words(v.state),
            )
            for v in ordered
        ),
        sources=sources(grid, profile),
        note=both(
            "A disputed proof is neither seen nor missing: it opens the interval of its line. "
            "Lines on which two respondents are surely two stages apart come first: they are to be "
            "discussed. What one person alone saw, the others being silent, comes last."
        ),
    )


def answer_words() -> dict[str, Words]:
    """Return the four answers as they are read."""
    return {
        "yes": both("yes"),
        "no": both("no"),
        "unknown": both("don't know"),
        "not_concerned": both("not concerned"),
    }


def state_words(state: State) -> Words:
    """Say the state of a proof."""
    return {
        "seen": both("seen"),
        "unseen": both("missing"),
        "unknown": both("unknown"),
        "disputed": both("disputed"),
        "not_concerned": both("not concerned"),
    }[state]
