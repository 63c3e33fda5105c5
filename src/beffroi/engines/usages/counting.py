"""Counting: raw counts of answers, without those that would tell of a few persons."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.usages.answering import chosen, hides_a_condition
from beffroi.engines.usages.secrecy import hidden_counts, least_shown, least_told
from beffroi.territory.questionnaire import Question, Questionnaire

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Counted:
    """The answers to a question with choices, unweighted.

    Attributes
    ----------
    answered
        Respondents who answered, of the kind of people whose choices are counted; None where it
        would tell of a few. [answer]
    choices
        Respondents who gave each choice; None where hidden. [answer]
    people
        Name of the kind of people that is counted; empty where all kinds are.
    """

    answered: int | None
    choices: tuple[int | None, ...]
    people: str = ""


def shown_kinds(table: pd.DataFrame, questionnaire: Questionnaire) -> Bools:
    """Tell who is of a kind of people numerous enough to be counted at all.

    Of a single kind, however few, the number is told: nothing stands beside it to subtract from.

    Returns
    -------
    (n,)
    """
    kinds = _kinds(table, questionnaire)
    large = [kind for kind in kinds if kind.sum() >= least_shown() or len(kinds) == 1]
    nobody = np.zeros(len(table), dtype=bool)
    return np.asarray(np.any([nobody, *large], axis=0))


def counted(table: pd.DataFrame, questionnaire: Questionnaire, question: Question) -> Counted:
    """Count the answers to a question with choices, unweighted, small counts left out.

    They are counted among the kind of people of which the most answered: what is told of each kind
    apart would else have to be hidden in the count of all. Of fewer than `least_told` persons
    nothing is told, nor of those of whom the number would tell of the answers to another question
    (`engines.usages.answering.hides_a_condition`). How many do not know is no answer, and is told.
    Of the question that tells the kinds apart,
    each count of `least_shown` is told, and the sum leaves the others out.

    Parameters
    ----------
    table
        Answers (`territory.questionnaire.Answers.table`).
    """
    holds, answered = chosen(table, question)
    if not answered.any():
        return Counted(0, (0,) * len(question.choices))
    if question.name == questionnaire.who:
        return _of_kinds(holds)
    name, own = main_kind(table, questionnaire, answered)
    nothing = Counted(None, (None,) * len(question.choices), name)
    if own.sum() < least_told():
        return nothing
    if hides_a_condition(table[_of(table, questionnaire, name)], questionnaire, question):
        return nothing
    knows = np.array([not choice.unknown for choice in question.choices])
    known = own & _knowing(holds, question)
    counts = holds[own].sum(axis=0, dtype=np.int64)
    hidden = np.zeros(len(counts), dtype=bool)
    hidden[knows] = hidden_counts(
        holds[known][:, knows].sum(axis=0, dtype=np.int64),
        int(known.sum()),
        apart=question.kind == "several",
    )
    told = tuple(None if away else int(n) for n, away in zip(counts, hidden, strict=True))
    return Counted(int(own.sum()), told, name)


def main_kind(table: pd.DataFrame, questionnaire: Questionnaire, those: Bools) -> tuple[str, Bools]:
    """Find the kind of people of which the most are among some respondents.

    Returns
    -------
    Its name (the first in the order of names of those as many; empty where the questionnaire tells
    no kinds apart), and who of them is of it, (n,).
    """
    who = questionnaire.who
    names = sorted(set(table[who].fillna("").astype(str))) if who else [""]
    of = {name: those & _of(table, questionnaire, name) for name in names}
    name = max(names, key=lambda one: int(of[one].sum()), default="")
    return name, of.get(name, those)


def _of(table: pd.DataFrame, questionnaire: Questionnaire, name: str) -> Bools:
    if not questionnaire.who:
        return np.ones(len(table), dtype=bool)
    who = table[questionnaire.who].fillna("").astype(str)
    return (who == name).to_numpy(dtype=bool)


def _of_kinds(holds: Bools) -> Counted:
    """Count the people of each kind, those too few out of the sum as well."""
    counts = holds.sum(axis=0, dtype=np.int64)
    few = (counts > 0) & (counts < least_shown())
    total = int(counts[~few].sum())
    told = tuple(None if hides else int(n) for n, hides in zip(counts, few, strict=True))
    return Counted(total if total or not few.any() else None, told)


def _knowing(holds: Bools, question: Question) -> Bools:
    """Say who gave another answer than that of not knowing, or none of the choices."""
    knows = np.array([not choice.unknown for choice in question.choices])
    return np.asarray(holds[:, knows].any(axis=1) | ~holds[:, ~knows].any(axis=1))


def _kinds(table: pd.DataFrame, questionnaire: Questionnaire) -> list[Bools]:
    if not questionnaire.who:
        return [np.ones(len(table), dtype=bool)]
    names = sorted(set(table[questionnaire.who].fillna("").astype(str)))
    return [_of(table, questionnaire, name) for name in names]
