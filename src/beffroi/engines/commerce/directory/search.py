"""Words by which a shop is found: without accents, without case, a fault or two forgiven."""

import re
import unicodedata

LETTERS = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"}
WORD = re.compile(r"[a-z0-9]+")


def folded(text: str) -> str:
    """Write a text without accents and in lower case.

    Examples
    --------
    >>> folded("L’Œuf À la Coque")
    'l’oeuf a la coque'
    """
    lowered = "".join(LETTERS.get(letter, letter) for letter in text.casefold())
    apart = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def slug(text: str, longest: int = 60) -> str:
    """Write a text as part of an address: letters, digits and hyphens.

    Examples
    --------
    >>> slug("Rue de l'Île-d'Or"), slug("<b>")
    ('rue-de-l-ile-d-or', 'b')
    """
    return "-".join(WORD.findall(folded(text)))[:longest].strip("-")


def addresses(texts: list[str]) -> list[str]:
    """Give each text an address of its own: those that are alike get a number.

    Examples
    --------
    >>> addresses(["Rue Haute", "rue haute", "***"])
    ['rue-haute', 'rue-haute-2', 'x']
    """
    taken: set[str] = set()
    found = []
    for text in texts:
        base = slug(text) or "x"
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        found.append(name)
    return found
