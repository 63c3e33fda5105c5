"""Hypotheses: what a town may choose, with its bounds, its date and its source."""

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from beffroi.engines.informal.regulation.draws import Dice, Floats
from beffroi.foundation.language import Words, both

FILE: Final = Path(__file__).parent / "hypotheses.toml"
AS_OBSERVED: Final = "as_observed"
LIMITS: Final[Mapping[str, tuple[float, float]]] = {
    "headway": (1, 240), "seats": (2, 200), "spacing_low": (50, 2_000),
    "spacing_high": (50, 3_000), "layover": (0, 1), "spare": (0, 1), "kilometre": (0, 1e6),
    "hour": (0, 1e7), "overheads": (0, 3), "driver_hours": (100, 4_000), "paid": (0, 1),
    "vat": (0, 1), "weekdays": (0, 366), "saturdays": (0, 366), "sundays": (0, 366),
}  # fmt: skip
"""Range in which each value makes sense, in its unit."""
MOST_CASES: Final = 20
NAMES: Final[Mapping[str, Words]] = {
    "headway": both("time between departures"), "seats": both("seats, driver included"),
    "spacing_low": both("least gap between stops"), "spacing_high": both("largest gap"),
    "layover": both("stay at terminals, share of running time"),
    "spare": both("vehicles in reserve, share"), "kilometre": both("cost of a kilometre"),
    "hour": both("cost of an hour of driving"), "overheads": both("overheads, share"),
    "driver_hours": both("hours that a driver drives in a year"),
    "paid": both("share of rides paid"), "vat": both("value-added tax within the price"),
    "weekdays": both("working days a year"), "saturdays": both("Saturdays a year"),
    "sundays": both("Sundays and holidays a year"), "rate": both("rate of exchange"),
}  # fmt: skip
"""How each is called where people read it."""
MOST_RATE: Final = 1e9


@dataclass(frozen=True, slots=True)
class Value:
    """A hypothesis.

    Attributes
    ----------
    value
        The value used; NaN where things stay as they are observed.
    low, high
        Plausible bounds; the value itself where none are given.
    unit, valid_from, source, url
        As the file says.
    """

    value: float
    low: float
    high: float
    unit: str
    valid_from: str
    source: str
    url: str

    @property
    def says(self) -> Words:
        """Return the source in both languages, which a slash parts in the file."""
        french, _, english = self.source.partition(" / ")
        return Words(french, english or french)

    @property
    def is_judgement(self) -> bool:
        """Say whether no publication gives it."""
        return self.source.startswith(("avis", "judgement"))


@dataclass(frozen=True, slots=True)
class Case:
    """A hypothesis of balance.

    Attributes
    ----------
    name
        How it is called.
    fare, riders
        What prices and passengers are multiplied by. [1]
    subsidy
        Share of the operating cost that the authority pays. [1]
    """

    name: Words
    fare: float
    riders: float
    subsidy: float


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of exchange, with its day and its source.

    Attributes
    ----------
    currency
        ISO 4217, that of the prices paid.
    value
        How much of it one unit of the currency of the costs buys, with its bounds.
    """

    currency: str
    value: Value


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """All hypotheses of a proposal.

    Attributes
    ----------
    currency
        ISO 4217, that of the costs.
    values
        By name, those of `LIMITS`.
    cases
        Hypotheses of balance, in order.
    rate
        What turns prices in another currency into that of the costs; None where none is given.
    """

    currency: str
    values: Mapping[str, Value]
    cases: tuple[Case, ...]
    rate: "Rate | None" = None

    def of(self, name: str) -> float:
        """Return the value of one; NaN where things stay as observed."""
        return self.values[name].value

    def drawn(self, name: str, dice: Dice) -> Floats:
        """Draw one between its bounds."""
        one = self.values[name]
        return dice.between(one.value, one.low, one.high)


@cache
def shipped() -> dict[str, Any]:
    """Return the hypotheses that come with Beffroi, as their file says them."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def hypotheses(said: Mapping[str, Any]) -> tuple[Hypotheses | None, tuple[Words, ...]]:
    """Make hypotheses of what a file says; what it leaves out is as shipped.

    Returns
    -------
    The hypotheses, None where something is wrong; and all that is wrong.
    """
    default, faults = shipped(), list(_strangers(said))
    values = {}
    for name in LIMITS:
        entry = said.get(name, {})
        if not isinstance(entry, dict):
            faults.append(both("{name} is no table: write [{name}]", name=name))
            continue
        value, wrong = _value(name, {**_inherited(default[name], entry), **entry})
        values[name] = value
        faults += wrong
    cases, wrong = _cases(said.get("case", default["case"]))
    faults += wrong
    rate, wrong = _rate(said.get("rate"))
    faults += wrong
    currency = said.get("currency", default["currency"])
    if not _is_currency(currency):
        faults.append(both("currency is {value!r}: give three letters, such as EUR",
                           value=currency))  # fmt: skip
    if not faults and values["spacing_low"].value > values["spacing_high"].value:
        faults.append(both("spacing_low is larger than spacing_high"))
    return (None if faults else Hypotheses(currency, values, cases, rate)), tuple(faults)


def _is_currency(said: object) -> bool:
    return isinstance(said, str) and re.fullmatch("[A-Z]{3}", said) is not None


def _rate(said: object) -> tuple[Rate | None, list[Words]]:
    """Read a rate of exchange: one without its day or its source is refused."""
    if said is None:
        return None, []
    entry = said if isinstance(said, dict) else {}
    numbers: list[Any] = [entry.get("value"), entry.get("value"), entry.get("value")]
    numbers[1:] = [entry.get(key, numbers[0]) for key in ("low", "high")]
    faults = []
    if not _is_currency(entry.get("currency")):
        faults.append(both("[rate]: give the currency of the prices, three letters, such as SRD"))
    if not all(_is_number(one) and 0 < one <= MOST_RATE for one in numbers) or not (
        numbers[1] <= numbers[0] <= numbers[2]
    ):
        faults.append(both(
            "[rate]: low, value and high are numbers above 0, in order: how much of the currency "
            "of the prices buys one unit of that of the costs"))  # fmt: skip
    if not _is_day(str(entry.get("valid_from", ""))) or not str(entry.get("source", "")).strip():
        faults.append(both("[rate]: give its day (valid_from, such as 2026-11-02) and its source"))
    if faults:
        return None, faults
    texts = {key: str(entry.get(key, "")) for key in ("valid_from", "source", "url")}
    value, low, high = (float(one) for one in numbers)
    return Rate(entry["currency"], Value(value, low, high, "", **texts)), []


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _inherited(shipped_one: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, Any]:
    """Take what an entry leaves out from the shipped one, but the bounds of another value."""
    if "value" in entry:
        return {k: v for k, v in shipped_one.items() if k not in {"low", "high", "source", "url"}}
    return dict(shipped_one)


def _strangers(said: Mapping[str, Any]) -> list[Words]:
    known = {*LIMITS, "case", "currency", "rate"}
    strange = sorted(set(said) - known)
    return [
        both("{name!r} is not known; known: {names}", name=name, names=", ".join(sorted(known)))
        for name in strange
    ]


def _value(name: str, entry: Mapping[str, Any]) -> tuple[Value, list[Words]]:
    least, most = LIMITS[name]
    value = entry["value"]
    if name == "headway" and value == AS_OBSERVED:
        value = math.nan
        numbers = [value, value, value]
    else:
        numbers = [value, entry.get("low", value), entry.get("high", value)]
    faults = []
    if name != "headway" or value == value:  # noqa: PLR0124  (NaN: as observed)
        if not all(_is_number(one) and least <= one <= most for one in numbers):
            faults.append(both("{name}: value, low and high are numbers from {least} to {most}",
                               name=name, least=f"{least:g}", most=f"{most:g}"))  # fmt: skip
            numbers = [math.nan] * 3
        elif not numbers[1] <= numbers[0] <= numbers[2]:
            faults.append(both("{name}: low, value and high are not in order", name=name))
    texts = {key: str(entry.get(key, "")) for key in ("unit", "valid_from", "source", "url")}
    value, low, high = (float(one) for one in numbers)
    return Value(value, low, high, **texts), faults


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _cases(said: object) -> tuple[tuple[Case, ...], list[Words]]:
    if not isinstance(said, list) or not 0 < len(said) <= MOST_CASES:
        return (), [both("give from 1 to {most} blocks [[case]]", most=MOST_CASES)]
    cases, faults = [], []
    for rank, one in enumerate(said, start=1):
        entry = one if isinstance(one, dict) else {}
        numbers = [entry.get(key, 1.0 if key != "subsidy" else 0.0)
                   for key in ("fare", "riders", "subsidy")]  # fmt: skip
        limits = (100.0, 100.0, 1.0)
        if not all(
            _is_number(number) and 0 <= number <= most
            for number, most in zip(numbers, limits, strict=True)
        ):
            faults.append(both("[[case]] {rank}: fare and riders are factors from 0, subsidy a "
                               "share from 0 to 1", rank=rank))  # fmt: skip
            continue
        french = str(entry.get("fr") or entry.get("en") or rank)
        name = Words(french, str(entry.get("en") or french))
        cases.append(Case(name, *(float(number) for number in numbers)))
    return tuple(cases), faults
