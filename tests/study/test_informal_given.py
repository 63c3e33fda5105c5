"""What is given beside the rides, as it is read."""

from pathlib import Path

import pandas as pd

from beffroi.engines.informal.afloat import Waters
from beffroi.engines.informal.evidence import Given
from beffroi.study.informal_asked import Asked
from beffroi.study.informal_given import joined, read


def test_stops_tell_where_the_rides_should_lie(tmp_path: Path) -> None:
    path = tmp_path / "stops.csv"
    path.write_text("id,lon,lat\na,-54.03,5.50\nb,-54.02,5.49\nc,-54.01,5.48\n", encoding="utf-8")

    assert read(Asked(stops=path)).middle == (-54.02, 5.49)
    assert read(Asked()).middle is None


def test_rows_that_name_no_ride_are_left_out_and_counted() -> None:
    waits = pd.DataFrame({"ride": ["Matin 1", " matin 1 ", "soir"], "seconds": [60.0, 90.0, 30.0]})

    given, said = joined(Given(waits=waits, water=Waters()), {"matin 1": "r00001"})

    assert given.waits is not None
    assert given.waits["ride_id"].tolist() == ["r00001", "r00001"]
    assert [words.en for words in said] == [
        "1 row of the counts is left out: no ride that was read has the name it gives."
    ]
    assert joined(Given(waits=waits), {"matin 1": "r1", "soir": "r2"})[1] == ()
