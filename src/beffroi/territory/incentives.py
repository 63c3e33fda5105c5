"""Incentives: what a local scheme pays for a carpooled trip, as its rules are written."""

import math
from dataclasses import dataclass

UNKNOWN = math.nan


@dataclass(frozen=True, slots=True)
class Incentive:
    """A rule of a scheme; NaN is unknown, which is neither zero nor "no limit".

    Attributes
    ----------
    name
        What the scheme calls it.
    payer
        Who pays; empty where unknown.
    to
        Who is paid for a passenger's trip: ``driver`` or ``passenger``.
    per_trip, per_km
        Sum for a passenger's trip [€], and for each of its kilometres [€/km]; 0 for none.
    least, most
        Shortest and longest trip paid; 0 and infinite for no limit. [m]
    cap
        Largest sum paid for a trip; infinite for no limit. [€]
    valid_from
        First day of the rule, ISO 8601; empty where unknown.
    """

    name: str
    payer: str
    to: str
    per_trip: float = UNKNOWN
    per_km: float = UNKNOWN
    least: float = UNKNOWN
    most: float = UNKNOWN
    cap: float = UNKNOWN
    valid_from: str = ""
