"""How much room a text takes, so that nothing runs off a slide: widths of Arial, rounded up."""

import unicodedata
from collections.abc import Iterator

LINE = 1.2
"""Height of a line, as a share of the size of the type. [1]"""
NARROW, WIDE = frozenset("iljI.,:;'|!/\\()[]tfr \u00a0\u202f’"), frozenset("mwMWOQ@%œæŒÆ—…")
SMALL, MIDDLE, CAPITAL, BROAD, FULL = 0.36, 0.57, 0.74, 0.96, 1.05
"""Widths of letters, as shares of the size of the type, none below what Arial takes. [1]"""
CUT = "…"


def width(text: str, size: float) -> float:
    """Measure a text on one line, rather too wide than too narrow, in the unit of the size.

    Examples
    --------
    >>> width("ill", 10.0) < width("abc", 10.0) < width("ABC", 10.0) < width("中文字", 10.0)
    True
    """
    return size * sum(_letter(letter) for letter in text)


def _letter(letter: str) -> float:
    if letter in NARROW:
        return SMALL
    if letter in WIDE:
        return BROAD
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0x2FFF:
        return FULL
    return CAPITAL if letter.isupper() or ord(letter) > 0x24F else MIDDLE


def longest_word(text: str, size: float) -> float:
    """Measure the widest word of a text, in the unit of the size."""
    return max(width(word, size) for word in text.split(" "))


def lines(text: str, room: float, size: float) -> int:
    """Count the lines that a text takes in a width, broken between words, and inside long ones."""
    return sum(1 for _ in _broken(text, room, size))


def _broken(text: str, room: float, size: float) -> Iterator[str]:
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if width(longer, size) <= room:
                line = longer
                continue
            if line:
                yield line
            line = word
            while width(line, size) > room and len(line) > 1:
                kept = _held(line, room, size)
                yield line[:kept]
                line = line[kept:]
        yield line


def _held(word: str, room: float, size: float) -> int:
    taken = 0.0
    for place, letter in enumerate(word):
        taken += size * _letter(letter)
        if taken > room:
            return max(place, 1)
    return len(word)


def height(text: str, room: float, size: float) -> float:
    """Measure the height of a text in a width, in the unit of the size."""
    return lines(text, room, size) * size * LINE


def held(text: str, room: float, size: float, most: int) -> str:
    """Shorten a text to so many lines of a width.

    Examples
    --------
    >>> held("one two three", 50.0, 10.0, 1)
    'one two…'
    """
    if lines(text, room, size) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if lines(text[:middle].rstrip() + CUT, room, size) <= most:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + CUT
