"""Identifiers and references of the French profile: codespace, class, local name, and ``LOC``."""

import re
import unicodedata
from dataclasses import dataclass

from beffroi.formats.netex.nodes import Node, node
from beffroi.foundation.errors import SettingsError

ALLOWED = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
LONGEST = 40
"""Letters of a codespace made of a name. [letter]"""
NAMELESS = "RESEAU"


@dataclass(frozen=True, slots=True)
class Identities:
    """Whose identifiers they are, and of which edition.

    Attributes
    ----------
    codespace
        Of the publisher: letters, digits, dashes and underscores.
    version
        Of every object.
    """

    codespace: str
    version: str

    def name(self, tag: str, local: str) -> str:
        """Name an object: ``codespace:class:local name:LOC``."""
        return f"{self.codespace}:{tag}:{local}:LOC"

    def object(self, tag: str, local: str, content: object, **more: str) -> Node:
        """Make an object with its identifier and version."""
        own = {"id": self.name(tag, local), "version": self.version}
        return node(tag, content, **own, **more)  # type: ignore[arg-type]

    def ref(self, tag: str, local: str, **more: str) -> Node:
        """Refer to an object of the same file; a `tag` of its own may name the reference."""
        own = {"ref": self.name(tag, local), "version": self.version}
        return node(more.pop("named", f"{tag}Ref"), **own)


def identities(codespace: str, version: str) -> Identities:
    """Check a codespace, and plain the version.

    Raises
    ------
    SettingsError
        If the codespace cannot be one.
    """
    refuse_codespace(codespace)
    return Identities(codespace, re.sub(r"[^A-Za-z0-9_.-]+", "-", version).strip("-") or "1")


def codespace_of(name: str) -> str:
    """Make a codespace of the name of who stands for a network.

    Examples
    --------
    >>> codespace_of("Réseau de l’Ouest"), codespace_of("3 rivières"), codespace_of("車")
    ('RESEAU_DE_L_OUEST', 'RESEAU_3_RIVIERES', 'RESEAU')
    """
    letters = unicodedata.normalize("NFKD", name.replace("’", " ")).encode("ascii", "ignore")
    plain = re.sub(r"[^A-Z0-9]+", "_", letters.decode().upper()).strip("_")
    whole = plain if plain[:1].isalpha() else f"{NAMELESS}_{plain}"
    return whole[:LONGEST].strip("_")


def refuse_codespace(codespace: str) -> None:
    """Refuse a codespace that cannot be one.

    Raises
    ------
    SettingsError
        If it has other characters than letters, digits, dashes and underscores.
    """
    if not ALLOWED.fullmatch(codespace):
        raise SettingsError(
            "Codespace {codespace} of NeTEx is not made of letters, digits, dashes and "
            "underscores; give one that is, such as FR_EXEMPLE.",
            codespace=codespace,
        )
