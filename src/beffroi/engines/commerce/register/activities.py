"""Whether what the map says is sold and what the register says is done can be one trade."""

import tomllib
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.commerce.families import OTHER, family
from beffroi.territory import naf

Floats = npt.NDArray[np.float64]
SAME, NEAR, OTHER_TRADE = 1.0, 0.5, 0.0
"""The code can be that value; both are of one family; neither."""
VAGUE = frozenset({"yes", "vacant", "no"})
"""Values of the map that tell no trade."""
_FILE = Path(__file__).parent / "activities.toml"


@cache
def kinds_of(code: str, nomenclature: str) -> frozenset[str]:
    """Give the values of the map that a code can have; none where the table does not tell.

    Parameters
    ----------
    code
        Code with its point.
    nomenclature
        ``naf`` (rév. 2) or ``naf2025``.

    Examples
    --------
    >>> sorted(kinds_of("96.02A", "naf")), kinds_of("01.11Z", "naf")
    (['hairdresser'], frozenset())
    """
    fits = [start for start in _table()[nomenclature] if code.startswith(start)]
    return frozenset(_table()[nomenclature][max(fits, key=len)]) if fits else frozenset()


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: entries[name] for name in ("naf", "naf2025")}


def agreement(kind: pd.Series, activity: pd.Series, naf2025: pd.Series) -> Floats:
    """Say how well the map's value and the register's codes agree, pair by pair.

    Parameters
    ----------
    kind : (n_pairs,)
        Values of the map, missing where unknown.
    activity, naf2025 : (n_pairs,)
        Codes in NAF rév. 2 and NAF 2025, missing where unknown.

    Returns
    -------
    (n_pairs,)
        1 where a code can be that value, 0.5 where both are of one family, 0 where they are of two
        trades; NaN where one of the two does not tell, or tells a code that nothing defines. [1]
    """
    kinds = kind.reset_index(drop=True).astype("string")
    kinds = kinds.mask(kinds.isin(VAGUE))
    old, new = (
        one.reset_index(drop=True).astype("string").map(
            lambda code, name=name: code if naf.is_known(code, name) else pd.NA, na_action="ignore"
        ).astype("string")
        for one, name in ((activity, naf.REV2), (naf2025, naf.NAF2025))
    )  # fmt: skip
    none = pd.Series(pd.NA, index=kinds.index, dtype="string")
    of_map = family(kinds).to_numpy(dtype=object, na_value="")
    of_register = family(none, old, naf2025=new).to_numpy(dtype=object, na_value="")
    can_be = np.array([_can_be(*row) for row in zip(kinds, old, new, strict=True)], dtype=bool)
    made = np.where((of_map == of_register) & (of_map != OTHER), NEAR, OTHER_TRADE)
    is_told = kinds.notna() & (old.notna() | new.notna())
    return np.where(can_be, SAME, np.where(is_told.to_numpy(dtype=bool), made, np.nan))


def _can_be(kind: object, old: object, new: object) -> bool:
    told = ((old, "naf"), (new, "naf2025"))
    return any(not pd.isna(code) and kind in kinds_of(str(code), name) for code, name in told)  # type: ignore[call-overload]
