"""Calendars side by side."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.engines.mobility.integration.calendars import calendars
from beffroi.engines.mobility.integration.inputs import Tables
from beffroi.engines.mobility.service.calendars import service_days
from tests.engines.mobility.integration.feeds import BUS, COACH, WEEK, feed, text


def of(calendar: str | None, dates: str | None = None) -> Tables:
    return feed(BUS, calendar=calendar, calendar_dates=dates)


def test_the_period_and_the_days_that_all_share_are_found() -> None:
    found = calendars({"bus": feed(BUS), "car": feed(COACH)})

    assert found.window == ("2026-01-12", "2026-01-30")
    assert found.common == 15
    assert found.spans["days"].tolist() == [20, 23]


def test_days_on_which_one_alone_runs_are_told_run_by_run() -> None:
    found = calendars({"bus": feed(BUS), "car": feed(COACH)}).alone

    assert found[["first", "last", "days"]].values.tolist() == [
        ["2026-01-05", "2026-01-09", 5], ["2026-01-17", "2026-01-17", 1],
        ["2026-01-24", "2026-01-24", 1], ["2026-01-31", "2026-01-31", 1],
        ["2026-02-02", "2026-02-06", 5],
    ]  # fmt: skip
    assert found["running"].tolist() == ["bus", "car", "car", "car", "car"]
    assert found["silent"].tolist() == ["car", "bus", "bus", "bus", "bus"]


def test_days_added_and_taken_away_count() -> None:
    dates = "service_id,date,exception_type\nS,20260110,1\nS,20260106,2\nX,20270101,1\n"

    found = calendars({"bus": of(BUS["calendar"], dates)})

    assert found.spans.loc[0, ["first", "last", "days"]].tolist() == [
        "2026-01-05",
        "2026-01-30",
        20,
    ]


def test_a_feed_of_dates_alone_has_days() -> None:
    found = calendars({"bus": of(None, "service_id,date,exception_type\nS,20260110,1\n")})

    assert found.spans["days"].tolist() == [1]


def test_a_feed_without_any_day_has_no_period() -> None:
    found = calendars({"bus": of(WEEK + "S,0,0,0,0,0,0,0,20260105,20260130\n"), "car": feed(COACH)})

    assert found.spans["first"].isna().tolist() == [True, False]
    assert found.window == ("", "")
    assert found.common == 0


@pytest.mark.parametrize("end", ["20991231", "99991231"])
def test_a_calendar_without_end_runs_with_the_others(end: str) -> None:
    found = calendars({"bus": of(WEEK + f"S,1,1,1,1,1,1,1,00010101,{end}\n"), "car": feed(COACH)})

    assert found.spans["is_endless"].tolist() == [True, False]
    assert found.window == ("2026-01-12", "2026-02-06")
    assert found.common == 23


def test_calendars_without_end_have_a_common_period() -> None:
    endless = of(WEEK + "S,1,1,1,1,1,1,1,20000101,20991231\n")

    assert calendars({"a": endless, "b": endless}).window == ("2000-01-01", "2099-12-31")


DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 2, 28))
SERVICES = st.lists(
    st.tuples(st.lists(st.integers(0, 1), min_size=7, max_size=7), DAYS, DAYS),
    min_size=1, max_size=3,
)  # fmt: skip
EXCEPTIONS = st.dictionaries(st.tuples(st.integers(0, 2), DAYS), st.integers(1, 2), max_size=6)


@settings(max_examples=30)
@given(SERVICES, EXCEPTIONS)
def test_days_are_those_of_the_plain_way_of_counting(
    services: list[tuple[list[int], dt.date, dt.date]],
    exceptions: dict[tuple[int, dt.date], int],
) -> None:
    rows = "".join(
        f"{n},{','.join(map(str, week))},{min(a, b):%Y%m%d},{max(a, b):%Y%m%d}\n"
        for n, (week, a, b) in enumerate(services)
    )
    dates = "".join(f"{n},{day:%Y%m%d},{kind}\n" for (n, day), kind in exceptions.items())
    tables = of(WEEK + rows, "service_id,date,exception_type\n" + dates)
    ids = text(*(str(n) for n in range(3)))
    tables["trips"] = pd.DataFrame({"trip_id": ids, "route_id": ids, "service_id": ids})

    found = calendars({"bus": tables})

    plain = service_days(tables["calendar"], tables["calendar_dates"])["date"].nunique()
    assert found.spans["days"].tolist() == [plain]
