"""Texts of a note: phrases of the house, names of others made harmless, shares out of 100."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from beffroi.foundation.errors import agreed
from beffroi.foundation.language import Language, Words
from beffroi.foundation.numbers import NARROW_SPACE, grouped
from beffroi.report.words import french

PHRASES = Path(__file__).parent / "phrases.toml"
OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of all that follows."""
SPACES = re.compile(r"[ \t\r\n\v\f\u2028\u2029]+")
CUT = "…"


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads(PHRASES.read_text(encoding="utf-8"))


def phrase(key: str, language: Language, **parts: object) -> str:
    """Say a phrase of ``phrases.toml`` in a language, and put its parts in.

    Examples
    --------
    >>> phrase("left_groups", "en", n=3)
    '3 groups'
    """
    said = _phrases()[key][language]
    said = agreed(said, parts, french=language == "fr")
    typed = french(said) if language == "fr" else said
    return typed.format(**parts) if parts else typed


def plain(said: str | Words, language: Language) -> str:
    r"""Return a text on one line, without what no document may hold.

    Examples
    --------
    >>> plain("a\nb\x00 <b>", "en")
    'a b <b>'
    """
    text = said.in_(language) if isinstance(said, Words) else said
    text = OVERRIDES.sub("", SPACES.sub(" ", text))
    return "".join(letter for letter in text if _is_writable(letter)).strip()


def _is_writable(letter: str) -> bool:
    """Say whether XML may hold a character; those that are none never mean anything."""
    return unicodedata.category(letter) not in {"Cc", "Cs"} and ord(letter) & 0xFFFE != 0xFFFE


def sentence(said: Words, language: Language) -> str:
    """Return a sentence of the method as it is printed, with the spaces of French typography."""
    text = plain(said, language)
    return french(text) if language == "fr" else text


def cut(text: str, most: int) -> str:
    """Shorten a text to so many characters, between two words where that costs little.

    Examples
    --------
    >>> cut("Park and walk", 20), cut("Park at the edge and walk", 15)
    ('Park and walk', 'Park at the…')
    """
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    head, _, _ = kept.rpartition(" ")
    return (head if len(head) > most / 2 else kept).rstrip(" ,;:.\u00a0\u202f") + CUT


def shortened(names: Iterable[str], most: int) -> dict[str, str]:
    """Shorten names so that those that differ still do: by the end, else by the middle.

    Examples
    --------
    >>> lines = ["Shuttle of the centre, line 1", "Shuttle of the centre, line 2"]
    >>> list(shortened(lines, 17).values())
    ['Shuttle… line 1', 'Shuttle… line 2']
    >>> shortened(["a" * 9, "b"], 5)
    {'aaaaaaaaa': 'aaaa…', 'b': 'b'}
    """
    asked = list(dict.fromkeys(names))
    tried = {name: cut(name, most) for name in asked}
    seen = Counter(tried.values())
    short: dict[str, str] = {}
    taken: set[str] = set()
    for name in asked:
        told = tried[name] if seen[tried[name]] == 1 else _cut_inside(name, most)
        number = 2
        while told in taken:
            told, number = f"{cut(name, most - 4)} ({number})", number + 1
        taken.add(told)
        short[name] = told
    return short


def _cut_inside(text: str, most: int) -> str:
    """Shorten a text by its middle."""
    tail = text[-(most // 2 - 1) :]
    _, space, after = tail.partition(" ")
    tail = space + after if space and len(after) > most / 5 else tail
    return cut(text, most - len(tail)).removesuffix(CUT) + CUT + tail


def hundred(share: float) -> str:
    r"""Write a share as a number out of 100, neither none nor all unless it is.

    Examples
    --------
    >>> hundred(0.624), hundred(0.9999), hundred(1.0), hundred(0.001), hundred(0.0)
    ('62', '>\xa099', '100', '<\xa01', '0')
    """
    if 0 < share < 0.01:
        return "<\u00a01"
    return ">\u00a099" if 0.99 < share < 1 else f"{100 * share:.0f}"


def percent(share: float, language: Language, *, digits: int = 0) -> str:
    r"""Write a share in per cent, with so many decimals.

    Examples
    --------
    >>> percent(0.316, "en"), percent(0.316, "fr", digits=1)
    ('32%', '31,6\u202f%')
    """
    number = grouped(100 * share, digits, language)
    return f"{number}{NARROW_SPACE}%" if language == "fr" else f"{number}%"


def key_of(number: int) -> str:
    """Return the letters that stand for an option, from its place.

    Examples
    --------
    >>> key_of(0), key_of(25), key_of(26)
    ('A', 'Z', 'AA')
    """
    letter = chr(ord("A") + number % 26)
    return letter if number < 26 else key_of(number // 26 - 1) + letter
