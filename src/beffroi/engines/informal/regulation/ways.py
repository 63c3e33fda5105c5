"""Ways: the variants of a network in metres, with their calls, ready to be regulated."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import shapely

from beffroi.engines.informal.published import Plane
from beffroi.engines.informal.regulation.draws import Floats
from beffroi.engines.informal.regulation.norms import parameter
from beffroi.territory.informal import InformalNetwork


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A variant.

    Attributes
    ----------
    variant_id, route_id, mode
        As in the tables.
    direction
        0 or 1.
    line : (n_points, 2)
        Its shape. [m]
    length
        Of it. [m]
    stop_ids : (n_calls,)
        Its stops, in the order of travel.
    along : (n_calls,)
        Length of the shape up to each, rising. [m]
    people : (n_calls,)
        Passengers on or off at each stop, mean of a ride; NaN where nobody counted. [person]
    halts : (n_calls,)
        Share of passing rides that halt; its probability where none was seen, else 1. [1]
    boardings
        Passengers of a ride; NaN unless every stop was counted. [person]
    stays
        Time stood at stops by a ride. [s]
    hailed
        Share of boardings (of halts, where nobody counted) far from any stop; NaN where none was
        seen. [1]
    is_counted
        Whether `hailed` rests on boardings that somebody counted.
    n_rides
        Rides that it rests on.
    is_provisional
        Whether fewer than two rides show it.
    """

    variant_id: str
    route_id: str
    mode: str
    direction: int
    line: Floats
    length: float
    stop_ids: tuple[str, ...]
    along: Floats
    people: Floats
    halts: Floats
    boardings: float
    stays: float
    hailed: float
    is_counted: bool
    n_rides: int
    is_provisional: bool

    @property
    def is_loop(self) -> bool:
        """Say whether it ends where it began."""
        return bool(np.hypot(*(self.line[-1] - self.line[0])) <= parameter("loop"))

    @property
    def weights(self) -> Floats:
        """Return what each stop weighs: passengers if all were counted, else halts. (n_calls,)."""
        if np.isfinite(self.people).all() and self.people.sum() > 0:
            return self.people
        return self.halts


def middle(network: InformalNetwork) -> Plane:
    """Return the plane of metres around the middle of a network."""
    bounds = network.variants.total_bounds
    if not np.isfinite(bounds).all():
        return Plane(0.0, 0.0)
    west, south, east, north = (float(bound) for bound in bounds)
    return Plane((west + east) / 2, (south + north) / 2)


def ways(network: InformalNetwork, plane: Plane) -> tuple[Way, ...]:
    """Lay the variants of a network out in metres, in the order of their table.

    A variant of fewer than two points or stops cannot be ridden and is left out.
    """
    modes = dict(zip(network.routes["route_id"], network.routes["mode"], strict=True))
    calls = dict([*network.calls.sort_values("rank").groupby("variant_id", sort=False)])
    hailed, counted = _hailed(network.sections), _counted(network.sections)
    made = []
    for row in network.variants.itertuples():
        line = plane.metres(*shapely.get_coordinates(row.geometry).T)
        own = calls.get(row.variant_id)
        if own is None or len(own) < 2 or len(line) < 2:
            continue
        made.append(
            replace(_way(row, modes, line, own, hailed), is_counted=row.variant_id in counted)
        )
    return tuple(made)


def _way(
    row: Any, modes: dict[str, str], line: Floats, own: pd.DataFrame,
    hailed: dict[str, float],
) -> Way:  # fmt: skip
    on, off, dwell = (_numbers(own[c]) for c in ("boardings", "alightings", "dwell_s"))
    halts = _halts(own)
    known = dwell[np.isfinite(dwell)]
    usual = float(np.median(known)) if len(known) else parameter("dwell")
    return Way(
        variant_id=str(row.variant_id), route_id=str(row.route_id), direction=int(row.direction),
        mode=modes.get(row.route_id, ""), line=line, length=float(row.length_m),
        stop_ids=tuple(own["stop_id"]), along=_numbers(own["along_m"]), people=on + off,
        halts=halts, boardings=float(on.sum()), n_rides=int(row.n_rides),
        stays=float((np.where(np.isfinite(dwell), dwell, usual) * halts)[1:-1].sum()),
        hailed=hailed.get(row.variant_id, np.nan), is_counted=False,
        is_provisional=row.state == "provisional",
    )  # fmt: skip


def _numbers(column: pd.Series) -> Floats:
    return np.asarray(column.to_numpy(dtype="float64", na_value=np.nan))


def _halts(own: pd.DataFrame) -> Floats:
    halted, passed, sure = (_numbers(own[c]) for c in ("n_halts", "n_passes", "probability"))
    with np.errstate(divide="ignore", invalid="ignore"):
        seen = np.where(passed > 0, halted / passed, np.nan)
    seen = np.where(np.isfinite(seen), seen, sure)
    return np.where(np.isfinite(seen), seen, 1.0)


def _counted(sections: pd.DataFrame) -> set[str]:
    """Return the variants where somebody counted who got on."""
    return set(sections.loc[sections["is_counted"].fillna(value=False), "variant_id"])


def _hailed(sections: pd.DataFrame) -> dict[str, float]:
    """Average what is hailed over the stretches of each variant, by what was seen on each."""
    known = sections[sections["hailed"].notna() & (sections["n_seen"] > 0)]
    if known.empty:
        return {}
    seen = known["n_seen"].astype(float)
    total = (known["hailed"].astype(float) * seen).groupby(known["variant_id"]).sum()
    return dict(total / seen.groupby(known["variant_id"]).sum())
