"""Booked services beside lines, under identifiers of their own."""

import pandas as pd

from beffroi.engines.informal.publishing.booked import with_booked


def test_booked_services_get_their_own_identifiers() -> None:
    lines = {
        "trips": pd.DataFrame({"trip_id": ["a"], "direction_id": [0]}),
        "feed_info": pd.DataFrame({"feed_lang": ["fr"]}),
    }
    booked = {
        "trips": pd.DataFrame({"trip_id": ["a"], "direction_id": [1]}),
        "feed_info": pd.DataFrame({"feed_lang": ["en"]}),
        "locations": pd.DataFrame({"id": ["zone"]}),
    }

    joined = with_booked(lines, booked)

    assert joined["trips"]["trip_id"].tolist() == ["a", "booked-a"]
    assert joined["trips"]["direction_id"].tolist() == [0, 1]
    assert joined["feed_info"]["feed_lang"].tolist() == ["fr"]
    assert joined["locations"]["id"].tolist() == ["booked-zone"]
