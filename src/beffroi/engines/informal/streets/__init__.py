"""Streets of a map under rides: which are driven, what shapes follow, which tracks are missing."""

from beffroi.engines.informal.streets.junctions import junctions
from beffroi.engines.informal.streets.missing import described, missing
from beffroi.engines.informal.streets.rides import OnStreets, matched
from beffroi.engines.informal.streets.snapping import Snapped, Stretch, snapped
from beffroi.engines.informal.streets.web import Web, web

__all__ = [
    "OnStreets",
    "Snapped",
    "Stretch",
    "Web",
    "described",
    "junctions",
    "matched",
    "missing",
    "snapped",
    "web",
]
