"""BNLC: the national register of carpool places, read, checked, mended and written.

Format: "Lieux de covoiturage", table schema ``etalab/schema-lieux-covoiturage`` 0.2.0 (CSV).
"""

from beffroi.formats.bnlc.checks import checked, explained
from beffroi.formats.bnlc.mending import Mended, mended
from beffroi.formats.bnlc.places import KINDS, read, write
from beffroi.formats.bnlc.schema import COLUMNS
from beffroi.formats.bnlc.sheet import Sheet, opened, write_sheet

__all__ = [
    "COLUMNS", "KINDS", "Mended", "Sheet", "checked", "explained", "mended", "opened", "read",
    "write", "write_sheet",
]  # fmt: skip
