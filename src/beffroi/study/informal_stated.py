"""What an authority states itself of a network built of rides, where nobody counted departures."""

import re
from collections.abc import Iterator

from beffroi.engines.informal.publishing import Assumed
from beffroi.foundation.errors import SettingsError
from beffroi.foundation.language import Words, both, plural
from beffroi.territory.informal import InformalNetwork

HOURS = "6-20"
"""Hours of service stated unless others are."""
MOST_HEADWAY = 1_440
"""Longest headway that may be stated: a day. [min]"""
LATEST = 30 * 60
"""Latest end of a service: six in the morning after. [min]"""


def assumed(headway: float, hours: str) -> Assumed | None:
    """Read the headway and the hours that an authority states.

    Parameters
    ----------
    headway
        Minutes between departures; 0 if nothing is stated. [min]
    hours
        Begin and end of the service on working days: ``6-20``, ``5:30-26``.

    Returns
    -------
    What is stated; None where no headway is.

    Raises
    ------
    SettingsError
        If one of both cannot be understood.

    Examples
    --------
    >>> assumed(15, "5:30-20").begins
    19800.0
    """
    if not 0 <= headway <= MOST_HEADWAY:
        raise SettingsError(
            "--headway is {n}: give minutes between departures, from 1 to {most}.",
            n=headway, most=MOST_HEADWAY,
        )  # fmt: skip
    found = re.fullmatch(r"(\d{1,2})(?::([0-5]\d))?-(\d{1,2})(?::([0-5]\d))?", hours.strip())
    parts = [int(part or 0) for part in found.groups()] if found else [0] * 4
    begins, ends = (60 * parts[k] + parts[k + 1] for k in (0, 2))
    if not begins < ends <= LATEST:
        raise SettingsError(
            "--hours is {given!r}: give a begin and an end, such as 6-20 or 5:30-26.", given=hours
        )
    return Assumed(headway * 60, None, begins * 60.0, ends * 60.0) if headway else None


def told(network: InformalNetwork, given: Assumed) -> Iterator[Words]:
    """Say whose word a headway is, where no departure was counted."""
    known = network.headways[network.headways["headway_s"].notna()]["variant_id"]
    n = int((~network.variants["variant_id"].isin(known)).sum())
    if n:
        yield plural(
            n,
            both("On {n} variant nobody counted departures: one every {minutes} minutes from "
                 "{begins} to {ends} on working days is the authority's word (--headway)."),
            both("On {n} variants nobody counted departures: one every {minutes} minutes from "
                 "{begins} to {ends} on working days is the authority's word (--headway)."),
            minutes=round(given.headway / 60), begins=_clock(given.begins), ends=_clock(given.ends),
        )  # fmt: skip


def _clock(seconds: float) -> Words:
    hours, minutes = divmod(round(seconds / 60), 60)
    return Words(f"{hours}\u00a0h\u00a0{minutes:02d}", f"{hours}:{minutes:02d}")
