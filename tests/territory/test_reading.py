"""Rows of a file are kept or set aside, never lost."""

import pandas as pd

from beffroi.territory.reading import Reading


def test_rows_that_the_table_does_not_keep_are_set_aside() -> None:
    reading = Reading(pd.DataFrame({"commune": ["35236"]}), rows=3)

    assert reading.set_aside == 2
