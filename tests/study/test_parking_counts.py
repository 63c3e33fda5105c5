"""What is counted is written as a count; what is not stays as it is."""

import numpy as np
import pandas as pd

from beffroi.study.parking_counts import counted


def test_whole_numbers_are_written_whole_and_the_unknown_stays_so() -> None:
    table = pd.DataFrame({"spaces": [400.0, np.nan, 0.0], "share": [1.0, 0.5, 0.0]})

    written = counted(table, "spaces").to_csv(index=False, float_format="%.4f")

    assert written.splitlines() == ["spaces,share", "400,1.0000", ",0.5000", "0,0.0000"]


def test_half_a_space_stays_half_a_space() -> None:
    table = pd.DataFrame({"spaces": [2.5, 3.0]})

    assert counted(table, "spaces")["spaces"].tolist() == [2.5, 3.0]
