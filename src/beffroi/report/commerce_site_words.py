"""How a public site says trades, days and hours, in French and in English."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path

from babel.dates import format_date
from markupsafe import Markup

from beffroi.foundation.language import LANGUAGES, Language, Words, both
from beffroi.foundation.numbers import HARD_SPACE, NARROW_SPACE
from beffroi.report.kinds import kind_words
from beffroi.report.words import LOCALES, side_by_side
from beffroi.study.commerce_directory import DAY, Moments

KINDS = Path(__file__).parent / "commerce_kinds.toml"
JOINED = "\u2060"
"""Word joiner: a line does not break after the dash before it."""
DASH = f"–{JOINED}"
FRENCH_DASH = f"{HARD_SPACE}{DASH}{HARD_SPACE}"
CLOSED, ALL_DAY = both("closed"), both("open day and night")
DAY_NAMES = tuple(
    Words(*(format_date(dt.date(2024, 1, 1 + n), "EEEE", locale=LOCALES[one])
            for one in LANGUAGES)) for n in range(7)
)  # fmt: skip
"""Names of the days, Monday first."""


@cache
def _kinds() -> dict[str, Words]:
    return {
        kind: Words(**said)
        for kind, said in tomllib.loads(KINDS.read_text(encoding="utf-8")).items()
    }


@cache
def trade(kind: str) -> Words:
    """Name what is sold or done; the OpenStreetMap value where nothing better is known.

    Examples
    --------
    >>> trade("bakery").fr, trade("pharmacy").fr, trade("")
    ('boulangerie', 'pharmacie', Words(fr='', en=''))
    """
    if not kind:
        return Words("", "")
    return _kinds().get(kind) or kind_words("shop", kind)


@cache
def paired(words: Words) -> Markup:
    """Write words in both languages, the style shows one; once for each words."""
    return side_by_side(words)


def clock(minute: int, language: Language) -> str:
    r"""Say a minute of the day.

    Examples
    --------
    >>> clock(510, "fr").replace(NARROW_SPACE, " "), clock(540, "en"), clock(1440, "fr")
    ('8 h 30', '09:00', 'minuit')
    """
    if language == "fr" and minute == DAY:
        return "minuit"
    hour, rest = divmod(minute % DAY, 60)
    if language == "en":
        return f"{hour:02d}:{rest:02d}"
    return f"{hour}{NARROW_SPACE}h" + (f"{NARROW_SPACE}{rest:02d}" if rest else "")


@cache
def hours_words(moments: Moments) -> Words:
    """Say the moments of a day.

    Examples
    --------
    >>> hours_words(((540, 720), (840, 1140))).en.replace(JOINED, ""), hours_words(()).en
    ('09:00–12:00, 14:00–19:00', 'closed')
    """
    if not moments:
        return CLOSED
    if moments == ((0, DAY),):
        return ALL_DAY
    said = {
        language: ", ".join(
            f"{clock(a, language)}{FRENCH_DASH if language == 'fr' else DASH}{clock(b, language)}"
            for a, b in moments
        )
        for language in LANGUAGES
    }
    return Words(**said)


@cache
def day_words(day: dt.date, form: str = "EEEE d MMMM y") -> Words:
    """Say a day with its name.

    Examples
    --------
    >>> day_words(dt.date(2026, 7, 14)).fr
    'mardi 14 juillet 2026'
    """
    said = {one: str(format_date(day, form, locale=LOCALES[one])) for one in LANGUAGES}
    said["fr"] = said["fr"].replace(" 1 ", " 1er ")
    return Words(**said)


def script_words(first: dt.date) -> dict[str, Words]:
    """Give what the scripts of the site say, by key; `first` is the first day of the hours."""
    month = day_words(first, "MMMM y")
    return {
        "stale": both("Hours worked out in {month}: to be checked", month=month),
        "maybe": both("To be checked with the shop"),
        "open": both("Open"),
        "open_until": both("Open until {hour}"),
        "closed": both("Closed"),
        "closed_until": both("Closed, opens at {hour}"),
        "closed_day": both("Closed, opens {day} at {hour}"),
        "midnight": both("midnight"),
        "tomorrow": both("tomorrow"),
        "on_day": both("on {day}"),
        "hours_unknown": both("Hours unknown"),
        "nameless": both("Shop without a known sign"),
        "all_families": both("All families"),
        "all_streets": both("All streets"),
        "found": both("{n} shops found."),
        "found_one": both("{n} shop found."),
        "left_out": both("{n} others have unknown hours."),
        "map": both("Map of the shops"),
        "zoom_in": both("Zoom in"),
        "zoom_out": both("Zoom out"),
        "close": both("Close"),
        "ctrl_zoom": both("Hold Ctrl while scrolling to zoom"),
        "cmd_zoom": both("Hold ⌘ while scrolling to zoom"),
        "two_fingers": both("Use two fingers to move the map"),
        **{f"day{n}": name for n, name in enumerate(DAY_NAMES)},
    }
