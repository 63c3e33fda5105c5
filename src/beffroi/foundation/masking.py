"""Masking of what would tell who speaks: addresses, telephones, plates and names in free text."""

import re

MASK = "[…]"
_TITLE = (
    r"(?:M\.|MM\.|Mr\.?|Mrs\.?|Ms\.?|Mmes?\.?|Mlles?\.?|Dr\.?|Me|[Mm]onsieur|[Mm]adame"
    r"|[Mm]ademoiselle|[Dd]octeur|[Mm]aître|mme|mlle|mr)"
)
_PARTICLE = r"(?:(?:de|du|des|le|la|les|van|von|el|ben|d'|d’|l'|l’)\s*)"
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
_NAME = rf"{_PARTICLE}{{0,2}}{_CAPITALISED}(?:\s+{_PARTICLE}{{0,2}}{_CAPITALISED}){{0,3}}"
_LOWER = (
    r"(?!(?:le|la|les|l'|l’|de|du|des|qui|que|et|est|a|ne|y|en|dans|pour|avec|sur|maire|président"
    r"|présidente)\b)[a-zà-öø-ÿ][\w'’-]+"
)
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Electronic address, whole runs only: a long word must not be tried from each letter.
        r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+",
        # Telephone, with and without the country.
        r"(?<![\w+])(?:\+|00)\d{1,3}[\s.()-]{0,3}(?:\d[\s.()-]{0,3}){8,11}(?!\w)",
        r"(?<!\w)0[1-9](?:[\s./-]{0,2}\d{2}){4}(?!\w)",
        # Number plate, since 2009.
        r"(?<!\w)[A-HJ-NP-TV-Z]{2}[\s-]?\d{3}[\s-]?[A-HJ-NP-TV-Z]{2}(?!\w)",
        # Social security number.
        r"(?<!\w)[12]\s?\d{2}\s?(?:0[1-9]|1[0-2])\s?(?:\d{2}|2[AB])(?:\s?\d{3}){2}(?:\s?\d{2})?(?!\w)",
        # Link, account.
        r"(?:https?://|www\.)\S+",
        r"(?<!\w)@\w{2,}",
        # Number plate before 2009, in capitals: "12 bis 35" is an address.
        r"(?<!\w)\d{1,4}[\s-]?(?-i:[A-HJ-NP-TV-Z]{2,3})[\s-]?(?:\d{2}|2[AB])(?!\w)",
    )
)
_NAMED = re.compile(rf"(?<!\w)({_TITLE})\s+(?:{_NAME}|{_LOWER})")
_SELF = re.compile(
    rf"(?<!\w)((?:[Jj]e m['’]appelle|[Mm]on nom est|[Ss]igné\s*:?|[Mm]y name is)\s+)(?:{_NAME}|"
    r"[\w'’-]+)"
)


def masked(text: str) -> str:
    """Hide what would tell who a text speaks of, as far as its form tells.

    Electronic addresses, accounts and links, telephone numbers, number plates, social security
    numbers, the names after a title (``M.``, ``Mme``, ``Dr``…) and after "je m'appelle" become
    ``[…]``. A name that nothing announces cannot be told from a street or a shop: whoever
    publishes verbatims reads them first.

    Examples
    --------
    >>> masked("Appelez Mme Le Goff au 06 12 34 56 78, AB-123-CD mal garée.")
    'Appelez Mme […] au […], […] mal garée.'
    >>> masked("La rue Victor Hugo à 30 km/h dès 2025")
    'La rue Victor Hugo à 30 km/h dès 2025'
    """
    hidden = text
    for pattern in PATTERNS:
        hidden = pattern.sub(MASK, hidden)
    hidden = _NAMED.sub(rf"\1 {MASK}", hidden)
    return _SELF.sub(rf"\1{MASK}", hidden)
