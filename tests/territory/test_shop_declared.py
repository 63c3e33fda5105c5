"""The table of declarations."""

import pandas as pd

from beffroi.territory.shop_declared import DECLARED


def test_a_blank_says_nothing() -> None:
    table = DECLARED.typed(pd.DataFrame({"premises_id": ["osm:n1"], "sells": [None]}))

    assert pd.isna(table.loc[0, "sells"])
    assert DECLARED.faults(table) == []
