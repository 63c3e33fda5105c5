"""Inputs: what the usages engine needs, and what it can do without."""

from dataclasses import dataclass

import pandas as pd

from beffroi.foundation.figures import Source
from beffroi.territory.questionnaire import Answers


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """The answers to a questionnaire, and what they may be weighted to.

    Attributes
    ----------
    answers
        As read.
    sources
        The file of answers, with its hash and the date of the survey.
    margins
        Table `CENSUS_MARGINS`; None where the answers stand for themselves alone.
    margin_sources
        Where the margins come from.
    population
        People of whom the survey speaks, for the correction of finite populations; None where
        unknown (then the sum of the margins, if there are some). [person]
    bounds
        Least and largest ratio of a weight to the mean one; None to set no bound. [1]
    """

    answers: Answers
    sources: tuple[Source, ...]
    margins: pd.DataFrame | None = None
    margin_sources: tuple[Source, ...] = ()
    population: float | None = None
    bounds: tuple[float, float] | None = None

    @property
    def id(self) -> str:
        """Short name of the questionnaire."""
        return self.answers.questionnaire.id


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """Surveys and notes of a town.

    Attributes
    ----------
    surveys
        One for each questionnaire put to people.
    notes
        Table `NOTES`; None if not given.
    note_sources
        The file of notes.
    """

    surveys: tuple[Survey, ...]
    notes: pd.DataFrame | None = None
    note_sources: tuple[Source, ...] = ()
