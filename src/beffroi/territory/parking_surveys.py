"""The tables of parking surveys: what was seen, counted, paid or measured, place by place."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.territory.table import GEOMETRY, Column, Table

SURVEY_SECTIONS = Table(
    "survey_sections",
    "A group of spaces that a survey tells apart: a car park, a street or a side of it.",
    {
        "section": Column("string", "name, as the survey writes it", optional=False),
        "spaces": Column("Float64", "spaces [space]", least=0),
        "limit": Column("Float64", "longest stay allowed [min]", least=0),
        "regulation": Column("string", "rule of its spaces, as written"),
        GEOMETRY: Column("geometry", "where it is, WGS 84"),
    },
)

PLATE_READS = Table(
    "plate_reads",
    "A vehicle seen at a pass of a survey, or a section that was passed and found empty.",
    {
        "read_id": Column("Int64", "rank of the read", optional=False),
        "section": Column("string", "where", optional=False),
        "day": Column("string", "day of the pass, ISO 8601; empty where the file names none",
                      optional=False),
        "pass": Column("string", "name of the pass, as written; missing where the file has none"),
        "time": Column("Float64", "time on the clock of the place, since 1970-01-01T00:00 there "
                       "[s]", optional=False),
        "instant": Column("Float64", "the same, in UTC [s]", optional=False),
        "vehicle": Column("Int64", "pseudonym of the vehicle, which changes with each day and each "
                          "reading; -1 where its plate could not be read, missing where the "
                          "section was empty"),
    },
)  # fmt: skip

SECTION_COUNTS = Table(
    "section_counts",
    "Vehicles parked in a section at a time.",
    {
        "count_id": Column("Int64", "rank of the count", optional=False),
        "section": Column("string", "where", optional=False),
        "day": Column("string", "day, ISO 8601; empty where the file names none", optional=False),
        "time": Column("Float64", "time on the clock of the place, since 1970-01-01T00:00 there "
                       "[s]", optional=False),
        "vehicles": Column("Float64", "vehicles parked [vehicle]", optional=False, least=0),
    },
)  # fmt: skip

BARRIER_COUNTS = Table(
    "barrier_counts",
    "Vehicles that went in and out of a car park since the row before.",
    {
        "count_id": Column("Int64", "rank of the count", optional=False),
        "section": Column("string", "car park", optional=False),
        "time": Column("Float64", "time on the clock of the place, since 1970-01-01T00:00 there "
                       "[s]", optional=False),
        "entries": Column("Float64", "vehicles that went in [vehicle]", optional=False, least=0),
        "exits": Column("Float64", "vehicles that went out [vehicle]", optional=False, least=0),
    },
)  # fmt: skip

METER_TICKETS = Table(
    "meter_tickets",
    "Parking paid at a meter or by telephone.",
    {
        "ticket_id": Column("Int64", "rank of the ticket", optional=False),
        "section": Column("string", "zone, street or car park of the ticket; missing where the "
                          "file names none"),
        "start": Column("Float64", "when it begins, on the clock of the place [s]",
                        optional=False),
        "end": Column("Float64", "until when it is paid [s]"),
        "amount": Column("Float64", "what was paid, taxes included [€]", least=0),
    },
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class SensorDays:
    """What sensors of parking said, day by day.

    Attributes
    ----------
    sensors
        Their names.
    first
        First day, since 1970-01-01. [day]
    events, bad, changes : (n_sensors, n_days)
        Events; those whose state is none; those that change the state.
    taken : (n_sensors, n_days, 24)
        Seconds that the space was said to be taken, hour by hour. [s]
    start : (n_sensors,)
        Time of the first event of each. [s]
    end
        Time of the last event of all. [s]
    """

    sensors: tuple[str, ...]
    first: int
    events: npt.NDArray[np.int32]
    bad: npt.NDArray[np.int32]
    changes: npt.NDArray[np.int32]
    taken: npt.NDArray[np.float32]
    start: npt.NDArray[np.float64]
    end: float
