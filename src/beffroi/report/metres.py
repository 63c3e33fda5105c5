"""Metres around a point of the globe: enough for the width of what a map draws."""

from typing import Any

import numpy as np
import shapely

from beffroi.report.plan import METRES_PER_DEGREE


class Scale:
    """Metres east and north of a point.

    Examples
    --------
    >>> scale = Scale(0.0, 60.0)
    >>> shapely.get_coordinates(scale.metres(shapely.Point(0.001, 60.0))).round(1).tolist()
    [[55.6, 0.0]]
    """

    def __init__(self, lon: float, lat: float) -> None:
        """Take the point, in degrees."""
        self.centre = np.array([lon, lat])
        self.step = METRES_PER_DEGREE * np.array([np.cos(np.radians(lat)), 1.0])

    def metres(self, shapes: Any) -> Any:
        """Carry shapes from degrees to metres east and north of the point."""
        return shapely.transform(shapes, lambda xy: (xy - self.centre) * self.step)

    def degrees(self, shapes: Any) -> Any:
        """Carry them back."""
        return shapely.transform(shapes, lambda xy: xy / self.step + self.centre)
