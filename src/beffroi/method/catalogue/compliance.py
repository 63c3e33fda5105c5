"""Compliance: requirements against solutions, each cell with the fact that it rests on."""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from beffroi.foundation.language import Words, both
from beffroi.method.catalogue.solutions import Evidence, Fact, Solution
from beffroi.method.catalogue.vocabulary import families, kinds, licences

DATA = Path(__file__).parent / "requirements.toml"
State = Literal["met", "not met", "unknown", "not concerned"]
STATES: Mapping[State, Words] = MappingProxyType(
    {
        "met": Words("satisfait", "met"),
        "not met": Words("non satisfait", "not met"),
        "unknown": Words("inconnu", "unknown"),
        "not concerned": Words("non concerné", "not concerned"),
    }
)
PROPRIETARY = "proprietary"


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that a town may, or must, require.

    Attributes
    ----------
    key, form, least
        Facts looked at, how they are judged, and the level to be reached.
    kinds, families
        Those concerned.
    spared
        A key whose "no" says that a solution is not concerned; empty if none.
    due
        A key whose "yes" says that the thing is still to be done; empty if none.
    valid_from
        Since when, ISO 8601.
    """

    id: str
    name: Words
    key: str
    form: str
    least: float
    kinds: frozenset[str]
    families: frozenset[str]
    spared: str
    due: str
    valid_from: str
    source: str
    url: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Verdict:
    """One cell of the matrix.

    Attributes
    ----------
    fact
        The fact it rests on; None where nothing is known or nothing is asked.
    note
        What is still to be done, or why it is not concerned; None if nothing.
    """

    requirement: str
    solution: str
    state: State
    fact: Fact | None = None
    note: Words | None = None


@cache
def requirements() -> Mapping[str, Requirement]:
    """Return the requirements, by id, in the order of reading.

    Examples
    --------
    >>> requirements()["reversibility"].least
    2.0
    """
    entries = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            id_: Requirement(
                id=id_,
                name=Words(**e["name"]),
                key=e["key"],
                form=e["form"],
                least=float(e.get("least", 0)),
                kinds=frozenset(e.get("kinds", kinds())) - {"do-nothing"},
                families=frozenset(e.get("families", families())),
                spared=e.get("spared", ""),
                due=e.get("due", ""),
                valid_from=e["valid_from"],
                source=e["source"],
                url=e["url"],
                evidence=e["class"],
            )
            for id_, e in entries.items()
        }
    )


def compliance(
    solutions: Iterable[Solution], *, asked: Sequence[str] = ()
) -> tuple[tuple[Verdict, ...], ...]:
    """Confront solutions with requirements.

    Parameters
    ----------
    solutions
        The columns.
    asked
        Ids of requirements, the rows; all of them by default.

    Returns
    -------
    One row a requirement, one cell a solution.

    Examples
    --------
    >>> from beffroi.method.catalogue.reading import shipped
    >>> rows = compliance([shipped()["data-gouv"]], asked=["open-standards"])
    >>> rows[0][0].state
    'met'
    """
    rows = [requirements()[id_] for id_ in asked or requirements()]
    columns = tuple(solutions)
    return tuple(tuple(verdict(row, column) for column in columns) for row in rows)


def verdict(requirement: Requirement, solution: Solution) -> Verdict:
    """Judge one solution by one requirement.

    Facts that do not agree leave the cell unknown, as does the absence of facts.
    """
    names = (requirement.id, solution.id)
    if solution.kind not in requirement.kinds or solution.family not in requirement.families:
        return Verdict(*names, "not concerned")
    for fact in solution.about(requirement.spared):
        if fact.holds is False:
            return Verdict(*names, "not concerned", fact, both("no personal data"))
    judged = [(JUDGES[requirement.form](requirement, fact), fact) for fact in
              solution.about(requirement.key)]  # fmt: skip
    states: set[State] = {state for state, _ in judged if state != "unknown"}
    if requirement.form in ("formats", "open") and "met" in states:
        states = _over_all(requirement, states)
    if len(states) == 1:
        state = states.pop()
        return Verdict(*names, state, next(fact for said, fact in judged if said == state))
    for fact in solution.about(requirement.due):
        if fact.holds:
            return Verdict(*names, "unknown", fact, both("to be done before launch"))
    return Verdict(*names, "unknown", judged[0][1] if judged else None)


def _over_all(requirement: Requirement, states: set[State]) -> set[State]:
    """One open form is enough; one proprietary format spoils the rest."""
    if requirement.form == "formats" and "not met" in states:
        return {"not met"}
    return {"met"}


def _answer(_: Requirement, fact: Fact) -> State:
    if fact.holds is None:
        return "unknown"
    return "met" if fact.holds else "not met"


def _level(requirement: Requirement, fact: Fact) -> State:
    if fact.low is None or fact.high is None:
        return "unknown"
    if fact.low >= requirement.least:
        return "met"
    return "not met" if fact.high < requirement.least else "unknown"


def _formats(_: Requirement, fact: Fact) -> State:
    if not fact.items:
        return "unknown"
    return "not met" if PROPRIETARY in fact.items else "met"


def _open(_: Requirement, fact: Fact) -> State:
    if not fact.items:
        return "unknown"
    return "met" if any(licences()[item].is_open for item in fact.items) else "not met"


JUDGES: Mapping[str, Callable[[Requirement, Fact], State]] = {
    "answer": _answer,
    "level": _level,
    "formats": _formats,
    "open": _open,
}
