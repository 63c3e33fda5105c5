"""Files with their meaning: typed columns, faults, rows set aside."""

import pytest

from beffroi.formats.gtfs.ledger import Ledger
from tests.formats.gtfs.feeds import MINIMAL, english, typed


def test_columns_have_the_types_of_the_reference_and_unknown_ones_stay_text() -> None:
    stops = typed("stops", "stop_id,stop_lat,location_type,pmr\n001,47.5,0,oui\n002,,,\n")

    assert stops.dtypes.astype(str).tolist() == ["string", "Float64", "Int64", "string"]
    assert stops["stop_id"].tolist() == ["001", "002"]
    assert stops.iloc[1, 1:].isna().all()


def test_an_invalid_time_refuses_the_feed_with_its_line() -> None:
    ledger = Ledger()
    text = MINIMAL["stop_times.txt"].replace("07:40:00,07", "25:61:00,07")

    typed("stop_times", text, ledger)

    assert ledger.faults[0].en == (
        "stop_times.txt: 1 value of arrival_time cannot be read as times (HH:MM:SS): "
        "line 4 '25:61:00'"
    )
    assert "ligne 4 « 25:61:00 »" in ledger.faults[0].fr


def test_many_faults_of_one_kind_make_one_sentence() -> None:
    ledger = Ledger()
    text = "trip_id,stop_sequence,arrival_time\n" + "A,1,8h30\n" * 9

    typed("stop_times", text, ledger)

    assert len(ledger.faults) == 1
    assert "9 values" in ledger.faults[0].en
    assert ledger.faults[0].en.endswith("line 4 '8h30', …")


@pytest.mark.parametrize(
    ("table", "text", "told"),
    [
        (
            "calendar_dates",
            "service_id,date,exception_type\nS,20241301,1\n",
            "cannot be read as dates",
        ),
        (
            "calendar_dates",
            "service_id,date,exception_type\nS,20240101,3\n",
            "cannot be read as codes",
        ),
        ("trips", "route_id,service_id,trip_id\nA,S,\n", "1 row without trip_id"),
        ("routes", "route_id,route_type\nA,bus\n", "cannot be read as route types"),
    ],
)
def test_what_would_falsify_the_timetable_refuses_it(table: str, text: str, told: str) -> None:
    ledger = Ledger()

    typed(table, text, ledger)

    assert told in ledger.faults[0].en
    assert len(ledger.faults) == 1


def test_an_unreadable_optional_value_is_unknown_and_told() -> None:
    ledger = Ledger()

    trips = typed("trips", "route_id,service_id,trip_id,direction_id\nA,S,1,retour\n", ledger)

    assert trips["direction_id"].isna().all()
    assert "line 2 'retour'. Read as unknown." in english(ledger)
    assert not ledger.faults


def test_an_unusable_row_beside_the_timetable_is_set_aside() -> None:
    ledger = Ledger()
    text = "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\nS,47,-2,1\nS,947,-2,2\n"

    shapes = typed("shapes", text, ledger)

    assert len(shapes) == 1
    aside = ledger.set_aside["shapes"][0]
    assert aside["line"].tolist() == [3]
    assert aside["reason_en"].tolist() == ["shape_pt_lat missing or unreadable"]


def test_rows_of_commas_are_set_aside() -> None:
    ledger = Ledger()

    areas = typed("areas", "area_id,area_name\n1,Bourg\n,\n", ledger)

    assert len(areas) == 1
    assert "1 row set aside, blank row: line 3" in english(ledger)


def test_decimal_commas_are_repaired_and_told() -> None:
    ledger = Ledger()

    stops = typed("stops", 'stop_id,stop_lat\nA,"47,65"\n', ledger)

    assert stops["stop_lat"].tolist() == [47.65]
    assert "1 value of stop_lat corrected: line 2 '47,65'" in english(ledger)


def test_a_route_type_outside_the_reference_is_kept_and_told() -> None:
    ledger = Ledger()

    routes = typed("routes", "route_id,route_type\nA,8\nB,712\n", ledger)

    assert routes["route_type"].tolist() == [8, 712]
    assert "route_type outside the reference, kept: 8" in english(ledger)
