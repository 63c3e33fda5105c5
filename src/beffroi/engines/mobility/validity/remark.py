"""What a rule remarks in a timetable: the rows of a file, and what makes them remarkable."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

WHOLE = -1
"""The row of a remark about the whole feed."""


@dataclass(frozen=True, eq=False)
class Remark:
    """What a rule found.

    Attributes
    ----------
    code
        The rule (`rules`).
    table
        The file, without extension; empty where the remark is about the whole feed.
    rows
        One row a finding: its index is the number of the row in the file, its columns what matters
        there (text, numbers).
    """

    code: str
    table: str
    rows: pd.DataFrame


def remarked(code: str, table: str, rows: pd.DataFrame) -> Iterator[Remark]:
    """Yield a remark if there is anything in it."""
    if not rows.empty:
        yield Remark(code, table, rows)


def whole(code: str, **fields: object) -> Remark:
    """Make a remark about the whole feed."""
    return Remark(code, "", pd.DataFrame([fields], index=[WHOLE]))
