"""Maturity sheets: the grid as a workbook for one respondent, written out and read back.

Format: one row a question, with where to look and a list of four answers; hidden rows hold the
sheet's id, the edition of the grid and its hash. The same answers are read from CSV and JSON.
"""

from beffroi.formats.maturity_sheets.reading import Read, read
from beffroi.formats.maturity_sheets.respondents import distinct
from beffroi.formats.maturity_sheets.writing import write, write_csv, write_json

__all__ = ["Read", "distinct", "read", "write", "write_csv", "write_json"]
