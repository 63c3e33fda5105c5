"""School holidays as dates."""

from itertools import pairwise

import pytest

from beffroi.territory.hours import Hours, parsed
from beffroi.territory.hours.school import dated, holidays, names_school


@pytest.mark.parametrize("zone", ["A", "B", "C"])
def test_holidays_follow_each_other_without_overlap(zone) -> None:
    known = holidays(zone)

    assert len(known) == 10
    assert all(first < last for first, last in known)
    assert all(a[1] < b[0] for a, b in pairwise(known))


def test_zones_share_the_holidays_of_autumn_christmas_and_summer() -> None:
    alike = set(holidays("A")) & set(holidays("B")) & set(holidays("C"))

    assert len(alike) == 6


@pytest.mark.parametrize("rule", ["SH off", "SH,PH off", "PH,SH off", "SH Mo-Fr 09:00-12:00"])
def test_rules_that_begin_with_holidays_become_dates(rule: str) -> None:
    found = dated(f"Mo-Fr 09:00-18:00; {rule}", "B")

    assert found is not None
    assert not names_school(found)
    assert isinstance(parsed(found), Hours)


def test_holidays_within_a_list_of_days_are_not_read() -> None:
    assert dated("Mo,SH 09:00-12:00", "A") is None
