"""From a stop to the next."""

from beffroi.engines.mobility.validity.speeds import kind
from tests.engines.mobility.validity.feeds import added, edited, found


def test_a_bus_at_more_than_120_km_an_hour_is_remarked_under_its_second_stop() -> None:
    remarked = found(edited("stops", "BOURG,Le Bourg,47.700", "BOURG,Le Bourg,47.980"))

    row = remarked["excessive_speed"].loc[4]
    assert (row["trip_id"], row["from_stop_id"], row["to_stop_id"]) == ("B1", "GARE1", "BOURG")
    assert row["limit_kmh"] == 120
    assert 140 < row["speed_kmh"] < 150


def test_a_train_may_go_as_fast() -> None:
    fast = edited("stops", "BOURG,Le Bourg,47.700", "BOURG,Le Bourg,47.980")
    train = edited("routes", "B,CAR,B,3", "B,CAR,B,2")

    assert "excessive_speed" not in found(fast | train)


def test_a_shared_taxi_may_not_pass_50() -> None:
    quick = edited("stop_times", "B1,08:15:00,08:15:00", "B1,08:06:00,08:06:00")
    taxi = edited("routes", "B,CAR,B,3", "B,CAR,B,1501")

    assert "excessive_speed" not in found(quick)
    assert found(quick | taxi)["excessive_speed"]["limit_kmh"].tolist() == [50]


def test_more_than_500_metres_in_no_time_is_remarked() -> None:
    remarked = found(edited("stop_times", "B1,08:15:00,08:15:00", "B1,08:00:00,08:00:00"))

    assert remarked["null_duration"]["to_stop_id"].tolist() == ["BOURG"]
    assert "excessive_speed" not in remarked


def test_times_rounded_to_the_minute_are_left_in_peace_over_short_distances() -> None:
    assert found(edited("stop_times", "A1,07:36:00,07:36:00", "A1,07:33:00,07:33:00")) == {}


def test_slower_than_a_snail_is_remarked() -> None:
    remarked = found(edited("stop_times", "A1,07:36:00,07:36:00", "A1,12:36:00,12:36:00"))

    assert remarked["slow_travel"]["duration_s"].tolist() == [18180]


def test_stops_in_a_row_under_10_metres_are_remarked() -> None:
    remarked = found(edited("stops", "PORT,Le Port,47.648,-2.083", "PORT,Le Port,47.65105,-2.085"))

    assert remarked["close_stops"]["distance_m"].tolist() == [5.6]


def test_a_pair_of_stops_is_remarked_once_whatever_the_direction() -> None:
    far = edited("stops", "BOURG,Le Bourg,47.700", "BOURG,Le Bourg,47.980")
    back = added("trips", "B,CARS,B2") | added(
        "stop_times", "B2,09:00:00,09:00:00,BOURG,1", "B2,09:15:00,09:15:00,GARE1,2"
    )

    rows = found(far | back)["excessive_speed"]

    assert rows.index.tolist() == [4]
    assert rows["n_trips"].tolist() == [2]


def test_route_types_have_a_kind() -> None:
    plain = [kind(mode) for mode in (0, 1, 2, 3, 4, 5, 6, 7, 11)]
    extended = [kind(mode) for mode in (100, 204, 401, 700, 900, 1000, 1100, 1300, 1400, 1500)]

    assert plain[:5] == ["tram", "subway", "rail", "bus", "ferry"]
    assert plain[5:] == ["cable_car", "gondola", "funicular", "bus"]
    assert extended[:5] == ["rail", "bus", "subway", "bus", "tram"]
    assert extended[5:] == ["ferry", "air", "gondola", "funicular", "taxi"]
