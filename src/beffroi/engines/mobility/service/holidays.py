"""Public holidays: the days that are no example of an ordinary day, where their law is known."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

LAW = Path(__file__).parent / "holidays.toml"


@cache
def _law() -> dict[str, dict[str, Any]]:
    return tomllib.loads(LAW.read_text(encoding="utf-8"))


def is_known(timezone: str) -> bool:
    """Say whether the public holidays of a time zone are known here: France alone.

    Examples
    --------
    >>> is_known("Europe/Paris"), is_known("America/Bogota")
    (True, False)
    """
    return timezone in _law()["zones"]["value"]


def easter(year: int) -> dt.date:
    """Return the date of Easter in the Gregorian calendar.

    Parameters
    ----------
    year
        From 1583.

    References
    ----------
    "To find Easter", Nature 13, 1876, p. 487; J. Meeus, Astronomical Algorithms, 1991, chapter 8.

    Examples
    --------
    >>> easter(2026)
    datetime.date(2026, 4, 5)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def public_holidays(timezone: str, years: Iterable[int]) -> frozenset[dt.date]:
    """List the public holidays of the territory of a time zone.

    The two further days of Alsace-Moselle are not among them: its time zone is that of Paris.

    Parameters
    ----------
    timezone
        IANA name, as in the timetable.
    years
        Years, from 1583.

    Returns
    -------
    Dates; none where the law of the territory is not known here (`is_known`).

    References
    ----------
    Code du travail, articles L3133-1 and L3422-2.

    Examples
    --------
    >>> len(public_holidays("Europe/Paris", [2026])), len(public_holidays("Africa/Accra", [2026]))
    (11, 0)
    """
    if not is_known(timezone):
        return frozenset()
    law = _law()
    fixed = [*law["fixed"]["value"], *filter(None, [law["abolition"]["value"].get(timezone)])]
    days = set[dt.date]()
    for year in years:
        days |= {dt.date.fromisoformat(f"{year}-{day}") for day in fixed}
        days |= {easter(year) + dt.timedelta(days=n) for n in law["after_easter"]["value"]}
    return frozenset(days)
