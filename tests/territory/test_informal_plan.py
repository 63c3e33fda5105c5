"""The nouns of what is published."""

from beffroi.territory.informal_plan import DAYS, KINDS_OF_DAYS, WEEK


def test_kinds_of_day_share_out_the_week() -> None:
    assert [day for kind in KINDS_OF_DAYS for day in DAYS[kind]] == list(WEEK)
