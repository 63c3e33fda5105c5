"""Profile: the stage of each line of a town, how sure it is, and who agrees."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from beffroi.method.maturity.stages import Reached, reached
from beffroi.method.maturity.verdicts import State, Verdict, verdicts
from beffroi.territory.maturity import Fact, Grid, Line, Response

APART = 2
"""Stages by which two respondents must surely differ for a line to be discussed. [stage]"""
FORMAT = 1


@dataclass(frozen=True, slots=True)
class LineProfile:
    """Where a town stands on one line.

    Attributes
    ----------
    line
        Id of the line.
    reached
        Its stage with its interval; None if the line does not concern the town.
    seen, unseen, unknown, disputed
        Ids of the proofs in each state, in the order of the grid.
    by_fact
        Ids of the proofs that a fact answered.
    alone
        Ids of the proofs that one respondent alone saw, of several.
    agreement
        Share of the questions answered by several respondents who knew on which all agree; None
        if there is no such question. [1]
    spread
        Stages by which two respondents surely differ: the least stage of the one over the
        greatest of the other; None with fewer than two respondents on the line. [stage]
    """

    line: str
    reached: Reached | None
    seen: tuple[str, ...]
    unseen: tuple[str, ...]
    unknown: tuple[str, ...]
    disputed: tuple[str, ...]
    by_fact: tuple[str, ...]
    alone: tuple[str, ...]
    agreement: float | None
    spread: int | None

    @property
    def is_to_discuss(self) -> bool:
        """Whether respondents are so far apart that the line is to be discussed."""
        return self.spread is not None and self.spread >= APART

    @property
    def stage(self) -> int | None:
        """The stage reached; None if unknown or if the line does not concern the town."""
        return self.reached.stage if self.reached else None

    @property
    def bounds(self) -> tuple[int, int] | None:
        """The interval of the stage; None if the line does not concern the town."""
        return (self.reached.low, self.reached.high) if self.reached else None


@dataclass(frozen=True)
class Profile:
    """Where a town stands on all lines.

    Attributes
    ----------
    version
        Edition of the grid.
    date
        Day of the last answers, ISO 8601; the day of the reading where none is dated.
    n_respondents
        Respondents who answered at least one question.
    lines
        In the order of the grid.
    verdicts
        Of every proof, by id.
    """

    version: str
    date: str
    n_respondents: int
    lines: tuple[LineProfile, ...]
    verdicts: Mapping[str, Verdict]

    @property
    def share_unknown(self) -> float | None:
        """Share of the proofs that concern the town and are not known; None without one. [1]."""
        states = [v.state for v in self.verdicts.values() if v.state != "not_concerned"]
        return sum(state == "unknown" for state in states) / len(states) if states else None

    @property
    def share_disputed(self) -> float | None:
        """Share of the proofs that concern the town and are disputed; None without one. [1]."""
        states = [v.state for v in self.verdicts.values() if v.state != "not_concerned"]
        return sum(state == "disputed" for state in states) / len(states) if states else None

    def as_json(self) -> dict[str, Any]:
        """Return what a later profile is compared with: stages and bounds, nobody's opinion."""
        return {
            "format": FORMAT,
            "version": self.version,
            "date": self.date,
            "respondents": self.n_respondents,
            "lines": {
                own.line: {"stage": own.stage, "bounds": list(own.bounds) if own.bounds else None}
                for own in self.lines
            },
        }


def profile(
    grid: Grid, responses: Iterable[Response], facts: Mapping[str, Fact], *, date: str
) -> Profile:
    """Return the profile of a town.

    Parameters
    ----------
    grid
        The grid.
    responses
        One for each respondent; none if facts alone speak.
    facts
        By id; they override opinions.
    date
        Day of the profile, ISO 8601.
    """
    given = [response for response in responses if response.answers]
    pooled = verdicts(grid, given, facts)
    alone = [verdicts(grid, [response], facts) for response in given]
    return Profile(
        version=grid.version,
        date=date,
        n_respondents=len(given),
        lines=tuple(
            _line(line, pooled, _who_knows(line, given, alone), n_respondents=len(given))
            for line in grid.lines
        ),
        verdicts=pooled,
    )


def _who_knows(
    line: Line, responses: list[Response], alone: list[dict[str, Verdict]]
) -> list[Reached]:
    """Return the stage of a line according to each respondent who knows something of it."""
    knowing = [
        reached(line, own)
        for response, own in zip(responses, alone, strict=True)
        if any(response.answers.get(proof.id) in {"yes", "no"} for proof in line.proofs)
    ]
    return [found for found in knowing if found is not None]


def _line(
    line: Line, pooled: Mapping[str, Verdict], alone: list[Reached], *, n_respondents: int
) -> LineProfile:
    own = [pooled[proof.id] for proof in line.proofs]
    agreements = [v.agreement for v in own if v.agreement is not None]
    agreed = sum(share == 1 for share in agreements) / len(agreements) if agreements else None
    spread = (
        max(0, max(r.low for r in alone) - min(r.high for r in alone)) if len(alone) > 1 else None
    )
    return LineProfile(
        line=line.id,
        reached=reached(line, pooled),
        seen=_in(own, "seen"),
        unseen=_in(own, "unseen"),
        unknown=_in(own, "unknown"),
        disputed=_in(own, "disputed"),
        by_fact=tuple(v.proof for v in own if v.fact is not None),
        alone=tuple(v.proof for v in own if v.is_seen_alone and n_respondents > 1),
        agreement=agreed,
        spread=spread,
    )


def _in(own: list[Verdict], state: State) -> tuple[str, ...]:
    return tuple(verdict.proof for verdict in own if verdict.state == state)
