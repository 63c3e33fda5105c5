"""Tastes: what the people of a drawn town would ask for, given what the town lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from beffroi.drawing.measures import Floats
from beffroi.drawing.residents import AGES

LEAST, MOST = 0.01, 0.95
"""Bounds of the share of any kind of people who ask for something. [1]"""

OTHERS = ("visit", "comm", "agent")
"""Kinds of people who are not inhabitants: visitors, shopkeepers, agents."""


@dataclass(frozen=True, slots=True)
class Taste:
    """How many people ask for something.

    Attributes
    ----------
    share
        Share of inhabitants before it leans by age, sex and quarter. [1]
    age
        What the oldest have over the youngest. [1]
    woman
        What women have over men. [1]
    centre
        What the people of the centre have over the others. [1]
    others
        Ratio of the share of visitors, shopkeepers and agents to that of inhabitants.
    """

    share: float
    age: float = 0.0
    woman: float = 0.0
    centre: float = 0.0
    others: tuple[float, float, float] = (1.0, 1.0, 1.0)

    def of(self, kind: str) -> float:
        """Return the share of a kind of people of `OTHERS`."""
        return float(np.clip(self.share * self.others[OTHERS.index(kind)], LEAST, MOST))

    def of_residents(self, residents: pd.DataFrame) -> Floats:
        """Return the share of the inhabitants of each row: `sex`, `age`, `quarter`."""
        band = residents["age"].map({age: k for k, age in enumerate(AGES)}).to_numpy(float)
        leaning = (
            self.share
            + self.age * (band / (len(AGES) - 1) - 0.5)
            + self.woman * ((residents["sex"] == "f").to_numpy() - 0.5)
            + self.centre * (residents["quarter"] == "centr").to_numpy()
        )
        shares: Floats = np.clip(leaning, LEAST, MOST)
        return shares


def tastes(truth: Mapping[str, Any]) -> dict[str, Taste]:
    """Return what is asked for, by choice of the question of needs.

    Empty premises make people ask for life in them; car parks with few bays make them ask for
    bays; shops whose hours nobody publishes make a few ask for these.

    Parameters
    ----------
    truth
        What is known for certain of the town: `inhabitants`, `commerce`, `parking`.
    """
    commerce, bays = truth["commerce"], truth["parking"]["bays"]
    vacancy = (commerce["shop_vacant"] + commerce["disused_shop"]) / commerce["premises"]
    silent = 1 - commerce["with_hours"] / commerce["trading"]
    scarcity = 1 - min(bays / truth["inhabitants"] / 0.25, 1.0)
    return {
        "visib": Taste(0.18 * silent, others=(1.2, 1.0, 0.8)),
        "dist": Taste(0.24, age=-0.40, others=(0.6, 1.3, 0.8)),
        "local": Taste(0.20, woman=0.10, others=(0.5, 2.2, 1.2)),
        "vide": Taste(0.22 + 1.4 * vacancy, age=0.32, centre=0.10, others=(0.7, 1.3, 1.4)),
        "place": Taste(0.15 + 0.45 * scarcity, age=0.20, centre=-0.10, others=(1.5, 1.4, 0.8)),
        "court": Taste(0.22, age=0.08, woman=0.05, others=(1.2, 2.0, 0.8)),
        "evene": Taste(0.28, age=0.24, woman=0.12, others=(0.8, 0.8, 1.0)),
        "wifi": Taste(0.06, age=-0.08, others=(1.8, 0.5, 0.8)),
        "flux": Taste(0.03, others=(0.3, 6.0, 8.0)),
        "ensem": Taste(0.14, centre=0.05, others=(0.3, 2.5, 2.5)),
    }  # fmt: skip


def true_shares(asked: Mapping[str, Taste], residents: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return the share of each kind of people who ask for each thing, known for certain.

    Parameters
    ----------
    asked
        As `tastes` returns.
    residents
        As `drawing.residents.residents` returns: those who are counted.
    """
    people = residents["people"].to_numpy(float)
    own = {
        name: round(float((taste.of_residents(residents) * people).sum() / people.sum()), 4)
        for name, taste in asked.items()
    }
    others = {k: {n: round(taste.of(k), 4) for n, taste in asked.items()} for k in OTHERS}
    return {"hab": own, **others}
