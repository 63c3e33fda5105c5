"""When a timetable runs."""

from tests.engines.mobility.validity.feeds import CLEAN, edited, found

HEAD = CLEAN["calendar"].splitlines()[0] + "\n"
WINTER = "SEM,1,1,1,1,1,0,0,20260101,20260201\nCARS,1,1,1,1,1,1,1,20260101,20260201\n"
SUMMER = "calendar_dates", "service_id,date,exception_type\nCARS,20260701,1\n"


def test_a_feed_that_is_over_says_since_when() -> None:
    rows = found(date="2027-01-10")["feed_expired"]

    assert rows["last_day"].tolist() == ["2026-12-31"]
    assert rows["days_ago"].tolist() == [10]


def test_the_last_day_is_not_too_late() -> None:
    assert found(date="2026-12-31") == {}


def test_a_feed_that_no_day_runs_is_an_error() -> None:
    remarked = found({"calendar": HEAD + "SEM,0,0,0,0,0,0,0,20260101,20261231\n"})

    assert list(remarked) == ["feed_never_runs"]


def test_a_week_without_any_trip_says_which_days_have_some() -> None:
    remarked = found({"calendar": HEAD + WINTER, SUMMER[0]: SUMMER[1]})

    row = remarked["no_service_next_days"].iloc[0]
    assert (row["last_day"], row["next_day"]) == ("2026-02-01", "2026-07-01")


def test_a_feed_of_the_future_is_not_said_to_be_silent() -> None:
    assert found(date="2025-06-01") == {}


def test_a_network_silent_for_more_than_13_days_is_remarked() -> None:
    remarked = found({"calendar": HEAD + WINTER, SUMMER[0]: SUMMER[1]}, date="2026-01-10")

    rows = remarked["no_service_for_days"]
    assert rows[["last_day", "next_day", "n_days"]].to_numpy().tolist() == [
        ["2026-02-01", "2026-07-01", 149]
    ]


def test_13_days_are_no_gap() -> None:
    short = "CARS,20260215,1\n"
    dates = {SUMMER[0]: "service_id,date,exception_type\n" + short}

    assert "no_service_for_days" not in found({"calendar": HEAD + WINTER} | dates, "2026-01-10")


def test_a_period_without_any_of_its_days_is_remarked() -> None:
    saturday_only = edited("calendar", "SEM,1,1,1,1,1,0,0,20260101,20261231",
                           "SEM,0,0,0,0,0,1,0,20260302,20260306")  # fmt: skip

    rows = found(saturday_only)["service_without_day"]

    assert rows.index.tolist() == [0]
    assert rows["service_id"].tolist() == ["SEM"]


def test_a_calendar_whose_dates_are_all_taken_away_is_remarked() -> None:
    changes = {
        "calendar": HEAD + "SEM,1,0,0,0,0,0,0,20260302,20260303\n"
        "CARS,1,1,1,1,1,1,1,20260101,20261231\n",
        "calendar_dates": "service_id,date,exception_type\nSEM,20260302,2\n",
    }

    assert found(changes)["service_without_day"]["service_id"].tolist() == ["SEM"]
