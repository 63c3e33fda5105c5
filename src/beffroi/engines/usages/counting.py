"""Counting: raw counts of answers, without those that would tell of a few persons."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.usages.secrecy import hidden_counts, least_shown
from beffroi.engines.usages.tabulation import chosen
from beffroi.territory.questionnaire import Question, Questionnaire

Bools = npt.NDArray[np.bool_]


def counted(
    table: pd.DataFrame, questionnaire: Questionnaire, question: Question
) -> tuple[int | None, ...]:
    """Count the answers to a question with choices, unweighted, small counts left out.

    What is told of each kind of people apart could be taken from the count of all. So kinds of
    which fewer than `least_shown` persons answered the question are not counted, and a choice that
    is hidden in one kind is hidden in the count of all.

    Parameters
    ----------
    table
        Answers (`territory.questionnaire.Answers.table`).

    Returns
    -------
    For each choice the persons who gave it; None where hidden.
    """
    holds, answered = chosen(table, question)
    if not answered.any():
        return (0,) * len(question.choices)
    apart = question.kind == "several"
    if question.name == questionnaire.who:
        return _shown(holds, answered, np.zeros(holds.shape[1], dtype=bool), apart=apart)
    kept, hidden = np.zeros(len(table), dtype=bool), np.zeros(holds.shape[1], dtype=bool)
    for kind in _kinds(table, questionnaire):
        own = answered & kind
        if own.sum() >= least_shown():
            kept |= own
            hidden |= _hidden_in(holds, own, question, apart=apart)
    return _shown(holds, kept, hidden, apart=apart)


def _kinds(table: pd.DataFrame, questionnaire: Questionnaire) -> list[Bools]:
    if not questionnaire.who:
        return [np.ones(len(table), dtype=bool)]
    who = table[questionnaire.who].fillna("").astype(str)
    return [(who == name).to_numpy(dtype=bool) for name in sorted(set(who))]


def _hidden_in(holds: Bools, own: Bools, question: Question, *, apart: bool) -> Bools:
    """Say which choices are hidden among those of a kind of people who know."""
    knows = np.array([not choice.unknown for choice in question.choices])
    known = own & (holds[:, knows].any(axis=1) | ~holds[:, ~knows].any(axis=1))
    hidden = np.zeros(len(knows), dtype=bool)
    counts = holds[known][:, knows].sum(axis=0, dtype=np.int64)
    hidden[knows] = hidden_counts(counts, int(known.sum()), apart=apart)
    return hidden


def _shown(holds: Bools, kept: Bools, also: Bools, *, apart: bool) -> tuple[int | None, ...]:
    counts = holds[kept].sum(axis=0, dtype=np.int64)
    hidden = hidden_counts(counts, int(kept.sum()), apart=apart, also=also)
    return tuple(None if away else int(count) for count, away in zip(counts, hidden, strict=True))
