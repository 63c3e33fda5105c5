"""Prices of parking in words: those of the inventory, and OpenStreetMap's `charge`.

Format: https://wiki.openstreetmap.org/wiki/Key:charge
"""

import re

UNITS = {
    "h": 1.0, "hr": 1.0, "hour": 1.0, "hours": 1.0, "heure": 1.0, "heures": 1.0, "min": 1 / 60,
    "mn": 1 / 60, "minute": 1 / 60, "minutes": 1 / 60, "day": 24.0, "days": 24.0, "jour": 24.0,
}  # fmt: skip
"""Hours of each unit of time. [h]"""
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_NUMBER = r"\d+(?:[.,]\d+)?"
_EURO = r"(?:EUR|€|euros?)"
_STEP = re.compile(rf"({_NUMBER})\s*({_UNIT})\b\s*[:=]?\s*({_NUMBER})\s*{_EURO}", re.IGNORECASE)
_RATE = re.compile(
    rf"({_NUMBER})\s*{_EURO}\s*(?:/|per|par|for|les?)\s*({_NUMBER})?\s*({_UNIT})\b", re.IGNORECASE
)
DAY = 24.0
Steps = tuple[tuple[float, float], ...]


def steps(text: str) -> Steps:
    """Read the prices of stays: hours and euros, growing; nothing where they cannot be read.

    Parameters
    ----------
    text
        Prices of stays (``1 h 1.20 €; 4 h 4.80 €``), or a price by time (``1.50 EUR/hour``), which
        may be capped by the day (``10 EUR/day``). Passes by the month are no price of a stay, and
        other currencies are not read.

    Examples
    --------
    >>> steps("1 h 1.20 €; 4 h 4.80 €; month, residents 20.00 €")
    ((1.0, 1.2), (4.0, 4.8))
    >>> steps("0,50 EUR/30 minutes; 6 EUR/day")
    ((6.0, 6.0), (24.0, 6.0))
    >>> steps("2 CHF/hour"), steps("see the meter")
    ((), ())
    """
    told = {_hours(n, unit): _number(euros) for n, unit, euros in _STEP.findall(text)}
    if not told:
        told = _by_time({_hours(n or "1", unit): _number(euros)
                         for euros, n, unit in _RATE.findall(text)})  # fmt: skip
    found = tuple(sorted((hours, euros) for hours, euros in told.items() if hours > 0))
    prices = [euros for _, euros in found]
    return found if prices == sorted(prices) else ()


def _by_time(rates: dict[float, float]) -> dict[float, float]:
    """Make stays of prices by time: the shortest time, up to the price of the day."""
    if not rates or DAY not in rates or len(rates) == 1:
        return rates
    shortest = min(rates)
    hourly, most = rates[shortest] / shortest, rates[DAY]
    return {most / hourly: most, DAY: most} if 0 < most < DAY * hourly else {shortest: hourly}


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _hours(number: str, unit: str) -> float:
    return round(_number(number) * UNITS[unit.casefold()], 6)
