"""Sheets of a walk: a workbook to print or to carry, a sheet a street, filled in and read back.

Format: XLSX, A4 landscape, headings in French or in English; `docs/how-to/commerce-register.md`
says how to fill it.
"""

from beffroi.formats.walk_sheets.reader import read
from beffroi.formats.walk_sheets.writer import write

__all__ = ["read", "write"]
