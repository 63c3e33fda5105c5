"""Identifiers of plain letters, the same in every format that is written."""

import re
import unicodedata
from collections.abc import Iterable

ALLOWED = re.compile(r"[^A-Za-z0-9_.-]+")


def plain(names: Iterable[str]) -> dict[str, str]:
    """Turn identifiers into ASCII letters, digits, dots, dashes and underscores, all distinct.

    An identifier that is plain already keeps itself.

    Examples
    --------
    >>> plain(["A1", "gare é", "gare e"])
    {'A1': 'A1', 'gare é': 'gare_e', 'gare e': 'gare_e-2'}
    """
    listed = list(dict.fromkeys(map(str, names)))
    found = {name: name for name in listed if name and not ALLOWED.search(name)}
    taken = set(found)
    for name in listed:
        if name not in found:
            found[name] = _free(_stripped(name), taken)
            taken.add(found[name])
    return {name: found[name] for name in listed}


def _stripped(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return ALLOWED.sub("_", decomposed).strip("_") or "x"


def _free(stem: str, taken: set[str]) -> str:
    rank, name = 1, stem
    while name in taken:
        rank += 1
        name = f"{stem}-{rank}"
    return name
