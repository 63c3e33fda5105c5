"""A small census, and what is known of its town, without drawing any street."""

import pandas as pd

from beffroi.drawing.measures import Measures
from beffroi.drawing.people import Homes
from beffroi.drawing.residents import residents

TRUTH = {
    "inhabitants": 20_000,
    "commerce": {"premises": 300, "shop_vacant": 25, "disused_shop": 15, "with_hours": 180,
                 "trading": 260},
    "parking": {"bays": 2_200, "car_parks_without_capacity": 9},
}  # fmt: skip


def counted(seed: int = 1) -> tuple[Measures, pd.DataFrame]:
    """Count a town of 20,000, of whom 3,000 live in the old centre."""
    measures = Measures(20_000, seed)
    homes = Homes(pd.DataFrame({"x": [0.0, 900.0], "y": [0.0, 0.0], "people": [3_000, 17_000]}))
    return measures, residents(measures, homes)
