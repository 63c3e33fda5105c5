"""Addresses brought to one form, so that the map's and the register's can be told to be one."""

import re
import unicodedata

import pandas as pd

WAYS = {
    "all": "allee", "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard",
    "bvd": "boulevard", "car": "carrefour", "che": "chemin", "chem": "chemin", "ch": "chemin",
    "cite": "cite", "crs": "cours", "esp": "esplanade", "fg": "faubourg", "fbg": "faubourg",
    "gr": "grande rue", "grand": "grande", "ham": "hameau", "imp": "impasse", "lot": "lotissement",
    "pas": "passage", "pl": "place", "prom": "promenade", "qu": "quai", "qua": "quartier",
    "r": "rue", "res": "residence", "rpt": "rond point", "rte": "route", "sen": "sentier",
    "sq": "square", "trse": "traverse", "vla": "villa", "zac": "zac", "zi": "zi",
}  # fmt: skip
"""Kinds of ways as SIRENE shortens them (list of INSEE, `typeVoieEtablissement`)."""
WORDS = {
    "st": "saint", "ste": "sainte", "gal": "general", "gen": "general", "mal": "marechal",
    "dr": "docteur", "pdt": "president", "cdt": "commandant", "cap": "capitaine", "col": "colonel",
    "mgr": "monseigneur", "pr": "professeur", "nd": "notre dame",
}  # fmt: skip
SMALL = frozenset({"de", "du", "des", "la", "le", "les", "l", "d", "a", "au", "aux", "et", "en"})
REPEATS = {"b": "bis", "t": "ter", "q": "quater"}
_NUMBERED = re.compile(
    r"^\s*(?P<number>\d{1,4}(?:\s*[-/;]\s*\d{1,4})?)\s*(?P<repeat>bis|ter|quater|[a-z](?=\s))?\s+"
    r"(?P<street>\D.*)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^\s*(\d{1,4})\s*(?:[-/;,]\s*\d+)?\s*(bis|ter|quater|[a-z])?\b", re.IGNORECASE
)


def plain(text: str) -> str:
    """Leave out capitals, accents and signs.

    Examples
    --------
    >>> plain("Rue de l'Évêché")
    'rue de l eveche'
    """
    bare = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    letters = "".join(one for one in bare if not unicodedata.combining(one)).casefold()
    return re.sub(r"[^a-z0-9]+", " ", letters).strip()


def street_key(street: str) -> str:
    """Bring the name of a street to one form.

    Examples
    --------
    >>> street_key("AV GAL DE GAULLE"), street_key("Avenue du Général-de-Gaulle")
    ('avenue general gaulle', 'avenue general gaulle')
    """
    words = plain(street).split()
    if words:
        words[0] = WAYS.get(words[0], words[0])
    told = " ".join(WORDS.get(word, word) for word in words).split()
    return " ".join(word for word in told if word not in SMALL)


def number_key(number: str) -> str:
    """Bring a house number to one form; that of several numbers is the first.

    Examples
    --------
    >>> number_key("12 B"), number_key("12bis"), number_key("12-14"), number_key("Bât. C")
    ('12 bis', '12 bis', '12', '')
    """
    found = _NUMBER.match(number)
    if not found:
        return ""
    repeat = (found[2] or "").lower()
    return f"{int(found[1])} {REPEATS.get(repeat, repeat)}".strip()


def split(address: pd.Series) -> pd.DataFrame:
    """Part addresses, number and street together, into their two.

    Parameters
    ----------
    address : (n,)
        Texts such as ``12 B AV GAMBETTA``, missing where unknown.

    Returns
    -------
    Columns ``housenumber`` and ``street``, missing where the address does not tell.

    Examples
    --------
    >>> split(pd.Series(["12 B AV GAMBETTA"], dtype="string")).values.tolist()
    [['12 B', 'AV GAMBETTA']]
    """
    rows: list[tuple[object, object]] = []
    for text in address:
        found = None if pd.isna(text) else _NUMBERED.match(str(text))
        if found:
            repeat = found["repeat"] or ""
            rows.append((f"{found['number']} {repeat}".strip(), found["street"].strip()))
        else:
            rows.append((None, text))
    return pd.DataFrame(
        rows, columns=["housenumber", "street"], index=address.index, dtype="string"
    )


def keys(housenumber: pd.Series, street: pd.Series) -> pd.Series:
    """Make one key of number and street; missing where either is.

    Parameters
    ----------
    housenumber, street : (n,)
        Texts, missing where unknown.
    """
    numbers = housenumber.map(number_key, na_action="ignore").astype("string")
    streets = street.map(street_key, na_action="ignore").astype("string")
    whole = numbers + " " + streets
    return whole.where((numbers != "") & (streets != ""))
