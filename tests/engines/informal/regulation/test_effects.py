import numpy as np
import pytest

from beffroi.engines.informal.regulation import Proposal
from beffroi.engines.informal.regulation.effects import reach, wait
from beffroi.engines.informal.regulation.frequency import Band, together


def test_users_of_all_stops_are_counted_once(proposal: Proposal) -> None:
    assert sum(place.share for place in proposal.places) == pytest.approx(1)


def test_who_keeps_a_stop_and_waits_less_wins(proposal: Proposal) -> None:
    place = next(one for one in proposal.places if one.name == "Arrêt A-out 0")

    assert place.walk == 0
    assert place.wait_before == pytest.approx(6.0)
    assert place.wait_after == pytest.approx(3.6)
    assert place.verdict == "wins"


def test_a_wait_that_is_unknown_has_no_verdict(proposal: Proposal, blank: Proposal) -> None:
    loop = next(one for one in proposal.places if one.name.startswith("Arrêt D"))

    assert loop.verdict == "unknown"
    assert loop.wait_after is None
    assert {one.verdict for one in blank.places} == {"unknown"}


def test_people_near_stops_are_those_who_keep_lose_or_gain_one() -> None:
    people = np.array([[0.0, 0.0], [1_000.0, 0.0], [5_000.0, 0.0], [0.0, 10.0]])

    made = reach(
        people, np.array([3.0, 5.0, 7.0, np.nan]), np.array([[0.0, 100.0]]),
        np.array([[900.0, 0.0]]),
    )  # fmt: skip

    assert (made.people, made.before, made.after, made.lost, made.gained) == (15, 3, 5, 3, 5)
    assert reach(people, np.ones(4), np.empty((0, 2)), np.empty((0, 2))).before == 0


def test_who_rides_at_the_hours_of_today_waits_no_longer_once_lines_are_merged() -> None:
    def band(begins: float, ends: float, headway: float) -> Band:
        return Band("weekday", begins, ends, np.array([1 / headway]), np.array([0.5]))

    peak, whole = [band(0, 10, 4)], [band(0, 10, 3), band(10, 100, 50)]

    assert wait(peak, peak) == pytest.approx(2)
    assert wait(together([peak, whole]), peak) == pytest.approx(0.5 / (1 / 4 + 1 / 3))
