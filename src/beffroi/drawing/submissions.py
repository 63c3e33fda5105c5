"""Submissions: invented answers in the columns of an export of KoboToolbox."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.drawing.measures import Bools
from beffroi.territory.questionnaire import Question, Questionnaire

Texts = npt.NDArray[np.object_]
INVENTED = "réponse inventée, ville dessinée"
FIRST, DAYS = "2026-05-18", 26
"""First day of the survey, and how many days it lasts."""


@dataclass(frozen=True, slots=True)
class Several:
    """What is chosen of a question with several answers.

    Attributes
    ----------
    chosen : (n, n_choices)
        Whether each respondent chooses each of the first choices of the question.
    asked : (n,)
        To whom the question is put.
    unknowing : (n,)
        Who does not know.
    """

    chosen: Bools
    asked: Bools
    unknowing: Bools


Said = Mapping[str, Texts | Several]
"""Answers by question: texts, blank where nothing is said, or what is chosen among several."""


def submissions(form: Questionnaire, said: Said, dice: np.random.Generator) -> pd.DataFrame:
    """Lay answers out as KoboToolbox exports them, each marked as invented.

    Parameters
    ----------
    form
        What was asked.
    said
        Answers to every question.
    dice
        For the times at which they are sent.

    Returns
    -------
    One row a submission in the order of sending, every cell a text, blank where unanswered.
    """
    columns: dict[str, Texts] = {}
    for question in form.asked:
        told = said[question.name]
        columns |= _several(question, told) if isinstance(told, Several) else {question.name: told}
    n = len(next(iter(columns.values())))
    sent = np.sort(dice.random(n)) * DAYS
    times = pd.Timestamp(FIRST) + pd.to_timedelta(_open_minutes(sent), unit="min")
    ends = times.strftime("%Y-%m-%dT%H:%M:%S").to_numpy(object)
    starts = (times - pd.Timedelta(minutes=6)).strftime("%Y-%m-%dT%H:%M:%S").to_numpy(object)
    ranks = [str(k + 1) for k in range(n)]
    return pd.DataFrame({
        "start": starts, "end": ends, **columns,
        "_id": ranks, "_uuid": [f"ville-dessinee-{int(k):05d}" for k in ranks],
        "_submission_time": ends, "_notes": INVENTED, "__version__": f"v{form.version}",
        "_index": ranks,
    })  # fmt: skip


def _open_minutes(days: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Turn days and parts of days into minutes from midnight of the first, from 9 to 19 o'clock."""
    whole = np.floor(days)
    minutes: npt.NDArray[np.int64] = (whole * 1440 + 540 + (days - whole) * 600).astype(np.int64)
    return minutes


def _several(question: Question, told: Several) -> dict[str, Texts]:
    """Write the list of what is chosen, then one column a choice, as exports have both."""
    chosen = _closed(question, told)
    names = [choice.name for choice in question.choices]
    listed = [" ".join(name for name, own in zip(names, row, strict=True) if own) for row in chosen]
    columns = {question.name: np.where(told.asked, np.array(listed, dtype=object), "")}
    for k, name in enumerate(names):
        ticks = np.where(chosen[:, k], "1", "0").astype(object)
        columns[f"{question.name}/{name}"] = np.where(told.asked, ticks, "")
    return columns


def _closed(question: Question, told: Several) -> Bools:
    """Have those who choose nothing say so, and those who do not know say that alone."""
    alone = [k for k, choice in enumerate(question.choices) if choice.alone]
    unknown = next(k for k in alone if question.choices[k].unknown)
    nothing = next((k for k in alone if k != unknown), unknown)
    chosen: Bools = np.zeros((len(told.chosen), len(question.choices)), dtype=bool)
    chosen[:, : told.chosen.shape[1]] = told.chosen
    chosen[told.unknowing] = False
    chosen[told.unknowing, unknown] = True
    chosen[~chosen.any(axis=1), nothing] = True
    return chosen
