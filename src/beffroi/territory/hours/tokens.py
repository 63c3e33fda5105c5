"""The words of French opening hours: each piece of a text, and what it stands for."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from rapidfuzz.distance import OSA

WEEK = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
}  # fmt: skip
SHORT_DAYS = {
    "lun": 0, "lu": 0, "mar": 1, "ma": 1, "merc": 2, "mer": 2, "me": 2, "jeu": 3, "je": 3,
    "vend": 4, "ven": 4, "ve": 4, "sam": 5, "sa": 5, "dim": 6, "di": 6,
}  # fmt: skip
YEAR = {
    "janvier": 0, "fevrier": 1, "mars": 2, "avril": 3, "mai": 4, "juin": 5, "juillet": 6,
    "aout": 7, "septembre": 8, "octobre": 9, "novembre": 10, "decembre": 11,
}  # fmt: skip
SHORT_MONTHS = {
    "janv": 0, "jan": 0, "fevr": 1, "fev": 1, "avr": 3, "juil": 6, "sept": 8, "oct": 9,
    "nov": 10, "dec": 11,
}  # fmt: skip
ORDINALS = {
    "premier": 1, "premiers": 1, "deuxieme": 2, "deuxiemes": 2, "second": 2, "seconds": 2,
    "troisieme": 3, "troisiemes": 3, "quatrieme": 4, "quatriemes": 4, "dernier": -1,
    "derniers": -1,
}  # fmt: skip
HALVES = {"matin": "am", "aprem": "pm", "soir": "eve", "soiree": "eve", "matinee": "am"}
APPOINTMENT = r"r?endez[ -]?vous\b|r\.?d\.?v\b\.?"
NOUNS = frozenset({
    "le", "la", "les", "l", "un", "une", "ce", "cet", "cette", "ces", "nos", "nous", "vous", "on",
    "est", "sont", "sommes", "en", "de", "d", "du", "des", "au", "aux", "chaque", "magasin",
    "boutique", "espace", "bureau", "bureaux", "jour", "jours", "public", "journee", "mairie",
    "agence", "heure", "heures", "h", "toute", "toutes", "tout", "tous", "annee", "egalement",
    "aussi", "y", "compris", "inclus", "inclu", "semaine", "mois", "dans", "pour", "votre",
    "accueille", "accueillons", "reste", "restaurant", "service", "services", "uniquement",
    "commerce", "etablissement", "local", "pause", "midis",
})  # fmt: skip
"""Words that change nothing to hours."""
PHRASES: tuple[tuple[str, str, Any], ...] = (
    ("hard", r"\s*(?:\n|;|//+|\|)\s*", None),
    ("untold", r"(?:horaires? )?non (?:communique|renseigne|connu|precise)e?s?", None),
    ("whole", r"24 ?h? ?/ ?24(?: ?h)?\b|24 ?h ?sur ?24(?: ?h)?\b|\bh24\b", None),
    ("days", (r"7 ?j?(?:ours)? ?(?:/|sur) ?7 ?j?\b|tous les jours(?! feries)|\btlj\b|chaque jour"
             r"|toute la semaine"), range(7)),
    ("days", r"l\.? ?(?:-|a|au) ?v\b\.?|en semaine|jours ouvres", range(5)),
    ("days", r"l\.? ?(?:-|a|au) ?s\b\.?", range(6)),
    ("days", r"l\.? ?(?:-|a|au) ?d\b\.?", range(7)),
    ("days", r"jours ouvrables", range(6)),
    ("days", r"week[ -]?ends?\b", range(5, 7)),
    ("vague", (r"(?:1|un|une) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|jour"
               r"|semaine)s? (?:sur (?:\d|deux|trois)|par mois)"), None),
    ("parity", r"\(?(?:les )?(?:semaines?|sem\.?) impaires?\)?|\(impaires?\)", 1),
    ("parity", r"\(?(?:les )?(?:semaines?|sem\.?) paires?\)?|\(paires?\)", 0),
    ("lunch", (r"entre midi et (?:deux|2 ?h?|14 ?h?)\b|(?:le|les|pause|a) midi\b(?!\s*(?:a|-|et)\b)"
              r"|pause (?:dejeuner|meridienne)"), None),
    ("half", r"apres[ -]?midis?\b", "pm"),
    ("half", r"(?:matins?|aprem|soirs?|soirees?|matinees?)\b", None),
    ("bank", r"(?:les )?(?:jours? )?feries?\b", None),
    ("school", r"(?:(?:pendant|durant) )?(?:les )?vacances(?: scolaires)?\b", None),
    ("plain", (r"non[ -]?stop|sans (?:interruption|pause)|en continu|(?:en )?journee continue"
              r"|toute l'annee"), None),
    ("open", r"(?:avec ou )?sans (?:" + APPOINTMENT + r")|(?:en )?acces libre", None),
    ("appointment", (r"(?:(?:uniquement|seulement) )?(?:sur|avec|par)? ?(?:prise de )?(?:"
                     + APPOINTMENT
                     + r")(?: (?:uniquement|seulement|obligatoire|prealable))?"), None),
    ("except", r"sauf|hors|excepte|hormis|a l'exception d[eu]s?", None),
    ("word", r"(?:a|de|la) (?:la )?ferme\b", None),
    ("noun", (r"(?:je|me|ma|sa)\b(?= (?!au?\b|et\b|ou\b|puis\b|de\b|ven?d?\b|sam?\b|dim?\b|matin"
              r"|ap|soir|fer|ouv|jus|sur\b|non\b|sans\b|midi\b|rdv|rendez)[a-z'])"), None),
    ("closed", r"fermee?s?\b|fermetures?\b(?: hebdomadaire| annuelle| estivale)?|\bclos\b", None),
    ("opened", (r"ouverte?s?\b|ouvertures?\b|ouvre\b|accueil\b(?: du public| physique)?"
               r"|horaires?\b(?: d'ouverture)?|du public|au public"), None),
    ("of_month", r"d(?:u|e chaque) mois", None),
    ("from", r"a (?:partir|compter) de|des(?= \d)", "end"),
    ("to", r"jusqu'?(?:a|au)?\b|->|=>|→|>|-+", None),
    ("rest", r"(?:le )?reste de l'annee|les autres mois", None),
    ("season", r"(?:en |periode |saison )?(?:ete|estivale?|hiver|hivernale?)\b", None),
    ("nth", r"([1-5])(?:er|ere|eme|e|nde?|d)s?\b", None),
    ("time", r"(\d{1,2})[:h.](\d{2})(?!\d)(?:\s?h(?:eures)?\b)?", None),
    ("time", r"(\d{1,2})/(00|15|30|45)(?= ?-)", "mended"),
    ("time", r"(?<=- )(\d{1,2})-(00|15|30|45)(?![\d:h])", "mended"),
    ("time", r"(\d{1,2})\s*(?:[:h]{2}|[:h]|heures?\s)\s*(\d{2})(?!\d)(?!\s*[:h])", None),
    ("time", r"(\d{1,2})\s*(?:h(?:eures?|rs?)?\b|:(?!\s*:))()", None),
    ("time", r"midi\b", (12, 0)),
    ("time", r"minuit\b", (0, 0)),
    ("number", r"\d+", None),
    ("and", r",|/|&|\+|\bet\b|\bou\b|\bpuis\b|\bainsi que\b", None),
    ("colon", r":", None),
    ("open_bracket", r"\(", None),
    ("close_bracket", r"\)", None),
    ("stop", r"[.!?]+", None),
    ("word", r"[^\W\d_]+\.?", None),
    ("noun", r"['\"«»]", None),
    ("sign", r"\S", None),
)  # fmt: skip
"""What a piece may be, the first that fits; a piece's own value where it has one."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text: its kind, its value, and where it stands."""

    kind: str
    value: Any
    start: int
    end: int


def plain(text: str) -> str:
    """Write a text without accents, in small letters, each sign in its place.

    Examples
    --------
    >>> plain("Fermé l’après-midi")
    "ferme l'apres-midi"
    """
    alike = {"\u00a0": " ", "\u202f": " ", "\t": " ", "\r": "\n", "’": "'", "–": "-", "—": "-",
             "−": "-", "‐": "-", "‑": "-", "º": "e", "•": ";"}  # fmt: skip
    signs = (alike.get(c, c if c.isprintable() or c == "\n" else " ") for c in text)
    bases = (unicodedata.normalize("NFD", c)[0] for c in signs)
    return "".join(c.lower()[0] if c.strip() or c == "\n" else " " for c in bases)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], Any], ...]:
    return tuple((kind, re.compile(pattern), value) for kind, pattern, value in PHRASES)


def tokens(text: str) -> Iterator[Token]:
    """Cut a text into its pieces; nothing but spaces is left out.

    Examples
    --------
    >>> [(piece.kind, piece.value) for piece in tokens("Lundi 9h30")]
    [('days', (0,)), ('time', 570)]
    """
    even, at = plain(text), 0
    while at < len(even):
        if even[at] == " ":
            at += 1
            continue
        kind, found, value = _fitting(even, at)
        piece = _told(kind, found, value)
        yield piece
        at = piece.end


def _fitting(even: str, at: int) -> tuple[str, re.Match[str], Any]:
    for kind, pattern, value in _patterns():
        found = pattern.match(even, at)
        inside = at > 0 and even[at].isalpha() and even[at - 1].isalpha()
        if found and found.end() > at and not (inside and kind not in {"word", "sign"}):
            return kind, found, value
    raise AssertionError(even[at])  # the last pattern fits any sign


def _told(kind: str, found: re.Match[str], value: Any) -> Token:
    start, end = found.span()
    if kind == "time":
        return _time(found, value)
    if kind == "word":
        return _word(found[0], start, end)
    if kind == "nth":
        value = int(found[1])
    elif kind == "half" and value is None:
        value = HALVES[found[0].rstrip("s")]
    elif kind == "season":
        value = "winter" if "hiver" in found[0] else "summer"
    elif kind == "number":
        value = int(found[0][:6])
    return Token(kind, tuple(value) if isinstance(value, range) else value, start, end)


def _time(found: re.Match[str], value: Any) -> Token:
    start, end = found.span()
    if isinstance(value, tuple):
        return Token("time", 60 * value[0] + value[1], start, end)
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return Token("sign", None, start, end)
    is_cut = found[0].endswith(":")  # « 14:00 - 17: »
    return Token("mended" if value or is_cut else "time", 60 * hour + minute, start, end)


def _word(written: str, start: int, end: int) -> Token:
    """Say what a word stands for, also where one letter of it is wrong."""
    word = written.rstrip(".")
    if word not in SHORT_DAYS and word not in SHORT_MONTHS:
        end -= len(written) - len(word)
    single = word.rstrip("s")
    for kind, known in (("days", WEEK), ("days", SHORT_DAYS), ("month", YEAR),
                        ("month", SHORT_MONTHS), ("nth", ORDINALS)):  # fmt: skip
        if word in known:
            return Token(kind, (known[word],) if kind == "days" else known[word], start, end)
    if single in WEEK:
        return Token("days", (WEEK[single],), start, end)
    if word in {"a", "au", "aux"}:
        return Token("to", None, start, end)
    if word in {"entre", "de", "du", "des", "d"}:
        return Token("from", None, start, end)
    if word in NOUNS or single in NOUNS:
        return Token("noun", None, start, end)
    return _mistyped(single, start, end) or Token("word", word, start, end)


def _mistyped(word: str, start: int, end: int) -> Token | None:
    if len(word) < 5:
        return None
    for kind, known in (("days", WEEK), ("month", {m: n for m, n in YEAR.items() if len(m) > 5})):
        for right, value in known.items():
            if OSA.distance(word, right) == 1:
                return Token(kind, (value,) if kind == "days" else value, start, end)
    return Token("closed", None, start, end) if word in {"ferrme", "freme", "femre"} else None
