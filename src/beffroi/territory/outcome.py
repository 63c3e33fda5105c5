"""Outcomes: what an engine gives back, whatever its trade."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from beffroi.foundation.figures import Figure
from beffroi.territory.exhibit import Exhibit


@dataclass(frozen=True)
class Outcome:
    """The figures, exhibits and tables that an engine computed.

    Attributes
    ----------
    figures, exhibits
        In the order of reading.
    tables
        Tables for the map or for another engine, by name.
    """

    figures: tuple[Figure, ...]
    exhibits: tuple[Exhibit, ...] = ()
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
