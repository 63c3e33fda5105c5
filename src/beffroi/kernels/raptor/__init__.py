"""Journeys by public transport: a timetable as arrays, and searches over many departures."""

from beffroi.kernels.raptor.journeys import Leg, journey
from beffroi.kernels.raptor.networks import Network, reversed_
from beffroi.kernels.raptor.profiles import Profiles, looked_up, pay, profiles
from beffroi.kernels.raptor.spans import durations, spans
from beffroi.kernels.raptor.tasks import Spans
from beffroi.kernels.raptor.timetable import Lines, lines
from beffroi.kernels.raptor.walking import Links, Walks, amended, links, walks

__all__ = [
    "Leg",
    "Lines",
    "Links",
    "Network",
    "Profiles",
    "Spans",
    "Walks",
    "amended",
    "durations",
    "journey",
    "lines",
    "links",
    "looked_up",
    "pay",
    "profiles",
    "reversed_",
    "spans",
    "walks",
]
