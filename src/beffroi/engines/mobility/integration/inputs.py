"""Inputs: the feeds that are to be merged, and the streets between their stops."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

Tables = dict[str, pd.DataFrame]
PARAMETERS = Path(__file__).parent / "parameters.toml"


@dataclass(frozen=True)
class Part:
    """One feed that is to be merged.

    Attributes
    ----------
    key
        Short name of the feed, put before each of its identifiers: letters, digits, ``-`` and
        ``_``; unlike that of every other feed.
    tables
        Its GTFS tables by name, as `Timetable.tables` with every table and column of the feed:
        identifiers and names text, codes and times whole numbers, dates ISO 8601.
    """

    key: str
    tables: Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Streets:
    """Streets that people walk along.

    Attributes
    ----------
    streets, street_nodes
        Table `STREETS`, and columns `node_id`, `lon`, `lat` of their nodes.
    """

    streets: pd.DataFrame
    street_nodes: pd.DataFrame


@cache
def parameter(name: str) -> float:
    """Return the value of one of the `parameters.toml` of this room, in its unit.

    Examples
    --------
    >>> parameter("detour")
    1.3
    """
    with PARAMETERS.open("rb") as file:
        return float(tomllib.load(file)[name]["value"])
