"""The settings of a description, read one by one; every fault is gathered."""

import datetime as dt
import re
import zoneinfo
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from beffroi.foundation.language import Words, both

KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")
"""Ids of the access point's taste: it flags those that are not plain ASCII."""
CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
LATEST = 48 * 3600
"""A window may end on the next day, not beyond. [s]"""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MOST_MINUTES = 7 * 24 * 60


class Cells:
    """A reader of settings, with the faults met so far.

    Attributes
    ----------
    faults
        In the order of reading.
    """

    def __init__(self) -> None:
        """Start without any fault."""
        self.faults: list[Words] = []

    def fault(self, words: Words) -> None:
        """Note a fault."""
        self.faults.append(words)

    def text(
        self, item: Mapping[str, Any], key: str, where: str, *, is_needed: bool = False
    ) -> str:
        """Read a text; empty where there is none."""
        value = item.get(key, "")
        if not isinstance(value, str):
            self.fault(
                both("{where}: {key} is {value!r}, not a text", where=where, key=key, value=value)
            )
            return ""
        if is_needed and not value.strip():
            self.fault(both("{where}: {key} is missing", where=where, key=key))
        return value.strip()

    def key(self, item: Mapping[str, Any], where: str) -> str:
        """Read an id: plain letters, figures, hyphens."""
        id_ = self.text(item, "id", where, is_needed=True)
        if id_ and not KEY.fullmatch(id_):
            self.fault(
                both(
                    "{where}: the id {id!r} must be of plain letters, figures, - and _",
                    where=where,
                    id=id_,
                )
            )
        return id_

    def listed(self, item: object, key: str) -> list[Any]:
        """Read a list; empty where there is none."""
        value = item.get(key, []) if isinstance(item, Mapping) else []
        if isinstance(value, list):
            return value
        self.fault(both("{key} must be a list between brackets", key=key))
        return []

    def day(self, value: object, where: str) -> str:
        """Read a day, ISO 8601 or a TOML date."""
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value.isoformat()
        try:
            return dt.date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fault(
                both("{where}: {value!r} is not a day such as 2026-09-01", where=where, value=value)
            )
            return ""

    def whole(self, item: Mapping[str, Any], key: str, where: str) -> int | None:
        """Read a whole number, 0 or more; None where there is none."""
        value = item.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_MINUTES:
            self.fault(
                both(
                    "{where}: {key} is {value!r}, not a whole number",
                    where=where,
                    key=key,
                    value=value,
                )
            )
            return None
        return value

    def price(self, item: Mapping[str, Any], where: str) -> float | None:
        """Read a price with two decimals at most; None where unknown."""
        value = item.get("price")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
            self.fault(both("{where}: the price {value!r} is no amount", where=where, value=value))
            return None
        if round(value, 2) != value:
            self.fault(
                both(
                    "{where}: the price {value!r} has more than two decimals",
                    where=where,
                    value=value,
                )
            )
        return float(value)

    def clock(self, value: object, where: str) -> int:
        """Read a time of day, as 07:30, in seconds; hours beyond 24 are of the next day."""
        found = CLOCK.fullmatch(value) if isinstance(value, str) else None
        if found is None or int(found[2]) > 59 or int(found[1]) > 48:
            self.fault(
                both("{where}: {value!r} is not a time such as 07:30", where=where, value=value)
            )
            return 0
        return int(found[1]) * 3600 + int(found[2]) * 60

    def windows(self, item: Mapping[str, Any], where: str) -> tuple[tuple[int, int], ...]:
        """Read parts of the day, as 07:00-12:00, apart and in order, in seconds."""
        value = item.get("hours")
        parts = value if isinstance(value, list) else [value]
        read = []
        for part in parts:
            opens, _, closes = part.partition("-") if isinstance(part, str) else ("", "", "")
            before = len(self.faults)
            window = (
                self.clock(opens.strip(), f"{where} hours"),
                self.clock(closes.strip(), f"{where} hours"),
            )
            if len(self.faults) == before:
                read.append(window)
        for start, end in read:
            if not start < end <= LATEST:
                self.fault(both("{where}: a window ends before it starts", where=where))
        ordered = sorted(read)
        if any(one[1] > other[0] for one, other in pairwise(ordered)):
            self.fault(both("{where}: two windows overlap", where=where))
        return tuple(ordered)

    def days(
        self, item: Mapping[str, Any], where: str, known: Mapping[str, str]
    ) -> tuple[str, ...]:
        """Read days of the week, by their first two letters in English."""
        chosen = []
        for value in self.listed(item, "days"):
            if isinstance(value, str) and value.lower()[:2] in known:
                chosen.append(known[value.lower()[:2]])
            else:
                self.fault(
                    both(
                        "{where}: {value!r} is no day: mo, tu, we, th, fr, sa, su",
                        where=where,
                        value=value,
                    )
                )
        if not chosen:
            self.fault(both("{where}: on which days?", where=where))
        return tuple(dict.fromkeys(chosen))

    def position(self, item: Mapping[str, Any], where: str) -> tuple[float, float]:
        """Read a longitude and a latitude, in degrees."""
        lon, lat = item.get("lon"), item.get("lat")
        numbers = [
            value for value in (lon, lat)
            if isinstance(value, int | float) and not isinstance(value, bool)
        ]  # fmt: skip
        if len(numbers) < 2 or not (abs(numbers[0]) <= 180 and abs(numbers[1]) <= 90):
            self.fault(both("{where}: lon and lat are not degrees", where=where))
            return 0.0, 0.0
        return float(numbers[0]), float(numbers[1])

    def check_place_and_tongue(self, about: Mapping[str, str]) -> None:
        """Check the time zone, the language, the currency and the address of a service."""
        if about["timezone"] not in zoneinfo.available_timezones():
            self.fault(both("[service] timezone {value!r} is not known", value=about["timezone"]))
        if not LANGUAGE.fullmatch(about["language"]):
            self.fault(
                both("[service] language {value!r} is no code such as fr", value=about["language"])
            )
        if not re.fullmatch(r"[A-Z]{3}", about["currency"]):
            self.fault(
                both("[service] currency {value!r} is no code such as EUR", value=about["currency"])
            )
        if about["url"] and not re.fullmatch(r"https?://\S+", about["url"]):
            self.fault(both("[service] url {value!r} is no address of the web", value=about["url"]))
