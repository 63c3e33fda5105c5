"""Forecasting car parks: archives of free spaces in, an hour ahead and how good it is, out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pandas as pd
from opening_hours import OpeningHours

from beffroi.engines.parking.forecast.ahead import Past, forecast, learnt, past
from beffroi.engines.parking.forecast.scoring import judged, scores
from beffroi.engines.parking.forecast.series import (
    A_DAY,
    STEP,
    Site,
    grid_of,
    kinds_of,
    site,
)
from beffroi.formats import live_car_parks
from beffroi.foundation.errors import InputError, SettingsError
from beffroi.foundation.files import written_whole
from beffroi.foundation.language import Words, both, plural
from beffroi.foundation.numbers import HARD_SPACE, grouped
from beffroi.study.parking_counts import counted

WARM_DAYS = 4
"""Days that are learnt from and not judged: a car park has then met a day alike. [day]"""
LEAST_DAYS, LEAST_SITES = 3, 2
"""Days and car parks without which nothing can be learnt."""
FILES = ("forecast.csv", "scores.csv", "set_aside.csv")
PAGE = "index.html"
REASONS = {
    "capacity": both("number of spaces unknown"),
    "above": both("more free spaces than spaces, or fewer than none"),
    "stuck": both("hardly ever changes: stuck, or a state in words"),
    "gaps": both("unknown more than a quarter of the time"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Car parks forecast.

    Attributes
    ----------
    ahead
        One row a car park: `car_park`, `known_at`, `at`, `spaces`, `taken_now`, `taken`,
        `taken_low`, `taken_high` [space]; NaN where the last values tell nothing.
    scores
        As `engines.parking.forecast.scoring.scores`.
    aside
        One row a car park set aside: `car_park`, `reason`.
    minutes
        How far ahead. [min]
    warnings
        What reading left out.
    last
        The last day of each car park: `car_park`, `at`, `taken`, and what the others taught of that
        instant ahead of it, `guess`, `low`, `high` [space]; NaN where unknown.
    days
        How many days the archives hold, at least by half. [day]
    files
        What was written.
    """

    ahead: pd.DataFrame
    scores: pd.DataFrame
    aside: pd.DataFrame
    minutes: int
    warnings: tuple[Words, ...]
    last: pd.DataFrame = field(default_factory=pd.DataFrame)
    days: int = 0
    files: tuple[str, ...] = FILES


def run(
    files: Sequence[Path], capacities: Path, out: Path, *, zone: str = "Europe/Paris",
    country: str = "FR", minutes: int = 60,
    page: Callable[["Forecast", Path], None] | None = None,
) -> Forecast:  # fmt: skip
    """Forecast car parks from archives of their free spaces, and write what was found.

    Parameters
    ----------
    files
        Archives of free spaces.
    capacities
        Table of the spaces of each car park.
    out
        Folder to write.
    zone
        Time zone of the car parks.
    country
        Two letters, whose public holidays count as Sundays.
    minutes
        How far ahead: a multiple of 15 up to 240. [min]
    page
        What writes the page; none is written without.

    Raises
    ------
    SettingsError
        If the zone, the country or the time ahead cannot be used.
    InputError
        If too few days or car parks are left to learn from.
    UnreadableFileError, HostileFileError, FaultyFileError
        If a file cannot be used.
    StorageError
        If the folder cannot be written.
    """
    own = _zone(zone)
    if minutes % STEP or not STEP <= minutes <= 240:
        raise SettingsError("--minutes is {n}: give a multiple of 15, up to 240.", n=minutes)
    live = live_car_parks.read(files, own)
    spaces = live_car_parks.capacities(capacities)
    grid = grid_of(pd.DatetimeIndex(live.free.index))
    if len(grid) < LEAST_DAYS * A_DAY:
        raise InputError("The archives hold {n} days: give three or more.", n=len(grid) // A_DAY)
    kinds = kinds_of(grid, _holidays(grid, country))
    given = {key: live.free[key].dropna() for key in live.free.columns}
    made = {key: site(str(key), free, float(spaces.get(key, np.nan)), grid)
            for key, free in given.items() if len(free)}  # fmt: skip
    sites = [one for one in made.values() if isinstance(one, Site)]
    aside = pd.DataFrame([(key, why) for key, why in made.items() if isinstance(why, str)],
                         columns=["car_park", "reason"])  # fmt: skip
    if len(sites) < LEAST_SITES:
        raise InputError(
            "Only {n} car parks can be used ({why}): give more, or their numbers of spaces.",
            n=len(sites), why=_reasons(aside),
        )  # fmt: skip
    pasts = [past(one, kinds, ahead=minutes // STEP) for one in sites]
    done = Forecast(
        _ahead(sites, pasts, grid, minutes),
        scores([one.key for one in sites], pasts, warm=min(WARM_DAYS, len(kinds) - 1) * A_DAY),
        aside, minutes, live.warnings, _last(sites, pasts, grid, minutes // STEP),
        _days(pd.DatetimeIndex(live.free.index)),
        FILES if page is None else (PAGE, *FILES),
    )  # fmt: skip
    ahead = counted(done.ahead, "spaces", "taken_now")
    for name, table in zip(FILES, (ahead, done.scores, done.aside), strict=True):
        with written_whole(out / name) as temporary:
            table.to_csv(temporary, index=False, lineterminator="\n", float_format="%.4f")
    if page is not None:
        page(done, out / PAGE)
    return done


def _zone(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(
            "--zone is {zone!r}: give a time zone such as Europe/Paris.", zone=zone
        ) from error


def _holidays(grid: pd.DatetimeIndex, country: str) -> frozenset[str]:
    try:
        holidays = OpeningHours("PH", country=country)
    except Exception as error:  # its own class of errors is not public
        raise SettingsError(
            "--country is {country!r}: give two letters such as FR.", country=country
        ) from error
    days = [day.date() for day in grid[::A_DAY]]
    return frozenset(
        day.isoformat() for day in days if holidays.is_open(datetime.combine(day, time(12)))
    )


def _days(times: pd.DatetimeIndex) -> int:
    """Count the days that are told by half at least: the archive of one may begin the next."""
    steps = pd.Series(times.floor(f"{STEP}min").unique())
    return int((steps.dt.normalize().value_counts() >= A_DAY // 2).sum())


def _ahead(
    sites: Sequence[Site], pasts: Sequence[Past], grid: pd.DatetimeIndex, minutes: int
) -> pd.DataFrame:
    law, rows = learnt(pasts), []
    for one, seen in zip(sites, pasts, strict=True):
        known = np.flatnonzero(~np.isnan(one.occupancy))
        at = int(known[-1])
        taken = [float(values[at]) * one.capacity for values in (seen.now, *forecast(seen, law))]
        rows.append((one.key, grid[at], grid[at] + pd.Timedelta(minutes=minutes), one.capacity,
                     *taken))  # fmt: skip
    return pd.DataFrame(rows, columns=[
        "car_park", "known_at", "at", "spaces", "taken_now", "taken", "taken_low", "taken_high"
    ])  # fmt: skip


def _last(
    sites: Sequence[Site], pasts: Sequence[Past], grid: pd.DatetimeIndex, ahead: int
) -> pd.DataFrame:
    """Gather the last day of each car park, and what was forecast of it by what others taught."""
    parts = []
    for one, guesses in zip(sites, judged(pasts), strict=True):
        end = int(np.flatnonzero(~np.isnan(one.occupancy))[-1]) + 1
        steps = np.arange(max(end - A_DAY, ahead), end)
        middle, low, high = (one.capacity * values[steps - ahead] for values in guesses)
        parts.append(pd.DataFrame({
            "car_park": one.key, "at": grid[steps], "taken": one.capacity * one.occupancy[steps],
            "guess": middle, "low": low, "high": high,
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def told(done: Forecast, out: Path) -> Iterator[Words]:
    """Say what was forecast, how good it is beside doing nothing, and what was set aside."""
    n, judged = len(done.ahead), done.scores[done.scores["n"] > 0]
    yield plural(
        n,
        both("{n} car park forecast {minutes} minutes ahead: {file}."),
        both("{n} car parks forecast {minutes} minutes ahead: {file}."),
        file=str(out / FILES[0]),
        minutes=done.minutes,
    )
    if len(judged):
        means = judged[["forecast", "same", "seasonal", "moved", "covered"]].mean()
        yield both(
            "Each was judged by what the others taught. Mean error, in spaces of 100: {forecast}; "
            "if nothing moved {same}, as a day before {seasonal}, moving as a day before {moved}. "
            "The interval held {covered} of 100 values, for 90 aimed at.",
            **{str(name): _of_100(float(value)) for name, value in means.items()},
        )
    else:
        yield both("Nothing could be judged: too few days are known.")
    if len(done.aside):
        yield plural(
            len(done.aside),
            both("{n} car park set aside ({why})."),
            both("{n} car parks set aside ({why})."),
            why=_reasons(done.aside),
        )
    yield from done.warnings


def _of_100(share: float) -> Words:
    return Words(grouped(100 * share, 1, "fr"), grouped(100 * share, 1, "en"))


def _reasons(aside: pd.DataFrame) -> Words:
    counts = aside["reason"].value_counts()
    parts = [
        Words(f"{{why}}{HARD_SPACE}: {n}", f"{{why}}: {n}").filled(why=REASONS[str(why)])
        for why, n in counts.items()
    ]
    return Words("\u202f; ".join(p.fr for p in parts), "; ".join(p.en for p in parts))


def as_json(done: Forecast) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    plain = done.ahead.astype({"known_at": str, "at": str}).replace({np.nan: None})
    return {
        "figures": [],
        "findings": [],
        "warnings": [words.as_json() for words in done.warnings],
        "files": list(done.files),
        "forecast": plain.to_dict("records"),
        "scores": done.scores.replace({np.nan: None}).to_dict("records"),
        "set_aside": done.aside.to_dict("records"),
    }
