"""What comes of hours that somebody wrote: their syntax, or why they cannot be read."""

from dataclasses import dataclass

from beffroi.foundation.language import Words

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
"""Days of the week as OpenStreetMap writes them."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Months as OpenStreetMap writes them."""
LONGEST = 2_000
"""Longest text that is read: a bound on harm. [character]"""


@dataclass(frozen=True, slots=True)
class Said:
    """Hours that could be read.

    Attributes
    ----------
    syntax
        In the syntax of OpenStreetMap.
    comments
        What the text says besides, as written, which the syntax does not hold.
    guesses
        What was mended to read it, such as ``14:00/18:00`` taken for 14:00 to 18:00.
    """

    syntax: str
    comments: tuple[str, ...] = ()
    guesses: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """Hours that cannot be read.

    Attributes
    ----------
    text
        As written.
    why
        The reason, for those who can mend it.
    is_told
        Whether the text tells hours at all; false where it says that they are not told.
    """

    text: str
    why: Words
    is_told: bool = True
