"""Respondents: who answers the survey of a drawn town, older women more than others."""

import numpy as np
import pandas as pd

from beffroi.drawing.measures import Floats, Ints, Measures
from beffroi.drawing.people import shared_out
from beffroi.drawing.residents import AGES

N_AT_20_000 = 240
"""Respondents in a town of 20,000. [person]"""

KINDS = {"hab": 0.75, "visit": 0.12, "comm": 0.08, "agent": 0.05}
"""Share of each kind of people among the respondents. [1]"""

APPETITE = {"sex": {"f": 1.35, "h": 0.8},
            "age": dict(zip(AGES, (0.4, 0.65, 1.0, 1.8, 1.7), strict=True)),
            "quarter": {"centr": 1.6, "ville": 1.0}}  # fmt: skip
"""How much readier some inhabitants are to answer than others."""

OCCUPATIONS = ("cs1", "cs2", "cs3", "cs4", "cs5", "cs6", "cs7", "cs8")
BY_AGE = {"1529": (0, 1, 5, 13, 22, 17, 0, 42), "3044": (1, 6, 15, 24, 29, 20, 0, 5),
          "4559": (1, 8, 15, 24, 28, 20, 1, 3), "6074": (0, 3, 5, 7, 8, 6, 68, 3),
          "75p": (0, 0, 0, 0, 0, 0, 97, 3)}  # fmt: skip
"""Occupations in a hundred people of each age."""


def respondents(
    measures: Measures, residents: pd.DataFrame, dice: np.random.Generator
) -> pd.DataFrame:
    """Choose who answers.

    Parameters
    ----------
    measures
        The town's.
    residents
        Inhabitants, as `drawing.residents.residents` returns.
    dice
        Dice of the voices.

    Returns
    -------
    `qui`, `sex`, `age`, `quarter`, `occupation`: one row a respondent, in no order.
    """
    n = round(N_AT_20_000 * measures.scale**0.3)
    counts = shared_out(np.array(list(KINDS.values())), n)
    kinds = np.repeat(list(KINDS), counts)
    table = residents.iloc[_rows(residents, kinds, dice)].reset_index(drop=True).assign(qui=kinds)
    away = dice.random(n) < 0.7
    visiting = kinds == "visit"
    table.loc[visiting & away, "quarter"] = "vois"
    table.loc[visiting & ~away, "quarter"] = "loin"
    shares = np.array([BY_AGE[age] for age in table["age"]], dtype=float)
    occupation = np.array(OCCUPATIONS)[one(shares, dice)]
    occupation[kinds == "comm"] = "cs2"
    made = table.assign(occupation=occupation)[["qui", "sex", "age", "quarter", "occupation"]]
    return made.iloc[dice.permutation(n)].reset_index(drop=True)


def _rows(residents: pd.DataFrame, kinds: np.ndarray, dice: np.random.Generator) -> Ints:
    """Draw a row of the residents for each respondent; those at work are of working age."""
    people = residents["people"].to_numpy(float)
    ready = people.copy()
    for name, appetite in APPETITE.items():
        ready *= residents[name].map(appetite).to_numpy(float)
    works = people * residents["age"].isin(["3044", "4559"]).to_numpy()
    by_kind = {"hab": ready, "visit": people, "comm": works, "agent": works}
    return one(np.array([by_kind[kind] for kind in kinds]), dice)


def one(weights: Floats, dice: np.random.Generator) -> Ints:
    """Draw one column for each row, in proportion to the weights of the row."""
    reached = weights.cumsum(axis=1)
    at = dice.random(len(weights)) * reached[:, -1]
    found: Ints = (reached <= at[:, np.newaxis]).sum(axis=1)
    return found
