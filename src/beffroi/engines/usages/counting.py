"""Counting: raw counts of answers, without those that would tell of a few persons."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.usages.secrecy import hidden_counts, least_shown, least_told
from beffroi.engines.usages.tabulation import chosen
from beffroi.territory.questionnaire import Question, Questionnaire

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Counted:
    """The answers to a question with choices, unweighted.

    Attributes
    ----------
    answered
        Respondents who answered, of the kinds of people whose choices are counted; None where it
        would tell of a few. [answer]
    choices
        Respondents who gave each choice; None where hidden. [answer]
    """

    answered: int | None
    choices: tuple[int | None, ...]


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

    What is told of each kind of people apart could be taken from the count of all. So kinds of
    which fewer than `least_told` persons answered the question are not counted, and a choice that
    is hidden in one kind is hidden in the count of all. How many answered is counted among the same
    people. Of the question that tells the kinds apart, each count of `least_shown` is told, and the
    sum leaves the others out.

    Parameters
    ----------
    table
        Answers (`territory.questionnaire.Answers.table`).

    """
    holds, answered = chosen(table, question)
    if not answered.any():
        return Counted(0, (0,) * len(question.choices))
    apart = question.kind == "several"
    if question.name == questionnaire.who:
        return _of_kinds(holds)
    kept, hidden = np.zeros(len(table), dtype=bool), np.zeros(holds.shape[1], dtype=bool)
    for kind in _kinds(table, questionnaire):
        own = answered & kind
        if own.sum() >= least_told():
            kept |= own
            hidden |= _hidden_in(holds, own, question, apart=apart)
    told = _shown(holds, kept, hidden, apart=apart)
    n_unknown = int((kept & ~_knowing(holds, question)).sum())
    hides = not kept.any() or 0 < n_unknown < least_shown()
    return Counted(None if hides else int(kept.sum()), told)


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
    who = table[questionnaire.who].fillna("").astype(str)
    return [(who == name).to_numpy(dtype=bool) for name in sorted(set(who))]


def _hidden_in(holds: Bools, own: Bools, question: Question, *, apart: bool) -> Bools:
    """Say which choices are hidden among those of a kind of people who know."""
    knows = np.array([not choice.unknown for choice in question.choices])
    known = own & _knowing(holds, question)
    hidden = np.zeros(len(knows), dtype=bool)
    counts = holds[known][:, knows].sum(axis=0, dtype=np.int64)
    hidden[knows] = hidden_counts(counts, int(known.sum()), apart=apart)
    return hidden


def _shown(holds: Bools, kept: Bools, also: Bools, *, apart: bool) -> tuple[int | None, ...]:
    counts = holds[kept].sum(axis=0, dtype=np.int64)
    hidden = hidden_counts(counts, int(kept.sum()), apart=apart, also=also)
    return tuple(None if away else int(count) for count, away in zip(counts, hidden, strict=True))
