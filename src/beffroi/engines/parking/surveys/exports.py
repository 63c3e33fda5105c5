"""What exports tell: figures and tables of meters, barriers and sensors."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from beffroi.engines.parking.surveys import meters
from beffroi.engines.parking.surveys.barriers import Inside
from beffroi.engines.parking.surveys.occupancy import Occupied
from beffroi.engines.parking.surveys.sensors import REASONS, Judged, by_hour
from beffroi.engines.parking.surveys.stays import Estimate
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import both
from beffroi.kernels.proportions import wilson_interval
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.indicator import Indicator
from beffroi.territory.parking_surveys import SensorDays

Known = Mapping[str, Indicator]
Sources = tuple[Source, ...]
DAY = 86_400.0
PAID = ("pay", "paid")
"""Beginnings of the words by which a rule says that a place is paid for."""
MOST_LISTED = 60


def paid_sections(sections: pd.DataFrame) -> pd.DataFrame:
    """Return the sections whose rule says that one pays; all, where no rule says so."""
    rule = sections["regulation"].astype("string").str.strip().str.casefold()
    is_paid = rule.str.startswith(PAID).fillna(value=False).to_numpy(dtype=bool)
    return sections[is_paid] if is_paid.any() else sections


def of_occupancy(taken: Occupied, known: Known, sources: Sources, n_all: int) -> Iterator[Figure]:
    """Tell the occupancy of counts.

    Parameters
    ----------
    taken
        Occupancies.
    known
        Definitions of figures.
    sources
        Where they come from.
    n_all
        Sections counted.
    """
    n_known = int(taken.passes.loc[taken.passes["spaces"].notna(), "section"].nunique())
    hour = "?" if taken.peak_hour is None else str(taken.peak_hour)
    for name, found, parts in (
        ("occupancy", taken.mean, {"known": str(n_known), "all": str(n_all)}),
        ("peak", taken.peak, {"hour": hour}), ("saturated", taken.saturated, {}),
    ):  # fmt: skip
        yield _figure(known, name, found, sources, parts)


def _figure(
    known: Known, name: str, found: Estimate | None, sources: Sources, parts: Mapping[str, str]
) -> Figure:
    span = None
    if found is not None and found.low < found.high:
        span = (found.low, found.high)
    value = None if found is None else found.value
    return known[f"parking.survey.{name}"].figure(value, sources, interval=span, parts=dict(parts))


def of_meters(
    tickets: pd.DataFrame, sections: pd.DataFrame, passes: pd.DataFrame, known: Known,
    sources: Sources, *, rate: float | None = None, fine: float | None = None,
) -> Iterator[Figure]:  # fmt: skip
    """Tell what meters tell.

    Parameters
    ----------
    tickets
        Table `METER_TICKETS`.
    sections
        Table `SURVEY_SECTIONS`.
    passes
        Passes by sections, to compare with the tickets; empty if there are none.
    known
        Definitions of figures.
    sources
        Where the tickets come from.
    rate
        Price of an hour, where tickets do not say until when they are paid; None if unknown. [€]
    fine
        Post-payment fine (FPS) of the town; None if unknown. [€]
    """
    paid = paid_sections(sections)
    spaces = float(paid["spaces"].sum()) if paid["spaces"].notna().all() else 0.0
    days = int(np.unique(np.floor(tickets["start"].to_numpy(dtype=np.float64) / DAY)).size)
    money = float(tickets["amount"].sum()) if tickets["amount"].notna().all() else None
    hours, how = None, both("Hours written on the tickets")
    if spaces and days:
        hours = meters.ticket_hours(tickets, spaces, days)
        if hours is None and rate and money is not None:
            hours = meters.paid_hours(money, rate, spaces, days)
            how = both("Revenue over the price of an hour ({rate} €)", rate=f"{rate:g}")
    yield known["parking.survey.paid_hours"].figure(
        hours, sources, parts={"how": how, "spaces": f"{spaces:g}", "days": str(days)}
    )
    yield known["parking.survey.revenue"].figure(money, sources, parts={"n": str(len(tickets))})
    price, n_hours = meters.first_hour(tickets)
    hours_told = both("Median of the tickets paid for an hour, within five minutes ({n})",
                      n=n_hours)  # fmt: skip
    if price is None and rate:
        price, hours_told = rate, both("Price of an hour, as the option `--rate` gives it")
    yield known["parking.survey.first_hour"].figure(price, sources, parts={"how": hours_told})
    yield known["parking.survey.fine"].figure(fine, sources)
    own = passes[passes["section"].isin(paid["section"])] if len(passes) else passes
    share = meters.paid_share(tickets, own)
    found = None
    if share is not None:
        running, seen, _ = share
        low, high = wilson_interval(min(running, seen), seen)
        found = Estimate(min(running / seen, 1.0), float(low), float(high))
    parts = {"n": str(0 if share is None else share[2])}
    yield _figure(known, "payment", found, sources, parts)


def of_barriers(found: Inside, taken: Occupied, known: Known, sources: Sources) -> Iterator[Figure]:
    """Tell what barriers tell: mean occupancy, and how much they miss."""
    mean = None if taken.mean is None else taken.mean.value
    yield known["parking.survey.barriers_mean"].figure(mean, sources, minimum=True)
    drift = found.drift.dropna()
    worst = "–" if drift.empty else str(drift.idxmax())
    value = None if drift.empty else float(drift.max())
    yield known["parking.survey.barriers_drift"].figure(value, sources, parts={"worst": worst})


def of_sensors(days: SensorDays, found: Judged, known: Known, sources: Sources) -> Iterator[Figure]:
    """Tell what sensors tell: how much of it can be believed, and the busiest hour."""
    n_known = int(found.known.sum())
    share = float(found.kept.sum() / n_known) if n_known else None
    n = len({one.sensor for one in found.aside})
    parts = {"n": str(n), "all": str(len(days.sensors))}
    yield known["parking.survey.sensors_kept"].figure(share, sources, parts=parts)
    mean, low, high = by_hour(days, found)
    peak, hour = None, "?"
    if not np.isnan(mean).all():
        at = int(np.nanargmax(mean))
        peak, hour = Estimate(float(mean[at]), float(low[at]), float(high[at])), str(at)
    yield _figure(known, "sensors_occupancy", peak, sources, {"hour": hour})


def sensors_aside(found: Judged, sources: Sources) -> Exhibit:
    """List the sensors whose days are set aside, with the reason."""
    rows = tuple(
        (one.sensor, REASONS[one.reason], _day(one.first), _day(one.last),
         float(one.last - one.first + 1))
        for one in found.aside[:MOST_LISTED]
    )  # fmt: skip
    return Exhibit(
        "parking.survey.sensors", both("Sensors set aside"), "table",
        (Field("sensor", both("Sensor")), Field("reason", both("Why")),
         Field("first", both("First day")), Field("last", both("Last day")),
         Field("days", both("Days"), "day")),
        rows, sources,
        both("{shown} of {all}; `sensors.csv` has them all. What is set aside is in no figure.",
             shown=len(rows), all=len(found.aside)),
    )  # fmt: skip


def _day(day: int) -> str:
    return str(np.datetime64(day, "D"))
