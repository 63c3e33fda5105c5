"""Tickets zone by zone: hours paid, and tickets running against the vehicles seen."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from beffroi.engines.parking.surveys import meters
from beffroi.engines.parking.surveys.norms import norm
from beffroi.engines.parking.surveys.sections import rows_of
from beffroi.foundation.figures import Source
from beffroi.foundation.language import both
from beffroi.kernels.proportions import wilson_interval
from beffroi.territory.exhibit import Exhibit, Field

DAY = 86_400.0
COLUMNS = ("zone", "spaces", "tickets", "hours", "running", "vehicles", "share", "low", "high")


def by_zone(
    tickets: pd.DataFrame, places: pd.DataFrame, sections: Iterable[str], passes: pd.DataFrame
) -> pd.DataFrame:
    """Compare, in each zone that tickets name, what was paid with what was seen.

    A zone is the places that bear its name, as their section, street, name or identifier; a
    section of the survey is in it where all its places are.

    Parameters
    ----------
    tickets
        Table `METER_TICKETS`.
    places
        As `sections.matched` takes them.
    sections
        Names of the sections of the survey.
    passes
        Passes by sections: `section`, `time` [s] and `vehicles`; empty if there are none.

    Returns
    -------
    One row a zone: its spaces, tickets, hours paid by space and day, tickets running and vehicles
    seen at the passes, their ratio with its interval (Wilson); NaN where unknown, also for shares
    of fewer vehicles than `least_told`.
    """
    told = tickets.dropna(subset=["section"])
    zones = rows_of(places, told["section"].unique())
    own = rows_of(places, sections)
    days = int(np.unique(np.floor(tickets["start"].to_numpy(dtype=np.float64) / DAY)).size)
    rows = [_row(str(zone), mine, places, zones, own, passes, days)
            for zone, mine in told.groupby("section", sort=True)]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(  # noqa: PLR0917  (a zone, its tickets, its places, and what was seen there)
    zone: str,
    tickets: pd.DataFrame,
    places: pd.DataFrame,
    zones: Mapping[str, tuple[int, ...]],
    own: Mapping[str, tuple[int, ...]],
    passes: pd.DataFrame,
    days: int,
) -> tuple[object, ...]:
    rows = set(zones[zone])
    spaces = places["spaces"].iloc[list(rows)]
    total = float(spaces.sum()) if rows and spaces.notna().all() else float("nan")
    hours = meters.ticket_hours(tickets, total, days) if total > 0 else None
    within = [name for name, mine in own.items() if mine and set(mine) <= rows]
    seen = passes[passes["section"].isin(within)] if len(passes) else passes
    found = meters.paid_share(tickets, seen)
    if found is None or found[1] < norm("least_told"):
        return (zone, total, len(tickets), hours, *[float("nan")] * 5)
    running, vehicles, _ = found
    low, high = wilson_interval(min(running, vehicles), vehicles)
    share = min(running / vehicles, 1.0)
    return (zone, total, len(tickets), hours, running, vehicles, share, float(low), float(high))


def exhibits(table: pd.DataFrame, sources: tuple[Source, ...]) -> Iterator[Exhibit]:
    """Show the zones; nothing where tickets name none."""
    if table.empty:
        return
    plain = table.astype(object).where(table.notna(), None)
    yield Exhibit(
        "parking.survey.zones", both("Paid against occupied, by zone"), "table",
        (Field("zone", both("Zone of the tickets")), Field("spaces", both("Spaces"), "bay"),
         Field("tickets", both("Tickets"), "ticket"), Field("hours", both("Hours paid"), "h"),
         Field("running", both("Tickets running"), "ticket"),
         Field("vehicles", both("Vehicles seen"), "vehicle"),
         Field("share", both("Had paid"), "1"), Field("low", both("At least"), "1"),
         Field("high", both("At most"), "1")),
        tuple(plain.itertuples(index=False, name=None)), sources,
        both("Hours paid are by space and day. Tickets running and vehicles are summed over the "
             "passes by the sections of the zone; tickets that run on once a vehicle has left make "
             "it a maximum."),
    )  # fmt: skip
