"""What comes of hours that somebody wrote."""

from opening_hours import validate

from beffroi.territory.hours.said import DAYS, MONTHS


def test_days_and_months_are_those_of_the_syntax() -> None:
    assert all(validate(f"{day} 09:00-12:00") for day in DAYS)
    assert all(validate(f"{month} 09:00-12:00") for month in MONTHS)
    assert (len(DAYS), len(MONTHS)) == (7, 12)
