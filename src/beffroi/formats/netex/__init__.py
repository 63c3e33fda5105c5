"""NeTEx: networks and their times in the European format, as the French profile has it."""

from beffroi.formats.netex.checking import faults
from beffroi.formats.netex.identities import codespace_of, refuse_codespace
from beffroi.formats.netex.writing import PROFILE, write

__all__ = ["PROFILE", "codespace_of", "faults", "refuse_codespace", "write"]
