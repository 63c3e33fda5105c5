"""Names that one file gives and another knows."""

import pandas as pd

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.links import among, linked
from tests.formats.gtfs.feeds import MINIMAL, english, tables


def test_a_value_is_sought_in_several_columns_and_a_missing_one_is_not_found() -> None:
    column = pd.Series(["a", None, "b", "c"], dtype="string")

    found = among(column, pd.Series(["a"], dtype="string"), pd.Series(["c", None], dtype="string"))

    assert found.tolist() == [True, False, False, True]
    assert among(column).tolist() == [False] * 4


def test_a_valid_feed_is_left_as_it_is() -> None:
    ledger = Ledger()

    linked(tables(), ledger)

    assert english(ledger) == ""


def test_a_stop_time_at_an_unknown_stop_refuses_the_feed() -> None:
    ledger = Ledger()

    linked(tables({"stop_times.txt": MINIMAL["stop_times.txt"].replace("HALLE", "HALL")}), ledger)

    assert ledger.faults[0].en == (
        "stop_times.txt: 1 row whose stop_id is absent from stops.txt: line 3 'HALL'"
    )


def test_stop_times_of_an_unknown_trip_are_set_aside() -> None:
    ledger = Ledger()
    stray = MINIMAL["stop_times.txt"] + "C1,08:00:00,08:00:00,PORT,1\n"

    kept = linked(tables({"stop_times.txt": stray}), ledger)

    assert len(kept["stop_times"]) == 5
    assert "1 row set aside, trip_id absent from trips.txt: line 7" in english(ledger)


def test_a_row_set_aside_takes_along_those_that_hang_on_it() -> None:
    ledger = Ledger()
    fares = {
        "fare_products.txt": "fare_product_id,fare_media_id,amount,currency\nT,CARTE,1.50,EUR\n",
        "fare_leg_rules.txt": "fare_product_id\nT\n",
    }

    kept = linked(tables(fares), ledger)

    assert kept["fare_products"].empty
    assert kept["fare_leg_rules"].empty


def test_a_row_that_stands_alone_is_kept_with_its_broken_link() -> None:
    ledger = Ledger()
    stops = MINIMAL["stops.txt"].replace("0,GARE\n", "0,GARES\n")

    kept = linked(tables({"stops.txt": stops}), ledger)

    assert kept["stops"]["parent_station"].tolist()[1] == "GARES"
    assert "parent_station is absent from stops.txt: line 3 'GARES'. Rows kept." in english(ledger)
