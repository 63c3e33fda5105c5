"""Offers of a drawn town: all invented, and said to be."""

import json

import pandas as pd

from beffroi.drawing.offers import INVENTED, STATIONS, offers, shared_bicycles

STOPS = pd.DataFrame(
    {"stop_name": [f"Arrêt {n // 2}" for n in range(20)], "stop_lon": 2.0, "stop_lat": 47.0}
)


def test_every_declared_offer_says_that_it_is_invented() -> None:
    declared = offers("2026-09-01")

    assert declared["nom"].str.contains(INVENTED).all()
    assert declared["exploitant"].str.contains(INVENTED).all()


def test_bicycles_stand_at_stops_of_different_names_and_are_invented() -> None:
    files = shared_bicycles(STOPS, "2026-09-01")

    stations = files["station_information"]["data"]["stations"]
    assert len({station["station_id"] for station in stations}) == STATIONS
    assert INVENTED in json.dumps(files["system_information"], ensure_ascii=False)
    assert all(feed["url"].startswith("https://velos.example/")
               for feed in files["gbfs"]["data"]["feeds"])  # fmt: skip
