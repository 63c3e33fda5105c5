"""What reading a published file gives: a table, and what had to be said about the file."""

from dataclasses import dataclass

import pandas as pd

from beffroi.foundation.language import Words


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A table read from a file, with every repair and every row set aside.

    Attributes
    ----------
    table
        A table of `territory.tables`.
    rows
        Rows of the file that were asked for, whether the table keeps them or not.
    warnings
        What was repaired or set aside, and how many times; French first.
    date
        The date the data speak of, ISO 8601; empty where the file does not say.
    """

    table: pd.DataFrame
    rows: int
    warnings: tuple[Words, ...] = ()
    date: str = ""

    @property
    def set_aside(self) -> int:
        """Rows of the file that the table does not keep."""
        return self.rows - len(self.table)
