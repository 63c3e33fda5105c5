"""A plausible French town drawn from scratch, whose truth is known."""

from beffroi.drawing.town import DATE, DrawnTown, draw

__all__ = ["DATE", "DrawnTown", "draw"]
