"""Where stops lie."""

from tests.engines.mobility.validity.feeds import CLEAN, added, edited, found


def test_two_stops_of_one_name_under_two_metres_are_one() -> None:
    rows = found(added("stops", "PORT2,Le Port,47.64801,-2.083,,"))["duplicate_stops"]

    assert rows.index.tolist() == [5]
    assert rows[["stop_id", "other_stop_id"]].to_numpy().tolist() == [["PORT2", "PORT"]]


def test_across_the_street_is_another_stop() -> None:
    assert found(added("stops", "PORT2,Le Port,47.6482,-2.083,,")) == {}


def test_two_stations_of_one_name_within_100_metres_are_one() -> None:
    assert "duplicate_stops" in found(added("stops", "GARE9,Gare,47.6505,-2.0901,1,"))


def test_poles_of_one_station_and_platforms_with_codes_of_their_own_are_not_one_stop() -> None:
    quay = added("stops", "GARE2,Gare quai 1,47.6501,-2.0901,0,GARE")
    coded = "stop_id,stop_name,stop_lat,stop_lon,location_type,platform_code\n"
    stops = "".join(f"Q{code},Quai,47.65,-2.09,0,{code}\n" for code in ("1", "2", "2"))

    assert "duplicate_stops" not in found(quay)
    rows = found({"stops": coded + stops.replace("Q2", "Q3", 1)})["duplicate_stops"]
    assert rows[["stop_id", "other_stop_id"]].to_numpy().tolist() == [["Q2", "Q3"]]


def test_a_stop_is_not_its_station() -> None:
    assert (
        found(edited("stops", "GARE1,Gare quai 1,47.6501,-2.0901", "GARE1,Gare,47.65,-2.09")) == {}
    )


TWO_NAMES = added("stops", "CAR1,Champ de foire,47.64803,-2.083,,") | edited(
    "stop_times", "B1,08:00:00,08:00:00,GARE1", "B1,08:00:00,08:00:00,CAR1"
)


def test_one_place_under_the_names_of_two_operators_is_remarked() -> None:
    rows = found(TWO_NAMES)["one_place_two_names"]

    assert rows["stop_name"].tolist() == ["Champ de foire"]
    assert rows["other_stop_name"].tolist() == ["Le Port"]


def test_a_name_written_otherwise_is_the_same_name() -> None:
    same = {"stops": TWO_NAMES["stops"].replace("Champ de foire", "LE  PÔRT")}

    assert "one_place_two_names" not in found(TWO_NAMES | same)


def test_stops_of_one_operator_may_bear_two_names() -> None:
    own = edited("routes", "B,CAR,B,3", "B,TIB,B,3")

    assert "one_place_two_names" not in found(TWO_NAMES | own)


def test_a_stop_lost_far_away_is_remarked() -> None:
    rows = found(added("stops", "LA,Là-bas,48.85,2.35,,"))["stop_far_away"]

    assert rows["stop_id"].tolist() == ["LA"]
    assert 300 < rows["nearest_km"].iloc[0] < 400


def test_a_network_of_great_distances_is_left_in_peace() -> None:
    cities = "A,47.2,-1.6 B,48.9,2.4 C,43.6,1.4 D,45.8,4.8"
    lines = [f"{name},Ville {name},{lat},{lon},," for name, lat, lon in
             (city.split(",") for city in cities.split())]  # fmt: skip
    stops = CLEAN["stops"].splitlines()[0] + "\n" + "\n".join(lines) + "\n"

    assert "stop_far_away" not in found({"stops": stops})


def test_a_stop_over_a_kilometre_from_its_station_is_remarked() -> None:
    rows = found(edited("stops", "GARE,Gare,47.650,", "GARE,Gare,47.670,"))["stop_far_from_station"]

    assert rows["parent_station"].tolist() == ["GARE"]
    assert 2000 < rows["distance_m"].iloc[0] < 2500


def test_a_station_of_two_operators_that_scatters_is_remarked() -> None:
    rows = found(edited("stops", "GARE,Gare,47.650,", "GARE,Gare,47.652,"))

    assert rows["station_of_several_operators"]["agency_ids"].tolist() == ["CAR, TIB"]


def test_thousands_of_stops_in_one_point_are_borne() -> None:
    heap = [f"S{n},Arrêt {n},47.66,-2.09,," for n in range(3000)]

    assert "excessive_speed" not in found(added("stops", *heap))
