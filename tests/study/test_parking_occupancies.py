from pathlib import Path

import pandas as pd
import pytest

from beffroi.study.parking_occupancies import occupancy

PLACES = pd.DataFrame({"place_id": ["a", "b", "c"]})


def test_hours_stand_in_the_order_of_the_clock(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("place_id,hour,occupancy\na,10 h,0.9\na,9 h,0.5\nb,9 h,0.4\nz,9 h,1\n")

    taken, hours = occupancy(PLACES, str(path), "10 h")

    assert taken[0] == 0.9
    assert pd.isna(taken[1:]).all()
    assert hours["hour"].tolist() == ["9 h", "9 h", "10 h"]
    assert set(hours["place_id"]) == {"a", "b"}


def test_one_share_tells_no_hour() -> None:
    taken, hours = occupancy(PLACES, "0,8", "")

    assert taken.tolist() == pytest.approx([0.8] * 3)
    assert hours.empty
