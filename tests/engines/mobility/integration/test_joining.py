"""Tables end to end, and the rows of which a feed has but one."""

import pandas as pd

from beffroi.engines.mobility.integration.joining import end_to_end, joined
from tests.engines.mobility.integration.feeds import BUS, COACH, feed, part, text, together

INFO = "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date\n{row}\n"
WINDOW = ("2026-01-12", "2026-01-30")


def test_a_column_that_one_lacks_is_missing_in_its_rows() -> None:
    one = pd.DataFrame({"a": text("1"), "n": pd.array([3], "Int64")})
    other = pd.DataFrame({"a": text("2")})

    made = end_to_end([one, other])

    assert made["n"].dtype == "Int64"
    assert made["n"].isna().tolist() == [False, True]


def test_all_publishers_are_named_and_the_common_days_said() -> None:
    bus = feed(BUS, feed_info=INFO.format(row="TIB,https://tib.example,fr,20260101"))
    car = feed(COACH, feed_info=INFO.format(row="Bleus,https://bleus.example,en,20260101"))
    car["agency"]["agency_id"] = text("c")

    made = joined({"bus": bus, "car": car}, WINDOW)

    info = made["feed_info"].loc[0]
    assert info["feed_publisher_name"] == "TIB, Bleus"
    assert info["feed_lang"] == "mul"
    assert (info["feed_start_date"], info["feed_end_date"]) == WINDOW
    told = made["attributions"]
    assert told["organization_name"].tolist() == ["TIB", "Bleus"]
    assert told["agency_id"].tolist() == ["1", "c"]


def test_nobody_is_said_to_publish_feeds_that_say_nothing() -> None:
    made = joined({"bus": feed(BUS)}, WINDOW)

    assert "feed_info" not in made
    assert "attributions" not in made


def test_networks_are_said_in_one_way() -> None:
    routes = "route_id,agency_id,route_type,network_id\nA,1,3,N\n"
    by_table = {"networks": "network_id\nR\n", "route_networks": "network_id,route_id\nR,A\n"}

    made = together(part("bus", BUS, routes=routes), part("car", COACH, **by_table)).tables

    assert "network_id" not in made["routes"]
    assert dict(zip(made["route_networks"]["route_id"], made["route_networks"]["network_id"],
                    strict=True)) == {"bus:A": "bus:N", "car:A": "car:R"}  # fmt: skip


def test_one_category_of_riders_is_the_usual_one() -> None:
    riders = (
        "rider_category_id,rider_category_name,is_default_fare_category\nP,Plein,1\nR,Réduit,0\n"
    )

    made = together(
        part("bus", BUS, rider_categories=riders), part("car", COACH, rider_categories=riders)
    ).tables

    assert made["rider_categories"]["is_default_fare_category"].tolist() == [1, 0, 0, 0]


def test_a_feed_that_need_not_say_its_times_are_exact_says_it_beside_one_that_does() -> None:
    timed = BUS["stop_times"].replace("stop_sequence\n", "stop_sequence,timepoint\n")
    timed = timed.replace(",1\n", ",1,0\n").replace(",2\n", ",2,\n").replace(",3\n", ",3,1\n")

    made = together(part("bus", BUS, stop_times=timed), part("car", COACH)).tables["stop_times"]

    told = made["timepoint"].astype(object).where(made["timepoint"].notna(), None)
    assert told.tolist() == [0, None, 1, 1, 1, 1]


def test_what_a_feed_must_say_of_its_publisher_has_its_column() -> None:
    info = "feed_publisher_name,feed_lang\nTIB,fr\n"

    made = together(part("bus", BUS, feed_info=info), part("car", COACH)).tables["feed_info"]

    assert made["feed_publisher_url"].isna().all()
