"""Questionnaires: what is asked of people, and the table that their answers make."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from beffroi.foundation.language import Words, both
from beffroi.territory.need import known_needs

Kind = Literal["one", "several", "number", "text", "place", "date", "note"]
KINDS: tuple[Kind, ...] = get_args(Kind)
WITH_CHOICES = ("one", "several")
MARGINS = ("sex", "age", "occupation", "quarter")
"""Variables of the census to which answers can be weighted."""
RESPONDENT, SUBMITTED = "respondent", "submitted"
NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
"""What can name a question: the columns of exports and the tags of XForms are made of it."""
REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
"""The names of other questions in the condition of one."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a form says in a language that is neither French nor English, kept as it stands.

    Attributes
    ----------
    part
        What it says again: ``label``, ``hint`` or ``constraint_message``.
    language
        The language, as the form names it.
    text
        The text.
    """

    part: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that a question offers.

    Attributes
    ----------
    name
        Code, without spaces; unique within its question.
    label
        What the respondent reads.
    need
        Id of the need (`territory.need.known_needs`) that choosing it declares; empty for none.
    alone
        Whether it excludes every other choice of a question that takes several ("none of these").
    unknown
        Whether it says that the respondent does not know or would rather not say.
    also
        The same in other languages.
    """

    name: str
    label: Words
    need: str = ""
    alone: bool = False
    unknown: bool = False
    also: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something asked, or (`note`) only said.

    Attributes
    ----------
    name
        Code, the name of its column; unique within the questionnaire.
    kind
        ``one`` or ``several`` of its choices, ``number``, ``text``, ``place`` (a point), ``date``,
        or ``note`` (a text to read, no answer).
    label
        The question, as it is put.
    hint
        Help under the question.
    choices
        The answers offered, for ``one`` and ``several`` alone.
    required
        Whether the form can go on without an answer.
    relevant
        Condition under which it is asked, in the language of XLSForm (``${mode} = 'bike'``);
        empty for always.
    least, most
        Smallest and largest number that is possible, bounds included; None for no bound.
    margin
        Variable of the census that it feeds, of `MARGINS`; empty for none.
    people
        Names of the choices of the questionnaire's `who` question to whom it is put; empty for
        everybody. The condition itself stands in `relevant`.
    whole
        Whether a number must be whole.
    also
        The same in other languages.
    """

    name: str
    kind: Kind
    label: Words
    hint: Words | None = None
    choices: tuple[Choice, ...] = ()
    required: bool = False
    relevant: str = ""
    least: float | None = None
    most: float | None = None
    margin: str = ""
    people: tuple[str, ...] = ()
    whole: bool = False
    also: tuple[Saying, ...] = ()

    def choice(self, name: str) -> Choice:
        """Return the choice of a name.

        Raises
        ------
        KeyError
            If there is none.
        """
        found = [choice for choice in self.choices if choice.name == name]
        if not found:
            raise KeyError(name)
        return found[0]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Questions put to people, in order.

    Attributes
    ----------
    id
        Short name, unique among questionnaires.
    version
        Its version, as a date or a number; empty where unknown.
    title
        Its title.
    people
        Whom it is meant for.
    questions
        The questions, in the order in which they are put.
    who
        Name of the ``one`` question that tells which people a respondent is of (inhabitant,
        visitor, shopkeeper, agent); empty where nothing tells.
    minutes
        How long it takes, estimated; None where unknown. [min]
    """

    id: str
    version: str
    title: Words
    people: Words
    questions: tuple[Question, ...]
    who: str = ""
    minutes: float | None = None

    def question(self, name: str) -> Question:
        """Return the question of a name.

        Raises
        ------
        KeyError
            If there is none.
        """
        found = [question for question in self.questions if question.name == name]
        if not found:
            raise KeyError(name)
        return found[0]

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that call for an answer: all but the notes."""
        return tuple(question for question in self.questions if question.kind != "note")


@dataclass(frozen=True, slots=True)
class Pseudonymised:
    """The columns of an export that are read, and the headings of the others.

    Attributes
    ----------
    text
        CSV of the columns that answer the questionnaire, identify a submission, date it, or say
        whether it counts.
    is_whole
        Whether that is all that the file holds.
    left
        Headings of the columns left out that tell who answers, or of which nobody knows what they
        tell; those of the tool itself are left out without a word.
    warnings
        What reading the file told, which its copy no longer tells.
    """

    text: str
    is_whole: bool
    left: tuple[str, ...]
    warnings: tuple[Words, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What people answered, one row a respondent.

    Attributes
    ----------
    table
        The columns of `columns(questionnaire)`. A missing value is unknown: the question was not
        asked, was skipped, or its answer was impossible (then a warning counts it).
    questionnaire
        What was asked.
    warnings
        What was repaired, set to unknown or set aside, and how many times.
    rows
        Submissions in the file, kept or not.
    """

    table: pd.DataFrame
    questionnaire: Questionnaire
    warnings: tuple[Words, ...]
    rows: int

    @property
    def set_aside(self) -> int:
        """Submissions that the table does not keep."""
        return self.rows - len(self.table)


def columns(questionnaire: Questionnaire) -> dict[str, str]:
    """Name the columns that the answers to a questionnaire make, with their pandas types.

    Returns
    -------
    `respondent` (pseudonymous key) and `submitted` (ISO 8601 date) first, then for each question:
    ``one``, ``text``, ``date`` a string column of its name; ``several`` a boolean column
    ``question/choice`` for each choice, all missing where the question was not answered;
    ``number`` a Float64 column; ``place`` the columns ``question.lon`` and ``question.lat`` in
    WGS 84 [°]; ``note`` none.

    Examples
    --------
    >>> sex = Question("sex", "one", Words("Vous êtes", "You are"))
    >>> columns(Questionnaire("a", "1", Words("A", "A"), Words("", ""), (sex,)))
    {'respondent': 'string', 'submitted': 'string', 'sex': 'string'}
    """
    named = {RESPONDENT: "string", SUBMITTED: "string"}
    for question in questionnaire.questions:
        named |= _columns(question)
    return named


def _columns(question: Question) -> dict[str, str]:
    if question.kind == "several":
        return {f"{question.name}/{choice.name}": "boolean" for choice in question.choices}
    if question.kind == "place":
        return {f"{question.name}.lon": "Float64", f"{question.name}.lat": "Float64"}
    kinds = {"one": "string", "text": "string", "date": "string", "number": "Float64"}
    return {question.name: kinds[question.kind]} if question.kind in kinds else {}


def framed(questionnaire: Questionnaire, values: pd.DataFrame) -> pd.DataFrame:
    """Give answers exactly the columns of their questionnaire, in order, with their types.

    Parameters
    ----------
    values
        Some of the columns; those it lacks become missing everywhere.
    """
    return pd.DataFrame(
        {
            name: (values[name] if name in values else pd.Series(pd.NA, index=values.index)).astype(
                pd.api.types.pandas_dtype(dtype)
            )
            for name, dtype in columns(questionnaire).items()
        },
        index=values.index,
    )


def faults(questionnaire: Questionnaire) -> tuple[Words, ...]:
    """Say each way in which a questionnaire cannot be put to people; nothing if it can."""
    names = Counter(question.name for question in questionnaire.questions)
    said = [
        both("the question {name!r} stands {n} times", name=name, n=n)
        for name, n in names.items()
        if n > 1
    ]
    for question in questionnaire.questions:
        said += _faults_of(question, set(names))
    if questionnaire.who and questionnaire.who not in names:
        said.append(both("no question is called {name!r}", name=questionnaire.who))
    if not questionnaire.asked:
        said.append(both("it asks nothing"))
    return tuple(said)


def _faults_of(question: Question, names: set[str]) -> Iterator[Words]:
    if not NAME.fullmatch(question.name):
        yield both(
            "the name {name!r} is not made of letters, figures and underscores alone",
            name=question.name,
        )
    if question.margin and question.margin not in MARGINS:
        yield both(
            "question {name!r}: {found!r} is no variable of the census ({known})",
            name=question.name,
            found=question.margin,
            known=", ".join(MARGINS),
        )
    if None not in (question.least, question.most) and question.least > question.most:  # type: ignore[operator]
        yield both(
            "question {name!r}: no number lies between {least} and {most}",
            name=question.name,
            least=question.least,
            most=question.most,
        )
    for lost in sorted(set(REFERENCE.findall(question.relevant)) - names):
        yield both(
            "question {name!r}: its condition speaks of {lost!r}, which is not asked",
            name=question.name,
            lost=lost,
        )
    yield from _faults_of_choices(question)


def _faults_of_choices(question: Question) -> Iterator[Words]:
    if question.kind in WITH_CHOICES and not question.choices:
        yield both("question {name!r} offers no choice", name=question.name)
    counts = Counter(choice.name for choice in question.choices)
    for choice, n in counts.items():
        if n > 1:
            yield both(
                "question {name!r}: the choice {choice!r} stands {n} times",
                name=question.name,
                choice=choice,
                n=n,
            )
        if not choice or re.search(r"\s", choice):
            yield both(
                "question {name!r}: the choice {choice!r} is empty or has a space in its name",
                name=question.name,
                choice=choice,
            )
    for choice_ in question.choices:
        if choice_.need and choice_.need not in known_needs():
            yield both(
                "question {name!r}: the choice {choice!r} declares {need!r}, which is no known "
                "need",
                name=question.name,
                choice=choice_.name,
                need=choice_.need,
            )
