"""How a report says things: both languages side by side, one of them shown."""

import re
from datetime import date

from babel.dates import format_date
from markupsafe import Markup, escape

from beffroi.foundation.language import LANGUAGES, Language, Words
from beffroi.foundation.numbers import HARD_SPACE, NARROW_SPACE, grouped, said

LOCALES: dict[Language, str] = {"fr": "fr", "en": "en_GB"}
MONTH_FORM = "LLLL y"
MONTH = re.compile(r"\d{4}-\d{2}")
DAY = re.compile(r"(?<![\w./:-])\d{4}-\d{2}-\d{2}(?![\w/:-]|\.\w)")
"""A day written by a machine within a sentence, and not a part of the name of a file."""
CODE = re.compile(r"(`[^`]*`)")


def french(text: str) -> str:
    r"""Put the apostrophes and unbreakable spaces of French typography where plain ones were typed.

    Examples
    --------
    >>> french("L'été : 9 % !").replace(HARD_SPACE, "~").replace(NARROW_SPACE, "^")
    'L’été~: 9^%^!'
    """
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    text = re.sub(r" (?=[;!?%€])", NARROW_SPACE, text)
    text = re.sub(r" (?=[:»])", HARD_SPACE, text)
    text = text.replace("« ", f"«{HARD_SPACE}")
    return re.sub(r"(?<!\d)(\d{1,3}) (?=\d{3}(?!\d))", rf"\1{NARROW_SPACE}", text)


def english(text: str) -> str:
    """Put the per cent against its number, as English does.

    Examples
    --------
    >>> english("95 % of 3,000")
    '95% of 3,000'
    """
    return re.sub(rf"(?<=\d)[ {HARD_SPACE}{NARROW_SPACE}]%", "%", text)


def typeset(text: str, language: Language) -> str:
    r"""Set a sentence as its language wants it, and say its days as people do.

    Examples
    --------
    >>> typeset("Jour type : 2026-09-01.", "fr").replace(HARD_SPACE, " ")
    'Jour type : 1er septembre 2026.'
    >>> typeset("`2026-09-01` of horaires-2026-09-01.zip", "en")
    '`2026-09-01` of horaires-2026-09-01.zip'
    """
    parts = CODE.split(text)
    parts[::2] = [DAY.sub(lambda day: _dated(day[0], language), part) for part in parts[::2]]
    said_ = "".join(parts)
    return french(said_) if language == "fr" else english(said_)


def side_by_side(words: Words) -> Markup:
    """Write words in both languages, each marked with its own; the style shows one.

    Examples
    --------
    >>> print(side_by_side(Words("rue", "street")))
    <span lang="fr">rue</span><span lang="en">street</span>
    >>> print(side_by_side(Words("<Redon>", "<Redon>")))
    &lt;Redon&gt;
    """
    if words.fr == words.en and not DAY.search(words.fr):
        return _marked(words.fr)
    return Markup('<span lang="fr">{}</span><span lang="en">{}</span>').format(
        *(_marked(typeset(words.in_(language), language)) for language in LANGUAGES)
    )


def _marked(text: str) -> Markup:
    """Escape a text, and set what stands between backquotes as code."""
    coded = re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text)))
    return Markup(coded)  # noqa: S704  (the text was escaped)


def counted(number: float) -> Words:
    """Write a whole number in both languages."""
    return Words(fr=grouped(number, 0, "fr"), en=grouped(number, 0, "en"))


def measured(value: float, unit: str) -> Words:
    """Write a value with its unit in both languages."""
    return Words(**{language: said(value, unit, language) for language in LANGUAGES})


def dated(iso: str) -> Words:
    """Write a date of the year, the month or the day as people read it.

    Examples
    --------
    >>> dated("2019-04-30").fr, dated("2019-04").en, dated("2019").fr, dated("").fr
    ('30 avril 2019', 'April 2019', '2019', '')
    """
    return Words(**{language: _dated(iso, language) for language in LANGUAGES})


def _dated(iso: str, language: Language) -> str:
    """Say a day or a month; what is neither, a year or words, is left as it stands."""
    is_month = MONTH.fullmatch(iso) is not None
    try:
        day = date.fromisoformat(f"{iso}-01" if is_month else iso[:10])
    except ValueError:
        return iso
    said_ = str(format_date(day, MONTH_FORM if is_month else "long", locale=LOCALES[language]))
    return re.sub(r"^1 ", "1er ", said_) if language == "fr" else said_
