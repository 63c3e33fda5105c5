"""Journeys by public transport: a timetable as arrays, and searches over many departures."""

from beffroi.kernels.raptor.journeys import Leg, journey
from beffroi.kernels.raptor.networks import Network, reversed_
from beffroi.kernels.raptor.spans import Spans, durations, spans
from beffroi.kernels.raptor.timetable import Lines, lines
from beffroi.kernels.raptor.walking import Links, Walks, links, walks

__all__ = [
    "Leg",
    "Lines",
    "Links",
    "Network",
    "Spans",
    "Walks",
    "durations",
    "journey",
    "lines",
    "links",
    "reversed_",
    "spans",
    "walks",
]
