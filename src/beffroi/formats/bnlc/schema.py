"""The national schema of carpool places: what each cell may hold."""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

DATA = Path(__file__).parent / "schema.toml"
FORMAT = "register of carpool places (BNLC)"
"""What the file should be, for messages."""
FLAGS = frozenset({"true", "True", "TRUE", "1", "false", "False", "FALSE", "0"})
"""What the standard of table schemas takes for yes and no
(https://specs.frictionlessdata.io/table-schema/#boolean)."""
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
WHOLE = re.compile(r"[+-]?\d{1,15}", re.ASCII)


@dataclass(frozen=True, slots=True)
class CellRule:
    """What the cells of a column may hold.

    Attributes
    ----------
    kind
        ``text``, ``day``, ``flag``, ``whole`` or ``number``.
    needed
        Whether a row must have it.
    pattern
        What the text looks like; anything if empty.
    choices
        Values allowed; any if empty.
    least, most
        Bounds of a number; None where there is none.
    """

    kind: str
    needed: bool = False
    pattern: str = ""
    choices: frozenset[str] = frozenset()
    least: float | None = None
    most: float | None = None


@cache
def schema() -> Mapping[str, CellRule]:
    """Return the rule of each column, in the order of the schema."""
    columns = tomllib.loads(DATA.read_text(encoding="utf-8"))["columns"]
    rules = {
        name: CellRule(**{**entry, "choices": frozenset(entry.get("choices", ()))})
        for name, entry in columns.items()
    }
    return MappingProxyType(rules)


COLUMNS = tuple(schema())
"""Columns, in the order of the schema."""
NEEDED = tuple(name for name, rule in schema().items() if rule.needed)
"""Columns that a row must fill."""


def fault_of(rule: CellRule, cell: str) -> str:
    """Return the code of what is wrong with a cell that holds something; empty if nothing is.

    Examples
    --------
    >>> fault_of(schema()["insee"], "35236"), fault_of(schema()["insee"], "5236")
    ('', 'bad_pattern')
    >>> fault_of(schema()["nbre_pl"], "-2"), fault_of(schema()["date_maj"], "24-06-2019")
    ('out_of_bounds', 'bad_day')
    """
    if rule.pattern and not re.fullmatch(rule.pattern, cell, re.ASCII):
        return "bad_pattern"
    if rule.choices and cell not in rule.choices:
        return "not_a_choice"
    return _FORMS[rule.kind](rule, cell)


def _no_fault(_rule: CellRule, _cell: str) -> str:
    return ""


def _day(_rule: CellRule, cell: str) -> str:
    try:
        return "" if dt.date.fromisoformat(cell).isoformat() == cell else "bad_day"
    except ValueError:
        return "bad_day"


def _flag(_rule: CellRule, cell: str) -> str:
    return "" if cell in FLAGS else "bad_flag"


def _numeric(rule: CellRule, cell: str) -> str:
    form = WHOLE if rule.kind == "whole" else NUMBER
    if not form.fullmatch(cell):
        return "bad_number"
    value = float(cell)
    too_low = rule.least is not None and value < rule.least
    return "out_of_bounds" if too_low or (rule.most is not None and value > rule.most) else ""


_FORMS = {"text": _no_fault, "day": _day, "flag": _flag, "whole": _numeric, "number": _numeric}


def is_siren(number: str) -> bool:
    """Say whether nine digits are a SIREN: their sum by Luhn's rule is a multiple of ten.

    References
    ----------
    H. P. Luhn, US patent 2950048, 1960; INSEE, code SIREN.

    Examples
    --------
    >>> is_siren("217602176"), is_siren("217602177")
    (True, False)
    """
    doubled = [int(c) * (1 + i % 2) for i, c in enumerate(reversed(number))]
    return sum(d - 9 * (d > 9) for d in doubled) % 10 == 0
