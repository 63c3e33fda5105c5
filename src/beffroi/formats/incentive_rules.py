"""Rules of a local carpool incentive, written by hand from the text that sets them.

Format: TOML, one ``[[incentive]]`` a rule; `docs/how-to/carpool.md` says what each key holds. A key
left out is unknown; "none" says that there is no limit.
"""

import datetime as dt
import math
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.files import bounded, decoded
from beffroi.foundation.language import Words, both
from beffroi.foundation.toml_faults import fault
from beffroi.territory.incentives import UNKNOWN, Incentive

FORMAT = "rules of carpool incentives"
MOST_BYTES = 1024**2
"""Largest file taken: nobody types more. [byte]"""
TEXTS = ("name", "payer", "to", "valid_from", "source")
AMOUNTS = ("per_trip", "per_km", "least_km", "most_km", "cap")
LIMITS = {"least_km": 0.0, "most_km": math.inf, "cap": math.inf}
"""What "none" means for each limit."""
PAID = ("driver", "passenger")


def read(path: Path) -> tuple[Incentive, ...]:
    """Read the rules of a scheme.

    Parameters
    ----------
    path
        The TOML file.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no text.
    FaultyFileError
        With every fault: no rule, a key that is not known, a sum that is no number >= 0, somebody
        paid who is neither driver nor passenger, a day that is no date.
    """
    text = decoded(bounded(path, MOST_BYTES))[0]
    try:
        given = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        said = [both("it is not valid TOML ({said})", said=fault(error))]
        raise FaultyFileError(path, format_name=FORMAT, faults=said) from error
    faults = list(_faults(given))
    if faults:
        raise FaultyFileError(path, format_name=FORMAT, faults=faults)
    return tuple(_rule(entry) for entry in given["incentive"])


def _faults(given: dict[str, Any]) -> Iterator[Words]:
    rules = given.get("incentive")
    yield from (both("{key} is no key", key=key) for key in given if key != "incentive")
    if not isinstance(rules, list) or not rules:
        yield both("it has no [[incentive]]")
        return
    for n, rule in enumerate(rules, start=1):
        if isinstance(rule, dict):
            yield from _rule_faults(rule, n)
        else:
            yield both("it has no [[incentive]]")


def _rule_faults(rule: dict[str, Any], n: int) -> Iterator[Words]:
    for key, value in rule.items():
        if key not in (*TEXTS, *AMOUNTS):
            yield both("rule {n}: {key} is no key", n=n, key=key)
        elif key in AMOUNTS and not (_is_amount(value) or (key in LIMITS and value == "none")):
            yield both("rule {n}: {key} is {value!r}, no number >= 0", n=n, key=key,
                       value=str(value)[:40])  # fmt: skip
        elif key in TEXTS and not isinstance(value, str | dt.date):
            yield both("rule {n}: {key} is no text", n=n, key=key)
    if not rule.get("name"):
        yield both("rule {n} has no name", n=n)
    if rule.get("to") not in PAID:
        yield both('rule {n}: "to" is neither driver nor passenger', n=n)
    if not _is_day(rule.get("valid_from", "")):
        yield both("rule {n}: valid_from is no date", n=n)


def _is_amount(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and 0 <= value < 1e6  # type: ignore[operator]


def _is_day(value: object) -> bool:
    if value == "":
        return True
    try:
        dt.date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _rule(entry: dict[str, Any]) -> Incentive:
    sums = {key: _sum(entry, key) for key in AMOUNTS}
    return Incentive(
        str(entry["name"]), str(entry.get("payer", "")), str(entry["to"]),
        sums["per_trip"], sums["per_km"], 1000 * sums["least_km"], 1000 * sums["most_km"],
        sums["cap"], str(entry.get("valid_from", "")),
    )  # fmt: skip


def _sum(entry: dict[str, Any], key: str) -> float:
    value = entry.get(key, UNKNOWN)
    return LIMITS[key] if value == "none" else float(value)
