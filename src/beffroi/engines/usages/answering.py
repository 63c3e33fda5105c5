"""Answering: who chose what, and whose answers may be counted without telling of a few persons."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.usages.secrecy import hidden_counts, least_shown
from beffroi.territory.questionnaire import REFERENCE, Question, Questionnaire

Bools = npt.NDArray[np.bool_]


def chosen(table: pd.DataFrame, question: Question) -> tuple[Bools, Bools]:
    """Say who chose what.

    Parameters
    ----------
    question
        A ``one`` or ``several`` question.

    Returns
    -------
    (n, n_choices)
        Whether each respondent gave each choice.
    (n,)
        Whether the respondent answered the question at all.
    """
    if question.kind == "one":
        column = table[question.name].array
        given = column.to_numpy(dtype=object, na_value=None)
        holds = np.stack([given == choice.name for choice in question.choices], axis=1)
        return holds, np.asarray(~column.isna(), dtype=bool)
    marks = [table[f"{question.name}/{choice.name}"].array for choice in question.choices]
    holds = np.stack([mark.to_numpy(dtype=bool, na_value=False) for mark in marks], axis=1)
    return holds, np.any([~mark.isna() for mark in marks], axis=0)


def counted_among(
    table: pd.DataFrame,
    questionnaire: Questionnaire,
    question: Question,
    *,
    _within: frozenset[str] = frozenset(),
) -> Bools:
    """Tell among whom the answers to a question may be counted.

    A question put to some according to their answer to another one ("if you came by car") counts
    them. Those who gave an answer that is hidden there are left out, here and in every question
    that hangs on this one, so that each number is a sum of numbers that are shown. Where the other
    question takes several answers and one of them is hidden, nobody is left.

    Returns
    -------
    (n,)
    """
    among = np.ones(len(table), dtype=bool)
    named = {one.name: one for one in questionnaire.questions if one.choices}
    within = _within | {question.name}
    for name in dict.fromkeys(REFERENCE.findall(question.relevant)):
        if name in named and name not in within:
            own = counted_among(table, questionnaire, named[name], _within=within)
            among &= own & ~_hidden_among(table, named[name], own)
    return among


def hides_a_condition(
    table: pd.DataFrame, questionnaire: Questionnaire, question: Question
) -> bool:
    """Say whether how many were asked a question would tell of the answers to another.

    It would where `counted_among` leaves somebody out.
    """
    return not counted_among(table, questionnaire, question).all()


def _hidden_among(table: pd.DataFrame, question: Question, among: Bools) -> Bools:
    """Tell who gave an answer that is hidden; everybody, if answers do not add up."""
    holds, answered = chosen(table, question)
    known = np.array([not choice.unknown for choice in question.choices])
    knowing = among & answered & ~_only_unknown(holds, ~known)
    apart = question.kind == "several"
    hidden = _hidden_answers(holds[knowing][:, known], apart=apart)
    if apart:
        return np.full(len(table), fill_value=bool(knowing.any() and hidden.any()))
    return np.asarray(holds[:, known][:, hidden].any(axis=1))


def _hidden_answers(holds: Bools, *, apart: bool) -> Bools:
    return hidden_counts(holds.sum(axis=0, dtype=np.int64), len(holds), apart=apart)


def hidden_choices(table: pd.DataFrame, question: Question, knowing: Bools) -> Bools:
    """Tell which choices of a question are not to be counted in public.

    Parameters
    ----------
    knowing : (n,)
        Those whose answers are counted (`known_answers`).

    Returns
    -------
    (n_choices,)
        False for those that say "I don't know".
    """
    holds, _ = chosen(table, question)
    known = np.array([not choice.unknown for choice in question.choices])
    hidden = np.zeros(len(known), dtype=bool)
    hidden[known] = _hidden_answers(holds[knowing][:, known], apart=question.kind == "several")
    return hidden


def known_answers(
    table: pd.DataFrame, questionnaire: Questionnaire, question: Question
) -> tuple[Bools, Bools]:
    """Say who chose what, and whose answers are counted.

    Returns
    -------
    (n, n_choices)
        Whether each respondent gave each choice.
    (n,)
        Whether they answered, know, and may be counted (`counted_among`).
    """
    holds, answered = chosen(table, question)
    says_unknown = np.array([choice.unknown for choice in question.choices])
    among = counted_among(table, questionnaire, question)
    return holds, among & answered & ~_only_unknown(holds, says_unknown)


def _only_unknown(holds: Bools, says_unknown: Bools) -> Bools:
    unknown = np.asarray(holds[:, says_unknown].any(axis=1))
    known = np.asarray(holds[:, ~says_unknown].any(axis=1))
    return unknown & ~known


def gives_away(
    table: pd.DataFrame, questionnaire: Questionnaire, question: Question, own: Bools
) -> bool:
    """Say whether the count of several choices together would tell of a few persons.

    Each choice is counted apart elsewhere: all of them less those shown would be one that is
    hidden, or those who gave one choice and not the other.

    Parameters
    ----------
    own : (n_choices,)
        The choices counted together.
    """
    if own.sum() < 2:
        return False
    holds, asked = known_answers(table, questionnaire, question)
    if hidden_choices(table, question, asked)[own].any():
        return True
    mine = holds[asked][:, own]
    besides = mine.any(axis=1).sum() - mine.sum(axis=0)
    return bool(((besides > 0) & (besides < least_shown())).any())
