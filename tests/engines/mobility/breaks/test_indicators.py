"""Figures of breaks."""

from functools import cache

from beffroi.engines.mobility.breaks.indicators import outcome
from beffroi.territory.outcome import Outcome
from tests.engines.mobility.breaks.drawn import COACH_FARES, FARES, RULES, both, part, town
from tests.engines.mobility.integration.feeds import BUS, COACH, WEEK

DAY = "school_weekday"


@cache
def usual() -> Outcome:
    return outcome(*both())


def values(found: Outcome) -> dict[str, float | None]:
    return {one.id.removeprefix("mobility."): one.value for one in found.figures}


def test_a_coach_that_comes_too_late_is_counted_and_mended() -> None:
    found = values(usual())

    assert found[f"missed_connections.{DAY}"] == 1
    assert found[f"stranded_connections.{DAY}"] == 1
    assert found[f"missed_between_operators.{DAY}"] == 1
    assert found["missed_connections.saturday"] == 0, "the bus does not run"
    assert found["mended_connections"] == 1


def test_without_trains_what_is_missed_with_them_is_unknown() -> None:
    found = usual()
    train = outcome(*both(routes="route_id,route_short_name,route_type\nA,TER,2\n"))

    assert values(found)[f"missed_trains.{DAY}"] is None
    assert values(train)[f"missed_trains.{DAY}"] == 1
    figure = next(one for one in found.figures if one.id.startswith("mobility.missed_conn"))
    assert "Aucun horaire de train" in figure.method.fr


def test_one_line_alone_has_no_connection_to_miss_and_one_operator_no_break() -> None:
    found = values(outcome(*town(part("bus", BUS))))

    assert found[f"missed_connections.{DAY}"] is None
    assert found["fare_breaks"] is None


def test_feeds_without_a_common_day_leave_their_connections_unknown() -> None:
    later = WEEK + "S,1,1,1,1,1,1,0,20270104,20270129\n"
    found = outcome(*both(calendar=later))

    assert values(found)[f"missed_between_operators.{DAY}"] is None
    assert values(found)["unlinked_pairs"] is None
    missed = next(one for one in found.figures if one.id == f"mobility.missed_connections.{DAY}")
    assert (missed.value, missed.minimum) == (0, True)


def test_clocks_that_disagree_leave_all_unknown() -> None:
    away = COACH["agency"].replace("Europe/Paris", "America/Cayenne")

    assert set(values(outcome(*both(agency=away))).values()) == {None}


def test_a_feed_without_fares_is_unknown_and_not_without_break() -> None:
    silent = values(usual())
    bus = part("bus", BUS, fare_attributes=FARES, fare_rules=RULES)
    told = values(outcome(*town(bus, part("car", COACH, **COACH_FARES))))

    assert (silent["fare_breaks"], silent["fares_unknown"]) == (None, 1)
    assert (told["fare_breaks"], told["fares_unknown"]) == (1, 0)


def test_pairs_of_places_are_counted_once() -> None:
    found = usual()

    assert (values(found)["unlinked_pairs"], values(found)["place_pairs"]) == (3, 3)
    assert set(found.tables) == {
        "missed_connections", "useful_shifts", "place_links", "fare_breaks",
    }  # fmt: skip
    assert found.tables["missed_connections"].geometry.notna().all()
