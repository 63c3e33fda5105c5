"""Words in the two languages of the house: French first, English second."""

import gettext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from beffroi.foundation.errors import BeffroiError, Said, agreed, clipped, listed, quoted

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
LOCALE = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Words:
    """One thing said in French and in English.

    Examples
    --------
    >>> vacancy = Words(fr="taux de vacance", en="vacancy rate")
    >>> vacancy.in_("en")
    'vacancy rate'
    """

    fr: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the words of one language."""
        return self.fr if language == "fr" else self.en

    def filled(self, **parts: object) -> "Words":
        """Put parts (texts, numbers, words) into the ``{named}`` places of both languages.

        Examples
        --------
        >>> Words(fr="{n} rues", en="{n} streets").filled(n="3").en
        '3 streets'
        """
        said = {
            language: quoted(
                self.in_(language),
                {k: v.in_(language) if isinstance(v, Words) else v for k, v in parts.items()},
                french=language == "fr",
            )
            for language in LANGUAGES
        }
        return Words(**said)

    def numbered(self, n: float) -> "Words":
        """Choose the singular or the plural that a count asks for (`foundation.errors.agreed`).

        Examples
        --------
        >>> Words("0 ligne(s)", "0 row(s)").numbered(0)
        Words(fr='0 ligne', en='0 rows')
        """
        return Words(agreed(self.fr, {"n": n}, french=True), agreed(self.en, {"n": n}))

    def as_json(self) -> dict[str, str]:
        """Return the two languages as a JSON object."""
        return {"fr": self.fr, "en": self.en}


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    return gettext.translation("beffroi", LOCALE, languages=[language], fallback=True)


def translated(sentence: str, language: Language) -> str:
    """Look an English sentence up in the catalogue of a language.

    Returns
    -------
    The sentence in that language; unchanged in English, or where no translation is known.

    Examples
    --------
    >>> translated("a sentence nobody has translated", "fr")
    'a sentence nobody has translated'
    """
    # The empty key of a catalogue holds its own header.
    return _catalogue(language).gettext(sentence) if sentence else sentence


def both(sentence: str, **parts: object) -> Words:
    """Say an English sentence in both languages, from the catalogue, and put its parts in.

    Examples
    --------
    >>> both("ring {number}", number=2).en
    'ring 2'
    """
    words = Words(fr=translated(sentence, "fr"), en=sentence)
    return words.filled(**parts) if parts else words


def plural(n: float, one: Words, many: Words, /, **parts: object) -> Words:
    """Say a count in the singular or in the plural of each language.

    French keeps the singular below two (0 ligne, 1,5 jour), English for one alone.

    Parameters
    ----------
    n
        The count; it is also the part ``{n}``, unless another is given.
    one, many
        The words in the singular and in the plural.
    **parts
        The other parts.

    Examples
    --------
    >>> row, rows = Words("{n} ligne", "{n} row"), Words("{n} lignes", "{n} rows")
    >>> plural(0, row, rows).fr, plural(0, row, rows).en, plural(1, row, rows).en
    ('0 ligne', '0 rows', '1 row')
    """
    chosen = Words(fr=(one if abs(n) < 2 else many).fr, en=(one if n == 1 else many).en)
    return chosen.filled(**{"n": n, **parts})


def message(error: BeffroiError, language: Language) -> str:
    """Say an error in the user's language.

    Examples
    --------
    >>> message(BeffroiError("Nothing at {place}.", place="Redon"), "en")
    'Nothing at Redon.'
    """
    sentence = translated(error.sentence, language)
    parts = {key: _part(part, language) for key, part in error.parts.items()}
    return clipped(sentence, parts, french=language == "fr")


def _part(part: object, language: Language) -> object:
    if isinstance(part, tuple):
        mark = "\u00a0; " if language == "fr" else "; "
        return listed((_part(one, language) for one in part), mark)
    if isinstance(part, Words):
        return Said(part.in_(language))
    return translated(part, language) if isinstance(part, str) else part
