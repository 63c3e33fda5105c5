"""Places between which nobody takes anybody."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.mobility.integration.unlinked import linked_places, unlinked
from tests.engines.mobility.integration.feeds import both, text

PLACES = pd.DataFrame({
    "stop_id": text("car:1", "bus:1", "car:2", "bus:3", None),
    "place": text("Village", "Gare", "Gare", "Hôpital", "Hameau"),
})  # fmt: skip
MORNING = (7 * 3600.0, 10 * 3600.0)


def journeys(minutes: np.ndarray | None = None, **how: object) -> dict[tuple[str, str], str]:
    window = how.get("window", MORNING)
    bus = (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "1,08:06:00,08:06:00,1,1\n1,08:10:00,08:10:00,3,2\n"
    )
    found = linked_places(
        both(stop_times=bus).tables, PLACES, day="2026-01-12", window=window, minutes=minutes
    )  # type: ignore[arg-type]
    pairs = zip(found["from_place"], found["to_place"], strict=True)
    return dict(zip(pairs, found["journey"], strict=True))


def test_journeys_of_one_and_two_vehicles_are_found() -> None:
    found = journeys()

    assert found["Village", "Gare"] == "direct"
    assert found["Gare", "Hôpital"] == "direct"
    assert found["Village", "Hôpital"] == "transfer"
    assert found["Hôpital", "Village"] == "none"
    assert found["Hameau", "Gare"] == "no stop"


def test_the_window_counts() -> None:
    assert journeys(window=(7 * 3600.0, 8.1 * 3600))["Village", "Hôpital"] == "none"
    assert journeys(window=(7.6 * 3600, 10 * 3600.0))["Village", "Gare"] == "none"


def test_the_earliest_arrival_is_told() -> None:
    found = linked_places(both().tables, PLACES, day="2026-01-12", window=MORNING)

    arrivals = found.set_index(["from_place", "to_place"])["arrival"]
    assert arrivals["Village", "Gare"] == 8 * 3600 + 3 * 60
    assert np.isnan(arrivals["Hôpital", "Gare"])


def test_times_searched_elsewhere_come_first_and_the_unknown_stays_unknown() -> None:
    minutes = np.full((4, 4), np.inf)
    minutes[2, 0], minutes[2, 1] = np.nan, 50.0

    found = journeys(minutes)

    assert found["Hôpital", "Village"] == "unknown"
    assert found["Hôpital", "Gare"] == "transfer"
    assert found["Gare", "Village"] == "none"


def test_pairs_without_a_journey_are_told_once() -> None:
    links = pd.DataFrame({
        "from_place": ["A", "B", "A", "C", "B", "C"], "to_place": ["B", "A", "C", "A", "C", "B"],
        "journey": ["none", "none", "none", "direct", "unknown", "no stop"],
    })  # fmt: skip

    assert unlinked(links).values.tolist() == [
        ["A", "B", "both"], ["A", "C", "one"], ["C", "B", "one"],
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["2026-01-18", "2030-01-01"])
def test_nobody_goes_anywhere_on_a_day_without_service(day: str) -> None:
    found = linked_places(both().tables, PLACES, day=day, window=MORNING)

    assert set(found["journey"]) == {"none", "no stop"}
