"""Rows that stand twice."""

import pytest

from beffroi.formats.gtfs.keys import unique
from beffroi.formats.gtfs.ledger import Ledger
from tests.formats.gtfs.feeds import english, typed


def test_a_row_repeated_word_for_word_is_kept_once() -> None:
    ledger = Ledger()
    stop_times = typed("stop_times", "trip_id,stop_id,stop_sequence\nA,S,1\nA,S,1\nA,T,2\n")

    kept = unique("stop_times", stop_times, ledger)

    assert kept["stop_sequence"].tolist() == [1, 2]
    assert "1 row set aside, repeats another row: line 3 'A, S'" in english(ledger)


@pytest.mark.parametrize(
    ("table", "text", "key"),
    [
        ("stop_times", "trip_id,stop_sequence,stop_id\nA,1,S\nB,1,S\nA,1,T\n", "trip_id, stop_seq"),
        ("stop_times", "trip_id,stop_sequence,stop_id\nA,1,S\nA,1,T\n", "trip_id, stop_seq"),
        ("trips", "route_id,service_id,trip_id\nA,S,1\nB,S,1\n", "trip_id"),
        ("calendar_dates", "service_id,date,exception_type\nS,20240101,1\nS,20240101,2\n", "date"),
    ],
)
def test_contrary_rows_of_the_timetable_refuse_it(table: str, text: str, key: str) -> None:
    ledger = Ledger()

    unique(table, typed(table, text), ledger)

    assert "2 different rows share one" in ledger.faults[0].en
    assert key in ledger.faults[0].en


def test_of_two_stops_with_one_identifier_the_first_is_kept() -> None:
    ledger = Ledger()
    stops = typed("stops", "stop_id,stop_name\nA,Gare\nB,Port\nA,Gare routière\n")

    assert unique("stops", stops, ledger)["stop_name"].tolist() == ["Gare", "Port"]
    assert "same identifier as an earlier row" in english(ledger)


def test_contrary_rows_beside_the_timetable_are_both_set_aside() -> None:
    ledger = Ledger()
    levels = typed("levels", "level_id,level_index\nL,0\nL,1\nM,2\n")

    assert unique("levels", levels, ledger)["level_id"].tolist() == ["M"]
    assert len(ledger.set_aside["levels"][0]) == 2


def test_rows_without_a_key_are_not_compared() -> None:
    attributions = typed("attributions", "attribution_id,organization_name\n,TIB\n,IGN\n")

    assert len(unique("attributions", attributions, Ledger())) == 2
    assert len(unique("feed_info", typed("feed_info", "feed_lang\nfr\nen\n"), Ledger())) == 2


def test_passages_out_of_order_are_not_taken_for_repeated_ones() -> None:
    ledger = Ledger()
    stop_times = typed("stop_times", "trip_id,stop_sequence\nA,2\nB,1\nA,1\nB,2\n")

    assert len(unique("stop_times", stop_times, ledger)) == 4
    assert english(ledger) == ""
