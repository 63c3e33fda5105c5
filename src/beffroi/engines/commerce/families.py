"""Families of premises: what a value of the map or a code of activity is counted with."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from beffroi.foundation.errors import SettingsError
from beffroi.foundation.language import Words

OTHER, OUTSIDE = "other", "outside"
FILES = {"beffroi": "families.toml", "insee": "families_insee.toml",
         "trading": "families_trading.toml"}  # fmt: skip
"""Tables of families, by name: the project's, INSEE's way, trading shops alone."""
_LISTS = ("kinds", "naf", "naf2025")


@dataclass(frozen=True, slots=True)
class Family:
    """A family of premises.

    Attributes
    ----------
    name
        Its name.
    kinds
        Values of the map: OSM `shop`, `amenity`, `craft`, `office`, `tourism` or `leisure`.
    naf, naf2025
        Beginnings of codes, NAF rév. 2 and NAF 2025, with their point: ``47.2``, ``47.11B``.
    is_outside
        Whether it gathers what this table does not count as shops.
    """

    name: Words
    kinds: tuple[str, ...]
    naf: tuple[str, ...] = ()
    naf2025: tuple[str, ...] = ()
    is_outside: bool = False


def table_name(table: str) -> Words:
    """Name a table of families.

    Raises
    ------
    SettingsError
        If there is no such table.
    """
    return Words(**_entries(table)["name"])


@cache
def families(table: str = "beffroi") -> dict[str, Family]:
    """Read a table of families: a value of the map, or a code, is in one family at most.

    Parameters
    ----------
    table
        ``beffroi``, ``insee`` (pharmacies and optics with what people wear) or ``trading`` (banks,
        insurers and agencies in the family ``outside``).

    Raises
    ------
    SettingsError
        If there is no such table.

    References
    ----------
    INSEE, Nomenclature d'activités française, rév. 2 (2008) and 2025; OpenStreetMap wiki, Key:shop.
    """
    entries = _entries(table)
    if table == "beffroi":
        return {key: _family(entry) for key, entry in entries["families"].items()}
    found = dict(families())
    last = found.pop(OTHER)
    for key, entry in entries.get("families", {}).items():
        found[key] = _family(entry)
    found[OTHER] = last
    for key, moved in entries["moves"].items():
        found = _moved(found, key, moved)
    return found


def _entries(table: str) -> dict[str, Any]:
    if table not in FILES:
        raise SettingsError(
            "There is no table of families {table!r}: choose among {names}.",
            table=table, names=", ".join(FILES),
        )  # fmt: skip
    path = Path(__file__).parent / FILES[table]
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _family(entry: dict[str, Any]) -> Family:
    kinds, naf, naf2025 = (tuple(entry.get(name, ())) for name in _LISTS)
    return Family(Words(entry["fr"], entry["en"]), kinds, naf, naf2025, entry.get(OUTSIDE, False))


def _moved(found: dict[str, Family], to: str, moved: dict[str, list[str]]) -> dict[str, Family]:
    """Move values and codes into a family, out of those where they were."""
    made = {}
    for key, one in found.items():
        kinds, naf, naf2025 = (
            tuple(
                [value for value in getattr(one, name) if value not in moved[name]]
                + (moved[name] if key == to else [])
            )
            for name in _LISTS
        )
        made[key] = replace(one, kinds=kinds, naf=naf, naf2025=naf2025)
    return made


def family(
    kind: pd.Series,
    activity: pd.Series | None = None,
    *,
    naf2025: pd.Series | None = None,
    table: str = "beffroi",
) -> pd.Series:
    """Give each premises its family, of its kind on the map, else of its code of activity.

    Parameters
    ----------
    kind : (n_premises,)
        Values of the map; missing where the map does not tell.
    activity, naf2025 : (n_premises,)
        Codes, NAF rév. 2 and NAF 2025, with their point; the first that has a family counts.
    table
        Table of families, as `families` takes it.

    Returns
    -------
    Keys of families; ``other`` where no family names what is known, missing where nothing is known.

    Raises
    ------
    SettingsError
        If there is no such table.

    Examples
    --------
    >>> family(pd.Series(["bakery", "hovercraft"])).tolist()
    ['food', 'other']
    >>> family(pd.Series([None, None]), pd.Series(["47.73Z", None])).tolist()
    ['health', <NA>]
    """
    known = families(table)
    of_kind = {value: key for key, one in known.items() for value in one.kinds}
    found = kind.map(of_kind).astype("string")
    is_told = kind.notna()
    for codes, name in ((activity, "naf"), (naf2025, "naf2025")):
        if codes is not None:
            found = found.fillna(_of_codes(codes, table, name))
            is_told |= codes.notna()
    return found.mask(found.isna() & is_told, OTHER)


def _of_codes(codes: pd.Series, table: str, nomenclature: str) -> pd.Series:
    known = {code: _of_code(str(code), table, nomenclature) for code in codes.dropna().unique()}
    return codes.map(known).astype("string")


@cache
def _of_code(code: str, table: str, nomenclature: str) -> str | None:
    """Find the family with the longest beginning of a code."""
    fits = [
        (len(start), key)
        for key, one in families(table).items()
        for start in getattr(one, nomenclature)
        if code.startswith(start)
    ]
    return max(fits)[1] if fits else None
