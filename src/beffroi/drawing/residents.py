"""Residents: the inhabitants of 15 and over of a drawn town, by sex, age and quarter."""

import numpy as np
import pandas as pd

from beffroi.drawing.measures import Measures
from beffroi.drawing.people import Homes, shared_out

ADULTS = 0.84
"""Share of people of 15 and over. [1]"""

SEXES = ("f", "h")
AGES = {"1529": (0.20, 0.49), "3044": (0.21, 0.50), "4559": (0.23, 0.51), "6074": (0.22, 0.53),
        "75p": (0.14, 0.61)}  # fmt: skip
"""Share of each age among people of 15 and over, and share of women in it. [1]"""

QUARTERS = ("centr", "ville")
TILT = {"centr": (1.25, 1.0, 0.85, 0.9, 1.2), "ville": (1.0, 1.0, 1.0, 1.0, 1.0)}
"""How much commoner each age is in the centre than elsewhere, before shares are made to sum."""


def residents(measures: Measures, homes: Homes) -> pd.DataFrame:
    """Count the inhabitants of 15 and over, as a census would.

    Returns
    -------
    `sex`, `age`, `quarter`, named as questionnaires name them, and `people`: one row for each of
    the twenty combinations, the centre being that of the census quarters.
    """
    people = homes.table["people"].to_numpy(float)
    away = np.sqrt(homes.table["x"].to_numpy() ** 2 + homes.table["y"].to_numpy() ** 2)
    inside = float(people[away < measures.centre_radius].sum())
    total = round(ADULTS * float(people.sum()))
    centre = round(ADULTS * inside)
    parts = [
        _quarter(quarter, n) for quarter, n in zip(QUARTERS, (centre, total - centre), strict=True)
    ]
    return pd.concat(parts, ignore_index=True)


def _quarter(quarter: str, total: int) -> pd.DataFrame:
    keys = [(sex, age) for age in AGES for sex in SEXES]
    tilt = dict(zip(AGES, TILT[quarter], strict=True))
    weights = [
        share * tilt[age] * part
        for age, (share, women) in AGES.items()
        for part in (women, 1 - women)
    ]
    return pd.DataFrame({
        "sex": [sex for sex, _ in keys], "age": [age for _, age in keys], "quarter": quarter,
        "people": shared_out(np.array(weights), total),
    })  # fmt: skip


def margins(residents: pd.DataFrame) -> pd.DataFrame:
    """Sum the residents by sex, by age and by quarter.

    Returns
    -------
    `variable`, `category`, `people`, as the reader of census margins takes them, and `origine`,
    which says that they are invented.
    """
    rows = [
        (variable, str(category), int(people))
        for variable in ("sex", "age", "quarter")
        for category, people in residents.groupby(variable)["people"].sum().items()
    ]
    table = pd.DataFrame(rows, columns=["variable", "category", "people"])
    table["origine"] = "ville inventée"
    return table
