"""Maturity: the nouns of a town's digital maturity, shared by its grid, sheets and scores."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words

Answer = Literal["yes", "no", "unknown", "not_concerned"]
ANSWERS: tuple[Answer, ...] = ("yes", "no", "unknown", "not_concerned")
Interval = tuple[float, float]
TOP = 4
"""The highest stage: 0 none, 1 plan, 2 do, 3 control, 4 act."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Something that can be looked at: a document, a page, a dataset, a line of the budget.

    Attributes
    ----------
    id
        ``line.name``, stable from version to version of the grid.
    line, stage
        Where it stands; the stage is 1 to 4.
    question
        Answered by yes, no, don't know or not concerned.
    where
        Where to look.
    is_required
        Whether the stage asks for it; the others are shown and do not count.
    fact
        Id of the fact that answers it by itself; empty if none does.
    when
        Id of the condition under which it is put; empty if always.
    duty
        Id of the duty of law that it shows; empty if none.
    """

    id: str
    line: str
    stage: int
    question: Words
    where: Words
    is_required: bool = True
    fact: str = ""
    when: str = ""
    duty: str = ""

    @property
    def fingerprint(self) -> str:
        """Eight hexadecimal digits that change when what is asked changes."""
        asked = "|".join((self.id, str(self.stage), self.question.fr, self.where.fr))
        return hashlib.sha256(asked.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Step:
    """What to do to reach a stage.

    Attributes
    ----------
    words
        What to do.
    days
        Staff days for the whole stage, least and most. [day]
    cost
        Id of its class of cost.
    skill
        Id of the skill that it asks for; empty if anybody can do it.
    help
        Id of the free public help that exists; empty if none is known.
    """

    words: Words
    days: Interval
    cost: str
    skill: str
    help: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a line, with its proofs and the step that leads to it."""

    number: int
    proofs: tuple[Proof, ...]
    step: Step


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid: a theme with its four stages above none."""

    id: str
    name: Words
    stages: tuple[Stage, ...]

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """Every proof of the line, from the first stage up."""
        return tuple(proof for stage in self.stages for proof in stage.proofs)


@dataclass(frozen=True, slots=True)
class Test:
    """A test of one fact: at least a value, or the truth asked for."""

    __test__ = False  # the name is the trade's, not pytest's

    fact: str
    least: float | None = None
    truth: bool = True


@dataclass(frozen=True, slots=True)
class Condition:
    """When a question is put: all its tests hold."""

    id: str
    name: Words
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """A class of cost, before tax. [€] and [€/year]."""

    id: str
    name: Words
    investment: Interval
    operation: Interval


@dataclass(frozen=True, slots=True)
class Help:
    """A free help of a public body."""

    id: str
    name: Words
    url: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of law, from a threshold and a date on."""

    id: str
    name: Words
    value: float
    unit: str
    valid_from: str
    source: str
    url: str


@dataclass(frozen=True)
class Grid:
    """The whole grid: ten lines, and the words that they use.

    Attributes
    ----------
    version, date
        Its edition.
    source
        What it is a synthesis of.
    stages
        Names of the stages, from 0 to 4.
    roles, skills
        Names by id.
    costs, conditions, helps, duties
        By id.
    lines
        In the order of reading.
    """

    version: str
    date: str
    source: Source
    stages: tuple[Words, ...]
    roles: Mapping[str, Words]
    skills: Mapping[str, Words]
    costs: Mapping[str, Cost]
    conditions: Mapping[str, Condition]
    helps: Mapping[str, Help]
    duties: Mapping[str, Duty]
    lines: tuple[Line, ...]

    @property
    def proofs(self) -> dict[str, Proof]:
        """Every proof by id, in the order of reading."""
        return {proof.id: proof for line in self.lines for proof in line.proofs}

    @property
    def facts(self) -> dict[str, Literal["number", "truth"]]:
        """Every fact that answers a proof or a condition, by id, and what its value is."""
        tests = [test for condition in self.conditions.values() for test in condition.tests]
        numbers = {test.fact for test in tests if test.least is not None}
        asked = [*(proof.fact for proof in self.proofs.values()), *(test.fact for test in tests)]
        return {id_: "number" if id_ in numbers else "truth" for id_ in asked if id_}

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change when any question changes."""
        prints = ",".join(proof.fingerprint for proof in self.proofs.values())
        return hashlib.sha256(prints.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of a town from data, with its source; it answers questions by itself.

    Attributes
    ----------
    id
        What a proof or a condition asks for, such as ``town.population``.
    value
        A number, or whether it holds; None is unknown and answers nothing.
    words
        The fact as a sentence.
    source
        Where it was read.
    """

    id: str
    value: float | bool | None
    words: Words
    source: Source


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a town can put into digital services; None is unknown.

    Attributes
    ----------
    days
        Staff days available each month, least and most. [day/month]
    investment, operation
        Yearly budget, before tax, least and most. [€/year]
    skills
        Whether each skill is present, by id; a skill that is absent from it is unknown.
    """

    days: Interval | None = None
    investment: Interval | None = None
    operation: Interval | None = None
    skills: Mapping[str, bool] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the capacity as a JSON object."""
        bounds = {name: getattr(self, name) for name in ("days", "investment", "operation")}
        listed = {name: list(found) if found else None for name, found in bounds.items()}
        return listed | {"skills": dict(self.skills)}


@dataclass(frozen=True, slots=True)
class Response:
    """What one respondent answered; no name is ever kept.

    Attributes
    ----------
    sheet
        Id of the sheet that was filled in.
    role
        Id of the respondent's role; empty if not said.
    date
        Day of the answers, ISO 8601; empty if not said.
    version
        Edition of the grid that was answered.
    answers
        By id of proof; a question left blank is absent.
    comments
        By id of proof.
    capacity
        What the respondent knows of the town's capacity.
    """

    sheet: str
    role: str
    date: str
    version: str
    answers: Mapping[str, Answer]
    comments: Mapping[str, str] = field(default_factory=dict)
    capacity: Capacity = field(default_factory=Capacity)

    def as_json(self) -> dict[str, Any]:
        """Return the response as a JSON object."""
        return {
            "sheet": self.sheet,
            "role": self.role,
            "date": self.date,
            "version": self.version,
            "answers": dict(self.answers),
            "comments": dict(self.comments),
            "capacity": self.capacity.as_json(),
        }
