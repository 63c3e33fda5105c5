"""Proofs of carpooling: pairs of communes, with what the register leaves out kept unknown."""

from pathlib import Path

import pytest

from beffroi.formats import carpool_rides
from beffroi.foundation.errors import FaultyFileError

HEADER = (
    "journey_id;trip_id;journey_start_datetime;journey_start_date;journey_start_insee;"
    "journey_end_insee;passenger_seats;operator_class;journey_distance;has_incentive"
)
ROWS = (
    '1;"a";"2026-05-01T08:00:00+0200";"2026-05-01";"35236";"44128";1;"C";21000;"OUI"',
    '2;"a";"2026-06-01T08:00:00+0200";"2026-06-01";"35236";"44128";2;"C";23000;"NON"',
    '3;"b";"2026-05-02T08:00:00+0200";"2026-05-02";"44128";"35236";1;"C";22000;',
    '4;"c";"2026-05-02T08:00:00+0200";"2026-05-02";"35236";"XXXXX";1;"C";9000;"NON"',
    '5;"d";"2026-05-02T08:00:00+0200";"2026-05-02";"01004";"01005";1;"C";9000;"NON"',
)


def written(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "2026-05.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def test_journeys_of_the_town_are_summed_by_pair(tmp_path: Path) -> None:
    reading = carpool_rides.read(written(tmp_path, *ROWS), communes=["35236"])

    table = reading.table.set_index("ride_id")
    assert table["journeys"].to_dict() == {"35236>44128": 2, "44128>35236": 1}
    assert table.loc["35236>44128", ["seats", "paid", "metres"]].tolist() == [3, 1, 22000]
    assert table["months"].tolist() == [2, 2]
    assert reading.date == "2026-06"
    assert reading.set_aside == 2
    assert len(reading.warnings) == 1


def test_an_incentive_that_is_not_told_is_unknown(tmp_path: Path) -> None:
    table = carpool_rides.read(written(tmp_path, *ROWS), communes=["35236"]).table

    assert table.set_index("ride_id").isna().loc["44128>35236", "paid"]


def test_a_table_without_communes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError):
        carpool_rides.read(written(tmp_path, "1;2", header="journey_id;trip_id"))


def test_a_month_without_the_town_has_no_journeys(tmp_path: Path) -> None:
    reading = carpool_rides.read(written(tmp_path, *ROWS), communes=["97411"])

    assert reading.table.empty
    assert (reading.rows, reading.warnings) == (0, ())
