"""The check of a timetable: the validator's notices and ours, joined."""

from pathlib import Path

import pytest

from beffroi.foundation.errors import HostileFileError, SettingsError, UnreadableFileError
from beffroi.study.gtfs_checks import MOST_ROWS, Checked, check
from beffroi.territory.notice import UNKNOWN
from tests.engines.mobility.validity.feeds import CLEAN, DAY, added, edited
from tests.formats.gtfs.feeds import zipped


def checked(folder: Path, changes: dict[str, str] | None = None, date: str = DAY) -> Checked:
    files = {f"{name}.txt": text for name, text in (CLEAN | (changes or {})).items()}
    return check(zipped(folder, files), date)


def codes(done: Checked) -> dict[str, str]:
    return {told.notice.code: told.notice.origin for told in done.told}


def test_notices_of_the_validator_and_ours_stand_together(tmp_path: Path) -> None:
    done = checked(tmp_path, added("stops", "PORT2,Le Port,47.648,-2.083,,", "LA,Là,0,0,,"))

    found = codes(done)
    assert found["point_near_origin"] == "gtfs-guru"
    assert found["duplicate_stops"] == "pan"
    assert [told.notice.severity for told in done.told] == sorted(
        (told.notice.severity for told in done.told),
        key=["error", "warning", "notice"].index,
    )
    assert done.has_errors


def test_our_rows_bear_the_lines_of_the_file(tmp_path: Path) -> None:
    done = checked(tmp_path, added("stops", "", "PORT2,Le Port,47.648,-2.083,,"))

    notice = next(told.notice for told in done.told if told.notice.code == "duplicate_stops")
    row = notice.rows[0]
    assert (row.file, row.line) == ("stops.txt", 8)
    assert row.fields["distance_m"] == 0


def test_what_the_validator_says_is_not_said_again(tmp_path: Path) -> None:
    quicker_than_all = edited("stops", "BOURG,Le Bourg,47.700", "BOURG,Le Bourg,48.30")

    found = codes(checked(tmp_path, quicker_than_all))

    assert "fast_travel_between_consecutive_stops" in found
    assert "excessive_speed" not in found


def test_a_gap_of_the_only_calendar_is_told_once(tmp_path: Path) -> None:
    head = CLEAN["calendar"].splitlines()[0] + "\n"
    changes = {
        "calendar": head + "SEM,1,1,1,1,1,1,1,20260101,20260401\n",
        "calendar_dates": "service_id,date,exception_type\nSEM,20260701,1\n",
        **edited("trips", "B,CARS,B1", "B,SEM,B1"),
    }

    found = codes(checked(tmp_path, changes))

    assert "big_gap_in_service" in found
    assert "no_service_for_days" not in found


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (added("stops", "VIDE,Vide,47.652,-2.084,,"), "stop_without_stop_time"),
        (added("stops", "PERDU,Perdu,,,,"), "stop_without_location"),
        (added("trips", "A,SEM,A2") | added("stop_times", "A2,9:00:00,9:00:00,PORT,1"),
         "unusable_trip"),
        (edited("stops", "HALLE,", "HALLÉ,") | edited("stop_times", "HALLE", "HALLÉ"),
         "non_ascii_or_non_printable_char"),
        ({"transfers": "from_stop_id,to_stop_id,transfer_type\nPORT,ZZZ,0\n"},
         "foreign_key_violation"),
        ({"frequencies": "trip_id,start_time,end_time,headway_secs\n"
          "A1,07:00:00,09:00:00,600\nA1,08:00:00,10:00:00,600\n"}, "overlapping_frequency"),
        (added("stops", "PORT,Autre,47.6,-2,,"), "duplicate_key"),
        (edited("stops", "GARE1,Gare quai 1,47.6501,-2.0901,0,GARE",
                "GARE1,Gare quai 1,47.6501,-2.0901,0,PORT"), "wrong_parent_location_type"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_the_validator_knows_is_left_to_it(
    changes: dict[str, str], code: str, tmp_path: Path
) -> None:
    found = codes(checked(tmp_path, changes))

    assert found[code] == "gtfs-guru"
    assert set(found.values()) == {"gtfs-guru"}


def test_a_clean_feed_has_no_error(tmp_path: Path) -> None:
    done = checked(tmp_path)

    assert not done.has_errors
    assert set(codes(done)) == {"missing_recommended_file"}


def test_an_expired_feed_is_an_error_that_says_when(tmp_path: Path) -> None:
    done = checked(tmp_path, date="2028-01-01")

    first = done.told[0]
    assert first.notice.code == "feed_expired"
    assert first.notice.rows[0].fields["last_day"] == "2026-12-31"
    assert done.has_errors


def test_the_same_feed_and_day_give_the_same_answer(tmp_path: Path) -> None:
    broken = added("stops", "PORT2,Le Port,47.648,-2.083,,", "LA,Là,0,0,,", "PORT,x,1,1,,")

    assert checked(tmp_path, broken).as_json() == checked(tmp_path, broken).as_json()


def test_the_answer_counts_all_rows_and_holds_the_first(tmp_path: Path) -> None:
    many = added("stops", *(f"V{n},Vide {n},47.7{n:04},-2.2,," for n in range(MOST_ROWS + 5)))

    answer = checked(tmp_path, many).as_json()

    notice = next(one for one in answer["notices"] if one["code"] == "stop_without_stop_time")
    assert notice["count"] == MOST_ROWS + 5
    assert len(notice["rows"]) == MOST_ROWS
    assert answer["check"]["counts"]["warning"]["rows"] > MOST_ROWS
    assert notice["title"]["fr"]


@pytest.mark.parametrize("date", ["", "3", "20260301", "2026-02-30", "2026-W10-1", "demain"])
def test_what_is_no_date_is_refused(date: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is not a date"):
        checked(tmp_path, date=date)


def test_nothing_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        check(tmp_path / "none.zip", DAY)


def test_a_hostile_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HostileFileError):
        check(zipped(tmp_path, {"stops.txt": "stop_id\n", "/etc/a": "b"}), DAY)


def test_the_first_and_last_days_that_can_be_written_are_borne(tmp_path: Path) -> None:
    assert checked(tmp_path, date="9999-12-31").has_errors
    assert not checked(tmp_path, date="0001-01-01").has_errors


REAL = {
    "gtfs/lons_le_saunier_tallis_2024-07.gtfs.zip": (
        {"decreasing_or_equal_stop_time_distance": 30, "feed_expired": 1},
        "2026-01-05",
    ),
    "gtfs/perigueux_perimouv_2025-12.gtfs.zip": (
        {"block_trips_with_overlapping_stop_times": 2, "unexpected_enum_value": 43, "loop": 8},
        "2025-12-01",
    ),
    "gtfs-informal/duitama_trufi_osm.gtfs.zip": ({"loop": 5}, "2026-01-05"),
    "gtfs-informal/accra_trotro_afd_2017.gtfs.zip": (
        {"stop_too_far_from_shape": 455, "missing_timepoint_value": 11336, "feed_expired": 1},
        "2026-01-05",
    ),
    "gtfs-informal/freetown.gtfs.zip": (
        {"unexpected_enum_value": 103, "duplicate_stops": 1},
        "2019-01-05",
    ),
    "gtfs-informal/abidjan_osm2gtfs_ref.gtfs.zip": ({"missing_bike_allowance": 14}, "2020-05-05"),
    "gtfs-informal/addis_minibustaxi_gtfs.gtfs.zip": (
        {"foreign_key_violation": 549, "stop_twice_in_a_row": 34},
        "2020-05-05",
    ),
    "gtfs-informal/alger_nouri_osm.gtfs.zip": ({"missing_required_agency_id": 6}, "2026-01-05"),
    "gtfs-informal/esteli_ni_osm2gtfs_ref.gtfs.zip": (
        {"missing_timepoint_value": 23611},
        "2020-05-05",
    ),
}


@pytest.mark.real
@pytest.mark.parametrize("name", REAL)
def test_real_feeds_are_checked_and_every_notice_is_explained(name: str, real_data: Path) -> None:
    expected, date = REAL[name]

    done = check(real_data / name, date)

    counts = {told.notice.code: told.notice.count for told in done.told}
    assert expected.items() <= counts.items()
    assert UNKNOWN not in [told.words for told in done.told]
    assert all(row.file for told in done.told for row in told.notice.rows if row.line)
