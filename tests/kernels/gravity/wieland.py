"""A published survey: 19 places, 5 grocers (Wieland 2015), read from its workbook."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import openpyxl
import pytest

FILE = Path(__file__).parents[4] / "shared" / "data" / "shops" / "Wieland2015.xlsx"
COLUMNS = ("VF", "K", "K_KKr", "Dist_Min2", "Anb_Eink1")


class Market(NamedTuple):
    """Floor and two measures of neighbours of 5 shops; minutes and customers of 19 places."""

    attributes: np.ndarray
    times: np.ndarray
    customers: np.ndarray


def market() -> Market:
    """Read the workbook, or say that it is not there."""
    if not FILE.exists():
        pytest.skip("Wieland2015.xlsx is not in ../shared/data/shops")
    sheet = openpyxl.load_workbook(FILE, data_only=True)["interactionmatrix"]
    head, *rows = list(sheet.iter_rows(values_only=True))
    at = [head.index(name) for name in COLUMNS]
    floor, neighbours, nearer, minutes, customers = (
        np.array([row[n] for row in rows], float).reshape(19, 5) for n in at
    )
    return Market(np.stack([floor[0], neighbours[0], nearer[0]], axis=1), minutes, customers)
