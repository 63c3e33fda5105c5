"""Departures counted at terminals, and prices paid."""

from pathlib import Path

import pytest

from beffroi.formats.rides import field_sheets
from beffroi.foundation.errors import FaultyFileError, InputError


def written(folder: Path, text: str) -> Path:
    path = folder / "sheet.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_counts_are_put_in_order_of_time_in_utc(tmp_path: Path) -> None:
    path = written(tmp_path, "Heure;Longitude;Latitude;Ligne\n2026-01-05 08:10;-54,03;5,49;1\n"
                             "2026-01-05 08:00;-54,03;5,49;\n?;-54,03;5,49;2\n")  # fmt: skip

    sheet = field_sheets.counts(path, zone="America/Cayenne")

    # Cayenne is three hours behind UTC all year.
    assert (sheet.table["time"] - 1_767_611_400.0 + 10 * 60).tolist() == [0.0, 600.0]
    assert sheet.table["label"].isna().tolist() == [True, False]
    assert (sheet.n_read, len(sheet.warnings)) == (3, 1)


def test_times_without_an_offset_are_said_to_be_taken_in_utc(tmp_path: Path) -> None:
    sheet = field_sheets.counts(written(tmp_path, "time,lon,lat\n2026-01-05 08:00:00,-54,5\n"))

    assert "--zone" in sheet.warnings[0].en


@pytest.mark.parametrize("text", ["time,lon\n1,2\n", "time,lon,lat\n?,2,3\n", "time,lon,lat\n1,2"])
def test_counts_that_tell_nothing_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(FaultyFileError):
        field_sheets.counts(written(tmp_path, text))


def test_an_unknown_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        field_sheets.counts(written(tmp_path, "time,lon,lat\n1,2,3\n"), zone="Mars/Olympus")


def test_payments_keep_their_places_and_prices(tmp_path: Path) -> None:
    head = "ride_id,from_lon,from_lat,to_lon,to_lat,price\n"
    path = written(tmp_path, head + "r1,-54.03,5.49,-54.02,5.5,2.5\nr1,-54,5,0,0,2\n,1,2,3,4,-1\n")

    sheet = field_sheets.payments(path)

    assert sheet.table.loc[0, ["ride_id", "price"]].tolist() == ["r1", 2.5]
    assert (len(sheet.table), sheet.n_read, len(sheet.warnings)) == (1, 3, 1)


def test_payments_without_a_price_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="price"):
        field_sheets.payments(written(tmp_path, "from_lon,from_lat,to_lon,to_lat\n1,2,3,4\n"))


def test_a_sheet_without_rows_is_said_to_hold_none(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("from_lon,from_lat,to_lon,to_lat,price\n", encoding="utf-8")

    with pytest.raises(FaultyFileError, match="it holds no row"):
        field_sheets.payments(tmp_path / "p.csv")
