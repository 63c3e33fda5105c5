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

from collections.abc import Iterable
from os import PathLike


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
        super().__init__(sentence.format(**spoken) if parts else sentence)


def in_english(part: object) -> object:
    """Say a part of a sentence in English: the words of words, the list of a tuple."""
    if isinstance(part, tuple):
        return "; ".join(str(in_english(one)) for one in part)
    return getattr(part, "en", part)


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
        super().__init__(
            "{path} is not valid {format_name} ({n_faults} fault(s)): {shown}. "
            "Mend the file or ask its publisher for a valid one.",
            path=str(path),
            format_name=format_name,
            n_faults=len(self.faults),
            shown=self.faults[: self.MOST_SHOWN] + rest,
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
        super().__init__(
            "No commune is known as {asked!r}. The nearest are: {nearest}. "
            "Give the five-character INSEE code, or the full table of communes.",
            asked=asked,
            nearest=", ".join(self.nearest) or "–",
        )


class PublisherError(BeffroiError):
    """A source is absent, has changed or does not answer: its publisher can mend it."""


class StorageError(BeffroiError):
    """The disk is full, or the folder cannot be written."""


class ShapeError(BeffroiError, ValueError):
    """Arrays given to a kernel do not fit together: the caller can mend it."""
