"""The lines that rides show, without any map: routes, variants by direction, shapes."""

from beffroi.engines.informal.lines.drawing import Drawn, drawn
from beffroi.engines.informal.lines.pairing import paired
from beffroi.engines.informal.lines.ways import standing

__all__ = ["Drawn", "drawn", "paired", "standing"]
