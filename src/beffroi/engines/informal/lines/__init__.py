"""The lines that rides show, without any map: routes, variants by direction, shapes."""

from beffroi.engines.informal.lines.drawing import Drawn, drawn

__all__ = ["Drawn", "drawn"]
