"""Margins: the answers of a survey matched with the census, and weighted to it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import grouped
from beffroi.kernels.raking import UNKNOWN, Raked, raked, raked_within
from beffroi.territory.questionnaire import Question, Questionnaire

Ints = npt.NDArray[np.int64]
INHABITANTS = ("hab", "inhab", "resident")
"""How the name of the choice that says "an inhabitant" starts."""
VARIABLES = {
    "sex": Words(fr="sexe", en="sex"),
    "age": Words(fr="âge", en="age"),
    "occupation": Words(fr="profession", en="occupation"),
    "quarter": Words(fr="quartier", en="quarter"),
}
TOLERANCE = 1e-6
"""Gap to a margin, over the population, that nobody would see. [1]"""
MOST_NAMED = 5
_RANGE = re.compile(r"(\d+)\D+(\d+)\D*")
_FROM = re.compile(r"(\d+)\s*(?:\+|(?:ans |years )?(?:et|ou|and|or) (?:plus|over|more))\s*")
_UNDER = re.compile(r"(?:moins de|under|<)\s*(\d+)\D*")


@dataclass(frozen=True, slots=True, eq=False)
class Margins:
    """Margins matched with the questions of a questionnaire.

    Attributes
    ----------
    questions
        The question that feeds each margin.
    categories
        Category of each margin, as the census names them.
    people
        People of each category. [person]
    cells : (n_respondents, n_margins)
        Category of each respondent, -1 where unknown.
    warnings
        Answers that the margins do not count, taken as unknown.
    """

    questions: tuple[Question, ...]
    categories: tuple[tuple[str, ...], ...]
    people: tuple[npt.NDArray[np.float64], ...]
    cells: Ints
    warnings: tuple[Words, ...] = ()


def concerned(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Name the kinds of people whom the census counts, of a questionnaire's `who` question.

    Returns
    -------
    The choices to whom the margin questions are put, if they are not put to all; else the choice
    called an inhabitant; else nothing, for everybody.
    """
    if not questionnaire.who:
        return ()
    put_to = {name for q in questionnaire.questions if q.margin for name in q.people}
    choices = [choice.name for choice in questionnaire.question(questionnaire.who).choices]
    if put_to:
        return tuple(name for name in choices if name in put_to)
    return tuple(name for name in choices if _plain(name).startswith(INHABITANTS))


def matched(questionnaire: Questionnaire, table: pd.DataFrame, margins: pd.DataFrame) -> Margins:
    """Match the categories of the census with the choices of the questions.

    A category is matched by the name or the label of a choice, accents and capitals aside, or by
    the range that both name (``15-29`` is "15 to 29"); where the question asks for a number, by the
    range that the category names (``75 +``).

    Parameters
    ----------
    table
        Answers (`territory.questionnaire.Answers.table`), one row a respondent.
    margins
        Table `CENSUS_MARGINS`.

    Raises
    ------
    InputError
        With every fault: no question feeds a variable, a category is no choice, a category has
        people and no respondent, or respondents and nobody in the census.
    """
    faults: list[Words] = []
    unfed: list[Words] = []
    questions, categories, people, cells = [], [], [], []
    for variable, rows in margins.groupby("variable", sort=False):
        question = _feeding(questionnaire, str(variable))
        if question is None:
            unfed.append(VARIABLES.get(str(variable), Words(str(variable), str(variable))))
            continue
        names = tuple(str(name) for name in rows["category"])
        counts = rows["people"].to_numpy(dtype=np.float64)
        found, own = _cells(question, table[question.name], names)
        faults += own or _empty_cells(str(variable), names, counts, found)
        questions.append(question)
        categories.append(names)
        people.append(counts)
        cells.append(found)
    if unfed:
        faults.insert(0, both("no question feeds {names}", names=_listed(unfed)))
    if table.empty:
        faults = [both("nobody answered")]
    if faults:
        raise _refused(questionnaire, faults)
    warnings = [
        warning
        for question, found in zip(questions, cells, strict=True)
        for warning in _uncounted(question, table[question.name], found)
    ]
    return Margins(
        questions=tuple(questions),
        categories=tuple(categories),
        people=tuple(people),
        cells=np.stack(cells, axis=1),
        warnings=tuple(warnings),
    )


def weighted(
    questionnaire: Questionnaire, matching: Margins, *, bounds: tuple[float, float] | None = None
) -> Raked:
    """Weight respondents to the margins.

    Parameters
    ----------
    bounds
        Least and largest ratio of a weight to the mean one; None to set no bound. [1]

    Raises
    ------
    InputError
        If no weights meet the margins: the message names the category that lacks most.
    """
    if bounds is None:
        found = raked(matching.cells, matching.people, tolerance=TOLERANCE)
    else:
        found = raked_within(matching.cells, matching.people, bounds, tolerance=TOLERANCE)
    if not found.converged:
        margin, category = found.worst
        names = matching.categories[margin]
        fault = both(
            "no weights meet the margins: after {n} rounds {variable} {category!r} is still off "
            "by {gap} of the population; join categories, or widen the bounds of the weights",
            n=found.iterations,
            variable=VARIABLES[matching.questions[margin].margin],
            category=names[category] if category < len(names) else "?",
            gap=_share(found.gap),
        )
        raise _refused(questionnaire, [fault])
    return found


def _share(value: float) -> Words:
    return Words(fr=f"{grouped(100 * value, 1, 'fr')} %", en=f"{grouped(100 * value, 1, 'en')}%")


def _refused(questionnaire: Questionnaire, faults: list[Words]) -> InputError:
    return InputError(
        "The answers to {survey} cannot be weighted: {faults}.",
        survey=questionnaire.id,
        faults=tuple(faults),
    )


def _feeding(questionnaire: Questionnaire, variable: str) -> Question | None:
    kinds = {"one", "number"}
    fitting = (q for q in questionnaire.questions if q.margin == variable and q.kind in kinds)
    return next(fitting, None)


def _cells(
    question: Question, answers: pd.Series, names: tuple[str, ...]
) -> tuple[Ints, list[Words]]:
    if question.kind == "number":
        return _ranges(question, answers, names)
    found = {name: _choice(question, name) for name in names}
    lost = [name for name, code in found.items() if code is None]
    faults = []
    if lost:
        labels = [choice.label for choice in question.choices if not choice.unknown]
        faults = [
            both(
                "no answer to the question {question} is called {categories} (answers: {known})",
                question=_quoted(question.label),
                categories=_listed([_quoted(Words(name, name)) for name in lost]),
                known=_listed([_quoted(label) for label in labels]),
            )
        ]
    codes = {found[name]: i for i, name in enumerate(names) if name not in lost}
    cells: Ints = answers.map(codes).fillna(UNKNOWN).to_numpy(dtype=np.int64).astype(np.int64)
    return cells, faults


def _choice(question: Question, category: str) -> str | None:
    """Name the choice that a category of the census means: by its words, else by its range."""
    for choice in question.choices:
        texts = (choice.label.en, choice.label.fr, choice.name)
        if _plain(category) in {_plain(text) for text in texts}:
            return choice.name
    asked = _range(category)
    for choice in question.choices:
        if asked is not None and asked in (_range(choice.label.fr), _range(choice.label.en)):
            return choice.name
    return None


def _quoted(words: Words) -> Words:
    return Words(fr=f"« {words.fr} »", en=f'"{words.en}"')


def _listed(words: Sequence[Words]) -> Words:
    return Words(fr=", ".join(one.fr for one in words), en=", ".join(one.en for one in words))


def _ranges(
    question: Question, answers: pd.Series, names: tuple[str, ...]
) -> tuple[Ints, list[Words]]:
    values = answers.to_numpy(dtype=np.float64, na_value=np.nan)
    cells = np.full(len(values), UNKNOWN, dtype=np.int64)
    lost = []
    for i, name in enumerate(names):
        bounds = _range(name)
        if bounds is None:
            lost.append(_quoted(Words(name, name)))
            continue
        cells[(values >= bounds[0]) & (np.floor(values) <= bounds[1])] = i
    if not lost:
        return cells, []
    fault = both(
        "{categories}: no range of numbers for the question {question} (such as 15-29, or 75 +)",
        categories=_listed(lost),
        question=_quoted(question.label),
    )
    return cells, [fault]


def _uncounted(question: Question, answers: pd.Series, cells: Ints) -> list[Words]:
    """Say which answers the margins do not count: they weigh as if they had not been given."""
    unknown = {choice.name for choice in question.choices if choice.unknown}
    left = answers[(cells == UNKNOWN) & answers.notna().to_numpy() & ~answers.isin(unknown)]
    if left.empty:
        return []
    shown = ", ".join(str(value) for value in sorted(set(left))[:MOST_NAMED])
    return [
        Words(
            fr="{question} : {n} réponse(s) que les marges ne comptent pas ({shown}), prise(s) "
            "pour inconnue(s) au redressement.",
            en="{question}: {n} answer(s) that the margins do not count ({shown}), taken as "
            "unknown in the weighting.",
        ).filled(question=question.name, n=len(left), shown=shown)
    ]


def _range(name: str) -> tuple[float, float] | None:
    """Read ``15-29``, ``75 +`` or ``moins de 15`` as bounds, both included."""
    text = name.strip().casefold()
    if found := _FROM.fullmatch(text):
        return float(found[1]), np.inf
    if found := _UNDER.fullmatch(text):
        return -np.inf, float(found[1]) - 1
    if found := _RANGE.fullmatch(text):
        return float(found[1]), float(found[2])
    return None


def _empty_cells(
    variable: str, names: tuple[str, ...], people: npt.NDArray[np.float64], cells: Ints
) -> list[Words]:
    missing, absent = [], []
    for i, (name, count) in enumerate(zip(names, people, strict=True)):
        answered = int((cells == i).sum())
        if count > 0 and not answered:
            missing.append(_counted(name, count))
        if count == 0 and answered:
            absent.append(_counted(name, answered))
    faults = []
    if missing:
        faults.append(
            both(
                "by {variable}, nobody answered of {categories} (people whom the census counts): "
                "join them to another category, or ask some of them",
                variable=VARIABLES[variable],
                categories=_listed(missing),
            )
        )
    if absent:
        faults.append(
            both(
                "by {variable}, there are respondents where the census counts nobody: {categories}",
                variable=VARIABLES[variable],
                categories=_listed(absent),
            )
        )
    return faults


def _counted(name: str, count: float) -> Words:
    return Words(
        fr=f"« {name} » ({grouped(count, 0, 'fr')})", en=f'"{name}" ({grouped(count, 0, "en")})'
    )


def _plain(text: str) -> str:
    """Return a text without capitals, accents and marks."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", kept.replace("_", " ")))
