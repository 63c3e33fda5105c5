"""BNLS: the national base of off-street car parks, repaired where its publishers differ.

Format: "Lieux de stationnement", table schema ``etalab/schema-stationnement`` 0.1.5 (CSV),
https://github.com/etalab/schema-stationnement.
"""

from beffroi.formats.bnls.names import COLUMNS
from beffroi.formats.bnls.reader import heights, read, read_register
from beffroi.formats.bnls.writer import faults, write, write_register

__all__ = ["COLUMNS", "faults", "heights", "read", "read_register", "write", "write_register"]
