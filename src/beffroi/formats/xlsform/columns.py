"""Columns of an XLSForm: their names, their many spellings, and the languages of their labels."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from beffroi.foundation.language import LANGUAGES, Language, Words

LABELS: dict[Language, str] = {"fr": "French (fr)", "en": "English (en)"}
"""How we name our two languages in a form."""
TRANSLATED = ("label", "hint", "constraint_message")
ALIASES = {
    "caption": "label", "command": "type", "tag": "name", "value": "name",
    "relevance": "relevant", "calculate": "calculation", "constraining_message":
    "constraint_message", "list name": "list_name", "set_form_id": "form_id",
    "set_form_title": "form_title", "form title": "form_title", "form id": "form_id",
}  # fmt: skip
_CODE = re.compile(r"\(\s*([A-Za-z]{2,3})(?:[-_][^)]*)?\s*\)\s*$")
_NAMED = {
    "fr": ("fr", "fra", "fre", "french", "francais", "français"),
    "en": ("en", "eng", "english", "anglais"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a column: the column, and the language if it has one."""

    column: str
    language: str = ""


def heading(text: str) -> Heading:
    """Understand a heading as people write it.

    Examples
    --------
    >>> heading("Label::Français (fr)")
    Heading(column='label', language='Français (fr)')
    >>> heading("relevance")
    Heading(column='relevant', language='')
    """
    bare, _, language = text.partition("::") if "::" in text else text.partition(":")
    column = re.sub(r"\s+", " ", bare.strip().lower())
    column = ALIASES.get(column, column.replace(" ", "_"))
    return Heading(ALIASES.get(column, column), language.strip())


def code(language: str) -> str:
    """Return `fr` or `en` for a language named in any usual way; its own name otherwise.

    Examples
    --------
    >>> code("French (fr)"), code("Anglais"), code("Nengee")
    ('fr', 'en', 'nengee')
    """
    name = language.strip().casefold()
    found = _CODE.search(name)
    bare = found[1] if found else name
    return next((ours for ours, names in _NAMED.items() if bare in names), bare)


@dataclass(frozen=True, slots=True)
class Languages:
    """Which of the languages of a form stand for our two.

    Attributes
    ----------
    chosen
        For French and for English, the codes to look at, the best first; the empty code is that
        of a column without a language.
    others
        The languages of the form that are not kept.
    is_single
        Whether one language stands for both.
    """

    chosen: dict[Language, tuple[str, ...]]
    others: tuple[str, ...]
    is_single: bool

    def words(self, said: dict[str, str]) -> Words | None:
        """Say a cell in our two languages, from its texts by code; None where it is blank."""
        texts = {
            ours: next((said[code_] for code_ in codes if said.get(code_)), "")
            for ours, codes in self.chosen.items()
        }
        if not any(texts.values()):
            return None
        return Words(fr=texts["fr"] or texts["en"], en=texts["en"] or texts["fr"])


def languages(named: Iterable[str], default: str) -> Languages:
    """Choose the languages that stand for French and English among those of a form.

    Parameters
    ----------
    named
        The languages that its columns name, in order; empty for a column that names none.
    default
        Its default language; a column that names none is in it, in French if there is none.

    Examples
    --------
    >>> languages(["Nederlands (nl)", "English (en)"], "").chosen["fr"]
    ('fr', 'en', 'nl')
    """
    codes = list(dict.fromkeys(map(code, named)))
    plain = code(default) if default else "fr"
    known = [c for c in codes if c not in {"", "fr", "en"}]
    rest = sorted(known, key=lambda c: c != plain)
    order: dict[Language, tuple[str, ...]] = {}
    for ours in LANGUAGES:
        other = "en" if ours == "fr" else "fr"
        ranked = [ours, *([""] if plain == ours else []), other, "", *rest]
        order[ours] = tuple(c for c in dict.fromkeys(ranked) if c in codes or c == ours)
    used = {next((c for c in order[ours] if c in codes), "") for ours in LANGUAGES}
    return Languages(order, tuple(c for c in rest if c not in used), is_single=len(used) == 1)
