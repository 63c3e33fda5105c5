"""Supply: places where one can park, what they cost, and how far on foot they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.parking.scenarios.tariffs import DAY, FREE, Tariff
from beffroi.foundation.errors import InputError, ShapeError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
PROFILES = ("residents", "visitors", "workers")
"""Who parks, in the order of every array."""
REGULATIONS = ("free", "paid", "blue_zone", "residents", "private")
"""Rules under which somebody of the three profiles may park."""
WHOLE_DAY = ((0.0, DAY),)


@dataclass(frozen=True, slots=True)
class Place:
    """Spaces that a driver sees as one: a car park, or one side of a section of street.

    Attributes
    ----------
    id, name
        Its key and its name.
    spaces
        Spaces, >= 0. [space]
    x, y
        Where it is. [m]
    regulation
        One of `REGULATIONS`.
    zone
        Zone of tariffs or of enforcement; empty if none.
    tariff
        What a stay costs, in the hours of `hours`.
    limit
        Longest stay in these hours, infinite without one. [h]
    hours
        When one pays, or when the limit holds: begin and end within a day. [h]
    checks
        Checks an hour in these hours; NaN to take that of the town. [1/h]
    permits
        By profile, price of a day with a permit, >= 0, instead of the tariff and the limit. [€]
    open_to
        Profiles that may park.
    pool
        Key of the group of places that share their free spaces by guidance; its own id if alone.
    walks_from
        Id of the place from which one walks: its own, or the end of a shuttle.
    ride, wait
        Time in a shuttle and before it, one way, >= 0. [min]
    fare
        Price of the shuttle, there and back, >= 0. [€]
    """

    id: str
    name: str
    spaces: int
    x: float = float("nan")
    y: float = float("nan")
    regulation: str = "free"
    zone: str = ""
    tariff: Tariff = FREE
    limit: float = np.inf
    hours: tuple[tuple[float, float], ...] = WHOLE_DAY
    checks: float = float("nan")
    permits: Mapping[str, float] = field(default_factory=dict)
    open_to: tuple[str, ...] = PROFILES
    pool: str = ""
    walks_from: str = ""
    ride: float = 0.0
    wait: float = 0.0
    fare: float = 0.0

    @property
    def group(self) -> str:
        """Key of the places that share its spaces."""
        return self.pool or self.id

    @property
    def foot(self) -> str:
        """Id of the place from which one walks."""
        return self.walks_from or self.id


@dataclass(frozen=True, slots=True, eq=False)
class Supply:
    """Places of a town, and minutes on foot from each to where people go.

    Attributes
    ----------
    places
        Places; a place reached by shuttle stands twice, on foot and by shuttle, in one pool.
    walk : by place id, (n_cells,)
        Minutes on foot, >= 0, infinite out of reach. [min]
    """

    places: tuple[Place, ...]
    walk: Mapping[str, Floats]

    @property
    def groups(self) -> tuple[tuple[str, ...], Ints, Floats]:
        """Keys of the groups that share spaces, group of each place, spaces of each group."""
        keys = tuple(dict.fromkeys(place.group for place in self.places))
        rank = {key: n for n, key in enumerate(keys)}
        which = np.array([rank[place.group] for place in self.places], dtype=np.int64)
        spaces = np.zeros(len(keys))
        np.add.at(spaces, which, [float(place.spaces) for place in self.places])
        return keys, which, spaces

    def minutes(self) -> Floats:
        """Minutes on foot, (n_cells, n_places). [min].

        Raises
        ------
        ShapeError
            If the walk from a place is not given.
        """
        lacking = [place.foot for place in self.places if place.foot not in self.walk]
        if lacking:
            raise ShapeError("The walk from {ids} is not given.", ids=", ".join(lacking[:9]))
        return np.stack([self.walk[place.foot] for place in self.places], axis=1)


def supply(table: pd.DataFrame, walk: Floats) -> Supply:
    """Make a supply from a table of places.

    Parameters
    ----------
    table
        One row a place: ``place_id``, ``spaces`` (>= 0), and where known ``name``, ``x``, ``y``
        [m], ``regulation``, ``zone``, ``tariff`` (`Tariff`), ``maxstay`` [min], ``windows``
        (begin and end within a day) [h], ``checks`` [1/h]. Rules under which none of the profiles
        parks (deliveries, disabled, forbidden) are left out.
    walk : (n_cells, n_places)
        Minutes on foot, infinite out of reach. [min]

    Raises
    ------
    InputError
        With every place whose spaces are unknown or negative, or whose id stands twice.
    ShapeError
        If the walk does not fit the table.
    """
    if walk.ndim != 2 or walk.shape[1] != len(table):
        raise ShapeError("Give the minutes on foot from each place to each cell.")
    spaces = pd.to_numeric(table["spaces"], errors="coerce").to_numpy(dtype=float)
    bad = ~(spaces >= 0) | ~np.isfinite(spaces)
    if bad.any():
        raise InputError(
            "The number of spaces is unknown or negative for {ids}: give 0 or more.",
            ids=", ".join(table["place_id"].astype(str)[bad].head(9)),
        )
    twice = table["place_id"].astype(str).duplicated()
    if twice.any():
        raise InputError("Places are listed twice: {ids}.",
                         ids=", ".join(table["place_id"].astype(str)[twice].head(9)))  # fmt: skip
    places, walks = [], {}
    for n, row in enumerate(table.to_dict("records")):
        place = _place(row, round(spaces[n]))
        if place.regulation in REGULATIONS:
            places.append(place)
            walks[place.id] = walk[:, n]
    return Supply(tuple(places), walks)


def _place(row: Mapping[Any, Any], spaces: int) -> Place:
    given: dict[str, Any] = {key: value for key, value in row.items() if _is_known(value)}
    regulation = str(given.get("regulation", "free"))
    maxstay = given.get("maxstay")
    tariff = given.get("tariff", FREE)
    open_to: Sequence[str] = given.get("open_to", _open_to(regulation))
    return Place(
        id=str(given["place_id"]), name=str(given.get("name", given["place_id"])), spaces=spaces,
        x=float(given.get("x", np.nan)), y=float(given.get("y", np.nan)), regulation=regulation,
        zone=str(given.get("zone", "")), tariff=tariff if regulation == "paid" else FREE,
        limit=np.inf if maxstay is None else float(maxstay) / 60.0,
        hours=tuple(given.get("windows", WHOLE_DAY)), checks=float(given.get("checks", np.nan)),
        open_to=tuple(open_to),
    )  # fmt: skip


def _is_known(value: object) -> bool:
    if isinstance(value, list | tuple | Tariff):
        return True
    return value is not None and not bool(pd.isna(value))  # type: ignore[call-overload]


def _open_to(regulation: str) -> tuple[str, ...]:
    if regulation == "residents":
        return PROFILES[:1]
    return () if regulation == "private" else PROFILES
