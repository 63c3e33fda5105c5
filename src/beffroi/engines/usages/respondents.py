"""Respondents: the people of one kind who answered a survey, and for whom each of them stands."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.usages.inputs import Survey
from beffroi.engines.usages.margins import concerned, matched, weighted
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words
from beffroi.kernels.raking import Raked
from beffroi.kernels.weighted_shares import effective_size, share_interval, share_variance
from beffroi.territory.questionnaire import Questionnaire

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
_ABSENT = Words(fr="(sans réponse)", en="(no answer)")


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """A share of answers, with its interval.

    Attributes
    ----------
    value, low, high
        Weighted share and its bounds at 95 %; value None and bounds 0 and 1 without answers; value
        None and wider bounds where it would tell what a few persons answered. [1]
    count, n
        Respondents who gave the answer (None where that would tell of a few persons), and who
        answered the question. [answer]
    effective_n
        Answers of a plain sample that would be worth as much. [answer]
    """

    value: float | None
    low: float
    high: float
    count: int | None
    n: int
    effective_n: float


@dataclass(frozen=True, slots=True, eq=False)
class Respondents:
    """Those of one survey and one kind of people.

    Attributes
    ----------
    survey, questionnaire
        What was asked.
    people, people_words
        Kind of people: choice of the `who` question, empty where it is not asked.
    table : n rows
        Their answers.
    weights : (n,)
        People for whom each stands; 1 where the answers are not weighted. [person]
    cells : (n, n_margins)
        Categories of the margins, -1 where unknown; None where the answers are not weighted.
    raking
        Proof that the margins are met; None where the answers are not weighted.
    population
        People of whom they are a part; None where unknown. [person]
    warnings
        What was set aside to weight them.
    """

    survey: Survey
    people: str
    people_words: Words
    table: pd.DataFrame
    weights: Floats
    cells: Ints | None
    raking: Raked | None
    population: float | None
    warnings: tuple[Words, ...] = ()

    @property
    def questionnaire(self) -> Questionnaire:
        """What was asked."""
        return self.survey.answers.questionnaire

    @property
    def key(self) -> str:
        """Identifier in figures: the survey, and the kind of people if there are several."""
        return f"{self.survey.id}.{self.people}" if self.people else self.survey.id

    @property
    def sampled(self) -> float:
        """Share of the population that answered; 0 where the population is unknown."""
        return min(len(self.table) / self.population, 1.0) if self.population else 0.0

    def share(self, holds: Bools, asked: Bools) -> Share:
        """Estimate a share among those who answered.

        The effective number of answers is the smaller of Kish's and of the one that the
        linearised variance amounts to: the margins are never credited with making a sample that
        nobody drew at random more precise.

        Parameters
        ----------
        holds, asked : (n,)
            Who gives the answer, and who answered the question at all.
        """
        n, base = int(asked.sum()), float(self.weights[asked].sum())
        if base <= 0:
            return Share(None, 0.0, 1.0, 0, 0, 0.0)
        chosen = holds & asked
        value = min(float(self.weights[chosen].sum()) / base, 1.0)
        effective = effective_size(self.weights[asked])
        variance = share_variance(chosen, asked, self.weights, self.cells)
        if self.cells is not None and variance > 0:
            effective = min(effective, value * (1 - value) / variance)
        low, high = share_interval(value, effective, sampled=self.sampled)
        return Share(value, low, high, int(chosen.sum()), n, effective)

    def veiled(self, share: Share, asked: Bools, *, reach: float, nearly_all: bool) -> Share:
        """Withhold a share, and keep bounds that do not give it away.

        Parameters
        ----------
        share
            What is withheld: only its number of answers is kept.
        asked : (n,)
            Who answered the question.
        reach
            The most that the share may be, or its complement, from what is shown. [1]
        nearly_all
            Whether it is the complement that is small.
        """
        if share.n == 0:
            return share
        effective = effective_size(self.weights[asked])
        _, most = share_interval(min(max(reach, 0.0), 1.0), effective, sampled=self.sampled)
        low, high = (1.0 - most, 1.0) if nearly_all else (0.0, most)
        return Share(None, low, high, None, share.n, effective)


def respondents(survey: Survey) -> tuple[Respondents, ...]:
    """Part the respondents of a survey by kind of people, and weight those whom the census counts.

    Raises
    ------
    InputError
        If there is no answer, if the population is smaller than the number of answers, or if the
        answers cannot be weighted (`engines.usages.margins`).
    """
    table = survey.answers.table
    if table.empty:
        raise InputError(
            "The survey {survey} has no answer: nothing can be said of it. Give the export of "
            "its answers.",
            survey=survey.id,
        )
    return tuple(_made(survey, people, words, part) for people, words, part in _kinds(survey))


def _kinds(survey: Survey) -> Iterator[tuple[str, Words, pd.DataFrame]]:
    questionnaire, table = survey.answers.questionnaire, survey.answers.table
    if not questionnaire.who:
        yield "", questionnaire.people, table
        return
    who = table[questionnaire.who]
    for choice in questionnaire.question(questionnaire.who).choices:
        if (who == choice.name).any():
            yield choice.name, choice.label, table[(who == choice.name).fillna(value=False)]
    if who.isna().any():
        yield "unknown", _ABSENT, table[who.isna()]


def _made(survey: Survey, people: str, words: Words, table: pd.DataFrame) -> Respondents:
    questionnaire, counted = survey.answers.questionnaire, concerned(survey.answers.questionnaire)
    rows = table.reset_index(drop=True)
    is_counted = not people or people in counted or (not counted and people != "unknown")
    if survey.margins is None or not is_counted:
        population = survey.population if is_counted else None
        _refuse_fewer(survey, population, len(rows))
        return Respondents(survey, people, words, rows, np.ones(len(rows)), None, None, population)
    matching = matched(questionnaire, rows, survey.margins)
    raking = weighted(questionnaire, matching, bounds=survey.bounds)
    population = survey.population or float(raking.weights.sum())
    _refuse_fewer(survey, population, len(rows))
    return Respondents(
        survey=survey,
        people=people,
        people_words=words,
        table=rows,
        weights=raking.weights,
        cells=matching.cells,
        raking=raking,
        population=population,
        warnings=matching.warnings,
    )


def _refuse_fewer(survey: Survey, population: float | None, n: int) -> None:
    if population is not None and not population >= n:
        raise InputError(
            "The survey {survey} has {n} answers from a population of {population}: give the "
            "number of people of whom it speaks.",
            survey=survey.id,
            n=n,
            population=f"{population:g}",
        )
