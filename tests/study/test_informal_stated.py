"""A headway that an authority states: read from the command, and never called observed."""

import pytest

from beffroi.foundation.errors import SettingsError
from beffroi.study.informal_stated import HOURS, assumed


def test_minutes_and_hours_are_read() -> None:
    given = assumed(7.5, "5:30-26")

    assert given is not None
    assert (given.headway, given.begins, given.ends) == (450, 19_800, 93_600)
    assert given.speed is None
    assert assumed(0, HOURS) is None


@pytest.mark.parametrize(
    ("headway", "hours", "said"),
    [(-1, HOURS, "headway"), (2_000, HOURS, "1440"), (10, "20-6", "hours"), (10, "matin", "6-20"),
     (10, "6-31", "hours"), (10, "6:75-20", "hours")],
)  # fmt: skip
def test_what_means_nothing_is_refused(headway: float, hours: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        assumed(headway, hours)
