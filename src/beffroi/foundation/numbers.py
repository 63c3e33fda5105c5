"""Numbers as people read them, in French and in English, with their unit."""

import math
import tomllib
from functools import cache
from pathlib import Path

from beffroi.foundation.figures import Figure
from beffroi.foundation.language import LANGUAGES, Language, Words, both, translated

UNITS = Path(__file__).parent / "units.toml"
NARROW_SPACE = "\u202f"
HARD_SPACE = "\u00a0"
MOST_CENTS = 20.0
"""Amounts under this are said to the cent, as prices are. [€]"""
TINY = 0.005
"""Under this, a value to the hundredth is written 0.00."""
MEASURED = {
    "1", "ratio", "%", "min", "h", "m", "km", "km²", "person/km²", "shop/1000 person",
    "value_point",
    "€", "€/year", "€/month", "€/person/year", "FTE", "day", "charge/bay/year",
    "vehicle/bay/day", "h/bay/day", "share_point",
}  # fmt: skip
"""Units of which a part is worth saying; the others count whole things."""


@cache
def _units() -> dict[str, dict[str, str]]:
    return tomllib.loads(UNITS.read_text(encoding="utf-8"))


def grouped(value: float, decimals: int, language: Language) -> str:
    """Write a number with its thousands apart and the language's decimal mark.

    Examples
    --------
    >>> grouped(12345.6, 1, "en")
    '12,345.6'
    >>> grouped(12345.6, 1, "fr").replace(NARROW_SPACE, " ")
    '12 345,6'
    """
    text = f"{value:,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    if language == "fr":
        text = text.replace(",", NARROW_SPACE).replace(".", ",")
    return text


def decimals(value: float, unit: str) -> int:
    """Choose how many decimals a value of a unit deserves: three significant digits at most.

    Examples
    --------
    >>> decimals(9.0, "shop"), decimals(6.25, "min"), decimals(0.0857, "1")
    (0, 1, 1)
    """
    if unit == "1":
        return 0 if abs(value) >= 1 and value == round(value) else 1
    if unit not in MEASURED or value == round(value) or abs(value) >= 100 or is_tiny(value):
        return 0
    return 2 if abs(value) < 1 or (unit == "€" and abs(value) < MOST_CENTS) else 1


def is_tiny(value: float) -> bool:
    """Say whether a value is not zero, and would be written 0.00.

    Examples
    --------
    >>> is_tiny(0.004), is_tiny(-0.004), is_tiny(0.005), is_tiny(0.0)
    (True, True, False, False)
    """
    return 0 < abs(value) < TINY


def unit_name(unit: str, language: Language, *, value: float = 2.0) -> str:
    """Name a unit in a language, in the singular or the plural that the value asks for.

    French takes the plural from 2, English everywhere but at 1. A unit without a name, such as a
    currency, is said as it is written.

    Examples
    --------
    >>> unit_name("shop", "fr", value=1.5), unit_name("shop", "en", value=1.5)
    ('commerce', 'shops')
    """
    names = _units().get(unit)
    if names is None:
        return unit.replace("/year", " par an" if language == "fr" else " a year")
    singular = abs(value) < 2 if language == "fr" else abs(value) == 1
    one, _, many = names[language].partition("|")
    return one if singular or not many else many


def said(value: float | None, unit: str, language: Language) -> str:
    r"""Say a value with its unit; a missing value is said to be unknown.

    A pure number (unit ``1``) is a share and is said in per cent.

    Examples
    --------
    >>> said(0.0857, "1", "en"), said(None, "shop", "en"), said(1234.0, "m", "en")
    ('8.6%', 'unknown', '1,234\xa0m')
    >>> said(0.0857, "1", "fr").replace(NARROW_SPACE, " ")
    '8,6 %'
    """
    if value is None:
        return translated("unknown", language)
    if (unit == "1" and is_tiny(100 * value)) or (unit in MEASURED - {"1"} and is_tiny(value)):
        return translated("almost {value}", language).format(value=said(0.0, unit, language))
    if unit == "1":
        share = grouped(100 * value, decimals(100 * value, "%"), language)
        return f"{share}{NARROW_SPACE}%" if language == "fr" else f"{share}%"
    number = grouped(value, decimals(value, unit), language)
    name = unit_name(unit, language, value=value)
    return f"{number}{HARD_SPACE}{name}" if name else number


def said_in_both(figure: Figure) -> Words:
    r"""Say a figure in both languages, an estimate no more finely than its interval allows.

    Examples
    --------
    >>> from beffroi.foundation.figures import Source
    >>> osm, words = Source("osm", "OpenStreetMap", "OSM", "2019", "ODbL"), Words("", "")
    >>> people = Figure("a.b", words, 4547.0, "person", "2019", (osm,), words, (3307.0, 6062.0))
    >>> said_in_both(people).en
    'about 4,500\xa0inhabitants'
    >>> from dataclasses import replace
    >>> said_in_both(replace(people, minimum=True)).en
    'at least 4,500\xa0inhabitants'
    """
    value, is_estimate = figure.value, figure.interval is not None and figure.unit != "1"
    if value is not None and figure.interval is not None and is_estimate:
        value = _rounded(value, figure.interval)
    words = Words(*(said(value, figure.unit, language) for language in LANGUAGES))
    if value == 0 and figure.minimum:
        return both("{value} seen, perhaps more").filled(value=words)
    if value is not None and figure.minimum:
        return both("at least {value}").filled(value=words)
    if value is None or not is_estimate or is_tiny(value):
        return words
    return both("about {value}").filled(value=words)


def _rounded(value: float, interval: tuple[float, float]) -> float:
    """Keep two significant digits of the interval's half-width."""
    half_width = (interval[1] - interval[0]) / 2
    if half_width <= 0:
        return value
    return round(value, 1 - math.floor(math.log10(half_width)))


def said_interval(figure: Figure, language: Language) -> str:
    """Say the interval of a figure, or nothing if it has none.

    Examples
    --------
    >>> from beffroi.foundation.figures import Source
    >>> osm = Source("osm", "OpenStreetMap", "OSM", "2019", "ODbL")
    >>> words = Words("taux", "rate")
    >>> rate = Figure("a.rate", words, 0.1, "1", "2019", (osm,), words, (0.05, 0.15))
    >>> said_interval(rate, "en")
    '5% – 15%'
    """
    if figure.interval is None:
        return ""
    low, high = (said(bound, figure.unit, language) for bound in figure.interval)
    return f"{low} – {high}"


def units_named(text: str) -> tuple[str, ...]:
    """Return the units that a text may name, by a French name, by their id, or by an English one.

    Parameters
    ----------
    text
        What somebody wrote as a unit, in capitals or not.

    Returns
    -------
    Ids, in that order: ``place`` is first the French for a bay. The text itself where no unit of
    ours has that name.

    Examples
    --------
    >>> units_named("place"), units_named("Bays"), units_named("kWh")
    (('bay', 'place'), ('bay',), ('kWh',))
    """
    said = text.strip().casefold()
    found = [unit for unit, names in _units().items() if said in _names(names["fr"])]
    found += [unit for unit in _units() if said == unit.casefold()]
    found += [unit for unit, names in _units().items() if said in _names(names["en"])]
    return tuple(dict.fromkeys(found)) or (text.strip(),)


def unit_words(unit: str) -> tuple[str, ...]:
    """Return the words by which a unit may be written: French, English, and its id.

    Examples
    --------
    >>> unit_words("bay"), unit_words("kWh")
    (('place', 'places', 'bay', 'bays'), ('kWh',))
    """
    names = _units().get(unit, {"fr": "", "en": ""})
    words = [name for code in LANGUAGES for name in names[code].split("|") if name]
    return tuple(dict.fromkeys([*words, unit]))


def _names(said: str) -> list[str]:
    return [name.casefold() for name in said.split("|") if name]
