"""Opening hours as people write them in French, turned into the syntax of OpenStreetMap."""

import re

from opening_hours import validate

from beffroi.foundation.language import both
from beffroi.territory.hours.atoms import LostError, atoms
from beffroi.territory.hours.said import LONGEST, Said, Unread
from beffroi.territory.hours.statements import Listener
from beffroi.territory.hours.writing import untold_days, written

ENGLISH = re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Su|PH|SH|off|24/7)\b")
"""Words of the syntax of OpenStreetMap that are none in French."""


def is_of_map(text: str) -> bool:
    """Say whether a text bears words that are of the syntax of OpenStreetMap alone.

    Examples
    --------
    >>> [is_of_map(text) for text in ("Mo-Fr 9h-12h", "lun-ven 9h-12h")]
    [True, False]
    """
    return ENGLISH.search(text) is not None


def french(text: str) -> Said | Unread:
    """Read opening hours written in French.

    What the text makes depend on something (`sur rendez-vous`, words that are not known) is
    neither open nor closed: it is written ``unknown``, with these words as its comment. What it
    says of no hours at all is kept among the comments.

    Parameters
    ----------
    text
        As written, on one line or several.

    Returns
    -------
    The hours in the syntax of OpenStreetMap, or why they cannot be read.

    References
    ----------
    https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification

    Examples
    --------
    >>> french("lun-ven 9h-12h / 14h-18h30, fermé le mercredi après-midi").syntax
    'Mo-Tu,Th-Fr 09:00-12:00,14:00-18:30; We 09:00-12:00'
    >>> french("9h-12h et 14h").why.en
    "a time without its other end: '9h-12h et 14h'"
    """
    if len(text) > LONGEST:
        return Unread(text[:LONGEST], both("more than {most} signs", most=LONGEST))
    if not text.strip(" \n\t\r\u00a0-–—."):
        return Unread(text, both("no opening hours are told"), is_told=False)
    if is_of_map(text):
        why = both("it bears words of the syntax of OpenStreetMap and is not in it")
        return Said(text.strip()) if validate(text) else Unread(text, why)
    try:
        stated = Listener(list(atoms(text)), text).hear()
        if stated.is_untold and not any(one.spans for one in stated.statements):
            return Unread(text, both("the text says that hours are not told"), is_told=False)
        syntax = written(stated.statements)
    except LostError as error:
        return Unread(text, error.why)
    comments = [*stated.comments]
    days = untold_days(stated.statements)
    if days:
        comments += [", ".join(day.fr for day in days) + " : horaires non communiqués"]
    return Said(syntax, tuple(dict.fromkeys(comments)), tuple(stated.guesses))
