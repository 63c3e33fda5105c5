"""Tabulation: what people answered, question by question and crossed, with small cells hidden."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.usages.answering import chosen, counted_among, known_answers
from beffroi.engines.usages.respondents import Respondents, Share
from beffroi.engines.usages.secrecy import guarded, hidden_counts, least_shown, least_told
from beffroi.foundation.language import Words
from beffroi.kernels.suppression import free_cells, hidden_cells, told_sums, with_totals
from beffroi.territory.questionnaire import Choice, Question

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
UNTOLD = Choice("untold", Words(fr="Non dit", en="Not told"), unknown=True)
"""Column of those who did not say who they are: without it, tables would tell of them."""
JOINED = "joined"
"""Name of the column of those who are too few to have one of their own, and others with them."""
OTHERS = Choice("others", Words(fr="Autres réponses", en="Other answers"))
"""Row of the answers that too few persons gave to be told apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Tabulated:
    """The answers to a question.

    Attributes
    ----------
    question
        What was asked.
    shares
        Each choice with the share of those who know, veiled (`engines.usages.secrecy`) where it
        would tell of a few persons; choices that say "I don't know" are left out.
    n
        Respondents who answered and know: the denominator. [answer]
    unknown
        Respondents who answered that they do not know. [answer]
    silent
        Respondents who were not asked, or did not answer. [answer]
    is_whole
        Whether all who answered are counted. Those who gave a hidden answer to another question,
        on which this one hangs, are not (`answering.counted_among`): `unknown` and `silent` leave
        them out too.
    """

    question: Question
    shares: tuple[tuple[Choice, Share], ...]
    n: int
    unknown: int
    silent: int
    is_whole: bool


@dataclass(frozen=True, slots=True, eq=False)
class Crossed:
    """The answers to a question by the answers to another, small cells hidden.

    Attributes
    ----------
    question, by
        Rows and columns.
    row_choices, column_choices
        Their choices, without those that say "I don't know"; then `OTHERS` and `UNTOLD`, where
        somebody is of them. Columns of fewer than `secrecy.least_told` persons are one, `JOINED`,
        with the smallest of the others.
    counts : (n_rows, n_columns)
        Respondents; -1 where hidden.
    shares : (n_rows, n_columns)
        Weighted share of each answer within its column, NaN where hidden or nobody answered. [1]
    low, high : (n_rows, n_columns)
        Bounds of that share (95 %), NaN where it is. [1]
    row_totals : (n_rows,)
        Respondents who gave each answer, -1 where hidden: the same whatever the columns are. They
        may add up to more than all for a question that takes several.
    column_totals : (n_columns,)
        Respondents of each column, 0 or at least `secrecy.least_told`; they add up to all those
        who answered the question.
    n_hidden
        Cells hidden.
    """

    question: Question
    by: Question
    row_choices: tuple[Choice, ...]
    column_choices: tuple[Choice, ...]
    counts: Ints
    shares: npt.NDArray[np.float64]
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    row_totals: Ints
    column_totals: Ints
    n_hidden: int


def tabulated(people: Respondents, question: Question) -> Tabulated:
    """Count the answers to a question with choices.

    "I don't know" and "not asked" are counted apart: shares are among those who answered and know.
    """
    among = counted_among(people.table, people.questionnaire, question)
    holds, knows = known_answers(people.table, people.questionnaire, question)
    _, answered = chosen(people.table, question)
    known = [(i, choice) for i, choice in enumerate(question.choices) if not choice.unknown]
    shares = guarded(
        people,
        [people.share(holds[:, i], knows) for i, _ in known],
        knows,
        apart=question.kind == "several",
    )
    n, n_answered, n_all = int(knows.sum()), int((among & answered).sum()), int(among.sum())
    told = tuple((choice, share) for (_, choice), share in zip(known, shares, strict=True))
    return Tabulated(question, told, n, n_answered - n, n_all - n_answered, bool(among.all()))


def crossed(
    people: Respondents, question: Question, by: Question, *, threshold: int | None = None
) -> Crossed | None:
    """Cross the answers to two questions, and hide what would tell of a few persons.

    Cells of 1 to ``threshold - 1`` respondents are hidden, and others with them, so that no hidden
    cell follows from those shown and from the totals. All who answered `question` are in the table,
    whatever they said of `by`: the tables of one question by several others then have the same
    rows and totals, and no difference between two of them tells of those who kept silent.
    An answer that too few persons gave, or did not give, is not shown at all, and a column of too
    few persons is joined to the smallest of the others: no total tells of a few, nor bounds a cell.

    Parameters
    ----------
    question
        A ``one`` or ``several`` question.
    by
        A ``one`` question.
    threshold
        Least number of respondents that may be shown; that of `secrecy.toml` if None. [answer]

    Returns
    -------
    The table; None where fewer than `secrecy.least_told` persons answered, where a single column
    is left, or where nothing could cover a small cell.
    """
    least = least_shown() if threshold is None else threshold
    _, asked = known_answers(people.table, people.questionnaire, question)
    if asked.sum() < least_told(least):
        return None
    columns, groups = _joined(*_columns(people.table, by, asked), least)
    if (groups.any(axis=0)).sum() < 2:
        return None
    rows, holds, away = _answers(people.table, question, asked, least)
    if rows[-1] is OTHERS and not holds[:, :-1].any():
        return None
    counts = holds.T.astype(np.int64) @ groups.astype(np.int64)
    totals = groups.sum(axis=0, dtype=np.int64)
    hidden = _hidden(counts, totals, away, least, apart=question.kind == "several")
    if hidden is None:
        return None
    weights = people.weights[:, np.newaxis]
    base = (groups * weights).sum(axis=0)
    part = holds.T.astype(np.float64) @ (groups * weights)
    shares = np.divide(part, base, out=np.full_like(part, np.nan), where=base > 0)
    low, high = _bounds(people, holds, groups, hidden)
    return Crossed(
        question=question,
        by=by,
        row_choices=rows,
        column_choices=columns,
        counts=np.where(hidden, -1, counts),
        shares=np.where(hidden, np.nan, shares),
        low=low,
        high=high,
        row_totals=np.where(away, -1, counts.sum(axis=1)),
        column_totals=totals,
        n_hidden=int(hidden.sum()),
    )


def _bounds(
    people: Respondents, holds: Bools, groups: Bools, hidden: Bools
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Bound the shares that are shown; those that are hidden, or of nobody, have no bounds."""
    low, high = np.full(hidden.shape, np.nan), np.full(hidden.shape, np.nan)
    for i, j in np.argwhere(~hidden & groups.any(axis=0)):
        share = people.share(holds[:, i] & groups[:, j], groups[:, j])
        low[i, j], high[i, j] = share.low, share.high
    return low, high


def _columns(table: pd.DataFrame, by: Question, asked: Bools) -> tuple[tuple[Choice, ...], Bools]:
    """Part those who were asked by another question, those who did not say in a part of theirs."""
    groups, _ = chosen(table, by)
    known = np.array([not choice.unknown for choice in by.choices])
    groups = groups[:, known] & asked[:, np.newaxis]
    untold = asked & ~groups.any(axis=1)
    told = tuple(choice for choice in by.choices if not choice.unknown)
    if not untold.any():
        return told, groups
    return (*told, UNTOLD), np.column_stack([groups, untold])


def _joined(
    columns: tuple[Choice, ...], groups: Bools, least: int
) -> tuple[tuple[Choice, ...], Bools]:
    """Put the columns of too few persons together, with the smallest of the others."""
    totals = groups.sum(axis=0, dtype=np.int64)
    told = least_told(least)
    away = hidden_counts(totals, int(totals.sum()), apart=False, threshold=told) & (totals > 0)
    if not away.any():
        return columns, groups
    own = [choice.label for choice, joins in zip(columns, away, strict=True) if joins]
    label = Words(fr=" + ".join(one.fr for one in own), en=" + ".join(one.en for one in own))
    kept = tuple(choice for choice, joins in zip(columns, away, strict=True) if not joins)
    together = np.column_stack([groups[:, ~away], groups[:, away].any(axis=1)])
    return (*kept, Choice(JOINED, label)), together


def _answers(
    table: pd.DataFrame, question: Question, asked: Bools, least: int
) -> tuple[tuple[Choice, ...], Bools, Bools]:
    """Return the answers that a table shows, who gave them, and which are too few to be counted.

    Where answers add up to all, those too few are put together; else they stand, to be hidden.
    """
    holds, _ = chosen(table, question)
    known = np.array([not choice.unknown for choice in question.choices])
    holds = holds[:, known] & asked[:, np.newaxis]
    rows = tuple(choice for choice in question.choices if not choice.unknown)
    apart = question.kind == "several"
    counts = holds.sum(axis=0, dtype=np.int64)
    away = hidden_counts(counts, int(asked.sum()), apart=apart, threshold=least)
    if apart or not away.any():
        return rows, holds, away
    kept = tuple(choice for choice, hides in zip(rows, away, strict=True) if not hides)
    together = np.column_stack([holds[:, ~away], holds[:, away].any(axis=1)])
    return (*kept, OTHERS), together, np.zeros(len(kept) + 1, dtype=bool)


def _hidden(
    counts: Ints, totals: Ints, away: Bools, threshold: int, *, apart: bool
) -> Bools | None:
    """Choose the cells to hide; None where a small cell cannot be covered.

    The answers to a question that takes several do not add up: each choice makes a table of its
    own, those who gave it above those who did not. A column of nobody has nothing to hide.
    """
    if not apart:
        return _covered(counts, threshold)
    masks = [
        totals > 0 if hides else _alone(row, totals, threshold)
        for row, hides in zip(counts, away, strict=True)
    ]
    kept = [mask for mask in masks if mask is not None]
    return np.stack(kept) if len(kept) == len(masks) else None


def _alone(row: Ints, totals: Ints, threshold: int) -> Bools | None:
    """Choose the cells to hide of one answer; none where nobody gave it, or everybody."""
    if not row.any() or (row == totals).all():
        return np.zeros(len(row), dtype=bool)
    covered = _covered(np.stack([row, totals - row]), threshold)
    return None if covered is None else np.asarray(covered[0])


def _covered(counts: Ints, threshold: int) -> Bools | None:
    table = with_totals(counts)
    hidden = hidden_cells(counts, threshold=threshold, totals_shown=True)
    sums = told_sums(table, hidden)
    if (free_cells(table, hidden) != hidden).any() or ((sums > 0) & (sums < threshold)).any():
        return None
    return hidden[:-1, :-1]


def countable(questions: tuple[Question, ...]) -> Iterator[Question]:
    """List the questions whose answers are choices."""
    yield from (question for question in questions if question.kind in {"one", "several"})


def said_hidden(n: int, threshold: int) -> Words:
    """Say how many cells are hidden, and why."""
    return Words(
        fr="Cases masquées (…) : {n}. Moins de {least} personnes, ou de quoi les recalculer.",
        en="Cells hidden (…): {n}. Fewer than {least} persons, or what would give them away.",
    ).filled(n=n, least=threshold)
