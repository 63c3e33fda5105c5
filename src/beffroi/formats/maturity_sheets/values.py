"""Values of a sheet as people write them: answers in words, numbers with their unit, intervals."""

import re

from beffroi.territory.communes import plain_name
from beffroi.territory.maturity import Answer, Interval

FORMULA = "="
_SAID: dict[Answer, tuple[str, ...]] = {
    "yes": ("oui", "o", "yes", "y"),
    "no": ("non", "n", "no"),
    "unknown": ("ne sait pas", "ne sais pas", "je ne sais pas", "nsp", "inconnu", "unknown",
                "don t know", "dont know"),
    "not_concerned": ("non concerne", "non concernee", "nc", "n a", "sans objet", "not concerned"),
}  # fmt: skip
MEANINGS: dict[str, Answer] = {text: answer for answer, said in _SAID.items() for text in said}
_NUMBER = r"(\d[\d\s.,\u202f\u00a0]*)(k)?"
_UNIT = r"(?:€|eur|euros?|jours?|j|days?)?(?:\s*(?:ht|par mois|par an|/mois|/an))?"
_BOUNDS = re.compile(
    rf"^\s*{_NUMBER}\s*{_UNIT}\s*(?:(?:-|–|—|à|a|et|to)\s*{_NUMBER}\s*{_UNIT}\s*)?$", re.IGNORECASE
)
_THOUSANDS = re.compile(r"^\d{1,3}(\.\d{3})+$")
MOST = 1e9
"""A number above is a slip of the keyboard."""


def answer(text: str) -> Answer | None:
    """Understand one of the four answers; None if it is none of them.

    Examples
    --------
    >>> answer("Oui."), answer("NSP"), answer("non concernée"), answer("peut-être")
    ('yes', 'unknown', 'not_concerned', None)
    """
    return MEANINGS.get(plain_name(text))


def is_unknown(text: str) -> bool:
    """Say whether a text says that something is not known."""
    return answer(text) == "unknown"


def bounds(text: str) -> Interval | None:
    r"""Understand a number, or an interval, with or without its unit; None if it is neither.

    Examples
    --------
    >>> bounds("2 à 4 jours"), bounds("5 000 €"), bounds("10k€ - 15k€"), bounds("2,5")
    ((2.0, 4.0), (5000.0, 5000.0), (10000.0, 15000.0), (2.5, 2.5))
    >>> bounds("environ trois") is None, bounds("4-2") is None
    (True, True)
    """
    found = _BOUNDS.match(text)
    if found is None:
        return None
    low = _number(found[1], found[2])
    high = _number(found[3], found[4]) if found[3] else low
    if low is None or high is None or not low <= high <= MOST:
        return None
    return low, high


def _number(digits: str, thousand: str | None) -> float | None:
    bare = re.sub(r"\s", "", digits)
    if _THOUSANDS.match(bare):
        bare = bare.replace(".", "")
    bare = bare.replace(",", ".")
    if bare.count(".") > 1:
        return None
    return float(bare) * (1000 if thousand else 1)
