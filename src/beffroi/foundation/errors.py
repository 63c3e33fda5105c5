"""Errors, sorted by who can mend them.

::

    BeffroiError
    ├── InputError            the user mends it: a file, a setting, an argument
    │   ├── UnreadableFileError    a file cannot be opened or is damaged
    │   ├── FaultyFileError        a file breaks its format's rules, every fault listed
    │   ├── HostileFileError       a file that could harm the machine is refused
    │   ├── SettingsError          a study.toml, or an option of a command
    │   └── UnknownCommuneError    no commune has that code or name
    ├── PublisherError        the publisher of a source mends it: absent, changed, down
    ├── StorageError          the machine's owner mends it: disk full, no permission
    └── ShapeError            the caller mends it (also a ValueError)

Anything else is a bug, and flies.

A message is a sentence with named parts, in English; the doors (`cli`) look the
sentence up in the user's language and put the parts in.
"""

import re
import reprlib
import string
import unicodedata
from collections.abc import Iterable, Mapping
from os import PathLike
from typing import Any

LONGEST = 240
"""Longest part of a sentence, such as a path. [character]"""
LONGEST_QUOTED = 80
"""Longest part between quotes: what somebody wrote in a file. [character]"""
LONGEST_SAID = 500
"""Longest part that is itself a sentence of ours; its ends say what matters. [character]"""
MOST_SHOWN = 9
"""Most parts said one after the other."""


class Said(str):
    """A part of a sentence that is our own words."""

    __slots__ = ()


def shown(text: str, longest: int = LONGEST) -> str:
    r"""Make what others wrote fit for a sentence: short and printable.

    The middle of a long text is left out; signs that cannot be printed are written as Python
    escapes them.

    Examples
    --------
    >>> shown("caf\udce9\x1b[31m"), shown("a" * 90 + "z", 10)
    ('caf\\udce9\\x1b[31m', 'aaaaaa…aaz')
    """
    text = _clip(text, longest)
    if text.isprintable():
        return text
    signs = (c if _is_printable(c) else c.encode("unicode_escape").decode() for c in text)
    return _clip("".join(signs), longest)


def _clip(text: str, longest: int) -> str:
    """Leave out the middle of a long text."""
    tail = longest // 3
    return text if len(text) <= longest else f"{text[: longest - 1 - tail]}…{text[-tail:]}"


def _is_printable(c: str) -> bool:
    return c.isprintable() or unicodedata.category(c) == "Zs"


_QUOTES = reprlib.Repr()
_QUOTES.maxstring = _QUOTES.maxother = _QUOTES.maxlong = LONGEST_QUOTED


class _Listed(Said):
    """Parts said one after the other, each clipped already."""

    __slots__ = ()


def listed(parts: Iterable[object], mark: str) -> Said:
    """Say parts one after the other, each clipped, the first ones only if they are many."""
    said = [_clipped(part) for part in parts]
    more = len(said) - MOST_SHOWN
    return _Listed(mark.join([*said[:MOST_SHOWN], *([f"… (+{more})"] if more > 0 else [])]))


def _clipped(part: object) -> str:
    if isinstance(part, _Listed):
        return part
    return shown(str(part), LONGEST_SAID if isinstance(part, Said) else LONGEST)


class _Quoter(string.Formatter):
    """Puts parts into a sentence; what is quoted with ``!r`` is short, whatever its depth."""

    def convert_field(self, value: Any, conversion: Any) -> Any:
        """Quote what is asked with ``!r``, whatever its size and depth."""
        if conversion == "r":
            return Said(shown(_QUOTES.repr(value), LONGEST_QUOTED))
        return super().convert_field(value, conversion)


class _Clipper(_Quoter):
    """Puts parts into a sentence, none longer or stranger than a person can read."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """Clip a part."""
        said = str(super().format_field(value, format_spec))
        if isinstance(value, _Listed):
            return said
        return shown(said, LONGEST_SAID if isinstance(value, Said) else LONGEST)


AGREEING = re.compile(r"\(([^()|]*)\|([^()|]*)\)|(?<=\w)\((s|x|e|es)\)")
FRENCH_PLURAL = 2
"""Least count of a French plural."""
_QUOTER, _CLIPPER = _Quoter(), _Clipper()


def agreed(sentence: str, parts: Mapping[str, object], *, french: bool = False) -> str:
    """Choose between singular and plural where a sentence leaves both open, by its part ``n``.

    ``(s)``, ``(x)`` and ``(e)`` stand in the plural alone; of ``(is|are)`` the first is singular.
    French keeps the singular below two, English for one alone. Without a number nothing is chosen.

    Examples
    --------
    >>> agreed("{n} row(s) (is|are) set aside", {"n": 1})
    '{n} row is set aside'
    >>> agreed("{n} ligne(s) écartée(s)", {"n": 0}, french=True)
    '{n} ligne écartée'
    """
    n = parts.get("n")
    n = int(n) if isinstance(n, str) and n.isdecimal() else n
    if "(" not in sentence or isinstance(n, bool) or not isinstance(n, int | float):
        return sentence
    single = abs(n) < FRENCH_PLURAL if french else n == 1
    return AGREEING.sub(lambda found: _form(found, single=single), sentence)


def _form(found: re.Match[str], *, single: bool) -> str:
    one, many, mark = found.groups()
    return (one if single else many) if mark is None else ("" if single else mark)


def quoted(sentence: str, parts: Mapping[str, object], *, french: bool = False) -> str:
    """Put parts into the ``{named}`` places of a sentence, whole, but for those quoted (``!r``).

    What may be singular or plural is `agreed`, as by `clipped`.

    Examples
    --------
    >>> len(quoted("{name!r}", {"name": "x" * 100_000}))
    80
    """
    return _QUOTER.vformat(agreed(sentence, parts, french=french), (), parts)


def clipped(sentence: str, parts: Mapping[str, object], *, french: bool = False) -> str:
    """Put parts into the ``{named}`` places of a sentence, clipped and made printable.

    Examples
    --------
    >>> len(clipped("{path}", {"path": "x" * 100_000}))
    240
    """
    if not parts:
        return sentence
    return _CLIPPER.vformat(agreed(sentence, parts, french=french), (), parts)


class BeffroiError(Exception):
    """What Beffroi could not do, said in one sentence: what, where, found, what to do.

    Parameters
    ----------
    sentence
        The sentence in English, with ``{named}`` parts; it is also the key of its translation.
    **parts
        The parts, kept as `parts`: texts, numbers, words in both languages
        (`foundation.language.Words`), or tuples of these, which are said one after the other.

    Examples
    --------
    >>> error = InputError("File {path} is empty: give one that holds data.", path="a.osm")
    >>> str(error)
    'File a.osm is empty: give one that holds data.'
    >>> error.parts
    {'path': 'a.osm'}
    """

    def __init__(self, sentence: str, **parts: object) -> None:
        self.sentence = sentence
        self.parts = parts
        spoken = {name: in_english(part) for name, part in parts.items()}
        super().__init__(clipped(sentence, spoken))


def in_english(part: object) -> object:
    """Say a part of a sentence in English: the words of words, the list of a tuple."""
    if isinstance(part, tuple):
        return listed(map(in_english, part), "; ")
    return Said(part.en) if hasattr(part, "en") else part


class InputError(BeffroiError):
    """Something that the user gave cannot be used as it is."""


class UnreadableFileError(InputError):
    """A file cannot be opened, is empty, cut or damaged."""

    def __init__(self, path: PathLike[str] | str, *, found: object, remedy: object) -> None:
        """Name the file, say what was found and what to do: literal texts, or words."""
        super().__init__(
            "{path} cannot be read: {found}. {remedy}",
            path=str(path),
            found=found.rstrip(".") if isinstance(found, str) else found,
            remedy=remedy,
        )


class FaultyFileError(InputError):
    """A file breaks the rules of its format; all its faults are listed."""

    MOST_SHOWN = 8

    def __init__(
        self, path: PathLike[str] | str, *, format_name: str, faults: Iterable[object]
    ) -> None:
        """Name the file and its format, and list the faults, the first ones in full.

        A fault is a text, or words in both languages.
        """
        self.faults = tuple(faults)
        more = len(self.faults) - self.MOST_SHOWN
        rest = (f"… (+{more})",) if more > 0 else ()
        listed_first = self.faults[: self.MOST_SHOWN] + rest
        parts = {"path": str(path), "format_name": format_name, "shown": listed_first}
        if len(self.faults) == 1:
            super().__init__(
                "{path} is not valid {format_name}: {shown}. "
                "Mend the file or ask its publisher for a valid one.",
                **parts,
            )
            return
        super().__init__(
            "{path} is not valid {format_name} ({n_faults} faults): {shown}. "
            "Mend the file or ask its publisher for a valid one.",
            n_faults=len(self.faults),
            **parts,
        )


class HostileFileError(InputError):
    """A file is refused because opening it could harm the machine."""

    def __init__(self, path: PathLike[str] | str, *, found: object) -> None:
        """Name the file and what was found in it: a literal text, words, or several."""
        super().__init__(
            "{path} is refused for safety: {found}. Get the file again from its publisher.",
            path=str(path),
            found=found,
        )


class SettingsError(InputError):
    """A setting of a study, or an option of a command, cannot be used."""


class UnknownCommuneError(InputError):
    """No commune has the code or the name asked for."""

    def __init__(self, asked: str, *, nearest: Iterable[str]) -> None:
        """Repeat what was asked and offer the nearest names."""
        self.nearest = tuple(nearest)
        if self.nearest:
            super().__init__(
                "No commune is known as {asked!r}. The nearest are: {nearest}. "
                "Give the five-character INSEE code, or the full table of communes.",
                asked=asked,
                nearest=", ".join(self.nearest),
            )
            return
        super().__init__(
            "No commune is known as {asked!r}, nor as anything like it. "
            "Give the five-character INSEE code, or the full table of communes.",
            asked=asked,
        )


class PublisherError(BeffroiError):
    """A source is absent, has changed or does not answer: its publisher can mend it."""


class StorageError(BeffroiError):
    """The disk is full, or the folder cannot be written."""


class ShapeError(BeffroiError, ValueError):
    """Arrays given to a kernel do not fit together: the caller can mend it."""
