"""Day types: the school weekday, the holiday weekday, the Saturday and the Sunday of timetables."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from beffroi.engines.mobility.service.patterns import Difference, Terms, terms
from beffroi.foundation.language import Words

Kind = Literal["school_weekday", "holiday_weekday", "saturday", "sunday"]
KINDS: tuple[Kind, ...] = ("school_weekday", "holiday_weekday", "saturday", "sunday")
KIND_WORDS: Mapping[Kind, Words] = {
    "school_weekday": Words(fr="jour de semaine scolaire", en="school weekday"),
    "holiday_weekday": Words(fr="jour de semaine de vacances", en="holiday weekday"),
    "saturday": Words(fr="samedi", en="Saturday"),
    "sunday": Words(fr="dimanche", en="Sunday"),
}
TYPICAL = (1, 3)
"""Tuesday and Thursday: no market, half-day of school or weekend travel."""
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, eq=False)
class FeedDays:
    """The days of one feed.

    Attributes
    ----------
    dates
        What runs on each date, as `patterns` gives it.
    difference
        How term and holidays were told apart.
    school, holiday
        Weekdays of term and of holidays; the same where no difference is made.
    typical
        By day type, the dates that stand for it equally well; none where the feed has no such day.
    """

    dates: pd.DataFrame
    difference: Difference
    school: pd.DatetimeIndex
    holiday: pd.DatetimeIndex
    typical: Mapping[Kind, pd.DatetimeIndex]


@dataclass(frozen=True, eq=False)
class DayTypes:
    """The days that stand for the day types of a basin.

    Attributes
    ----------
    dates
        By day type, the date of each feed by its key; a feed without service on such days is
        absent, and so is a day type that no feed has.
    shared
        By day type, the one date that stands for all feeds that have it; absent where they share
        none.
    differences
        By feed, how term and holidays were told apart.
    """

    dates: Mapping[Kind, Mapping[str, pd.Timestamp]]
    shared: Mapping[Kind, pd.Timestamp]
    differences: Mapping[str, Difference]


def feed_days(dates: pd.DataFrame) -> FeedDays:
    """Find the dates of a feed that stand for each day type.

    Among the dates of a type, those of the commonest pattern are kept (the one with more runs in a
    tie); on weekdays, Tuesdays and Thursdays speak before the others.

    Parameters
    ----------
    dates
        As `patterns` gives them.
    """
    found = terms(dates)
    typical = {kind: _commonest(among) for kind, among in _candidates(dates, found).items()}
    return FeedDays(dates, found.difference, found.school, found.holiday, typical)


def _candidates(dates: pd.DataFrame, found: Terms) -> dict[Kind, pd.DataFrame]:
    plain = dates[~dates["is_holiday"]]
    return {
        "school_weekday": _midweek(dates.loc[found.school]),
        "holiday_weekday": _midweek(dates.loc[found.holiday]),
        "saturday": plain[plain["day"] == SATURDAY],
        "sunday": plain[plain["day"] == SUNDAY],
    }


def _midweek(weekdays: pd.DataFrame) -> pd.DataFrame:
    midweek = weekdays[weekdays["day"].isin(TYPICAL)]
    return weekdays if midweek.empty else midweek


def _commonest(among: pd.DataFrame) -> pd.DatetimeIndex:
    if among.empty:
        return pd.DatetimeIndex([])
    counts = among.groupby("pattern")["runs"].agg(["size", "first"])
    best = counts.sort_values(["size", "first"], kind="stable").index[-1]
    return pd.DatetimeIndex(among.index[among["pattern"] == best])


def day_types(feeds: Mapping[str, FeedDays]) -> DayTypes:
    """Choose the dates of a basin: where feeds have a date in common, one date for all.

    For each day type, the date chosen is the one that is typical for the most feeds, then on which
    the most feeds run, then the first. A feed that does not run on that date though it has such
    days keeps a date of its own.

    Parameters
    ----------
    feeds
        By key, as `feed_days` gives them.
    """
    dates: dict[Kind, dict[str, pd.Timestamp]] = {}
    shared: dict[Kind, pd.Timestamp] = {}
    for kind in KINDS:
        chosen = _chosen(feeds, kind)
        if chosen is None:
            continue
        dates[kind] = _by_feed(feeds, kind, chosen)
        if set(dates[kind].values()) == {chosen}:
            shared[kind] = chosen
    return DayTypes(dates, shared, {key: feed.difference for key, feed in feeds.items()})


def _chosen(feeds: Mapping[str, FeedDays], kind: Kind) -> pd.Timestamp | None:
    told = [feed for feed in feeds.values() if len(feed.typical[kind])]
    if kind == "holiday_weekday":  # a feed that makes no difference does not say when holidays are
        told = [feed for feed in told if feed.difference != "none"] or told
    votes = pd.Series([day for feed in told for day in feed.typical[kind]], dtype="datetime64[ns]")
    if votes.empty:
        return None
    tally = pd.DataFrame({"votes": votes.value_counts()})
    tally["running"] = 0
    for feed in feeds.values():
        tally["running"] += tally.index.isin(feed.dates.index)
    tally = tally.sort_index().sort_values(["votes", "running"], ascending=False, kind="stable")
    return pd.Timestamp(tally.index[0])


def _by_feed(
    feeds: Mapping[str, FeedDays], kind: Kind, chosen: pd.Timestamp
) -> dict[str, pd.Timestamp]:
    dates: dict[str, pd.Timestamp] = {}
    for key, feed in feeds.items():
        if chosen in feed.dates.index:
            dates[key] = chosen
        elif len(feed.typical[kind]):
            dates[key] = pd.Timestamp(feed.typical[kind][0])
    return dates


def differs(found: DayTypes) -> Difference:
    """Say how term and holidays are told apart in a basin: by what the clearest feed says."""
    order: tuple[Difference, ...] = ("school", "trips", "unknown", "none")
    said = set(found.differences.values())
    return next((one for one in order if one in said), "unknown")


def measured(found: DayTypes) -> tuple[Kind, ...]:
    """List the day types worth measuring: those that have a date, the holidays if they differ."""
    same = differs(found) == "none"
    return tuple(k for k in found.dates if not (same and k == "holiday_weekday"))
