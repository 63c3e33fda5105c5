"""The sheet ``survey`` of an XLSForm: its rows understood one by one, groups opened up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from beffroi.formats.xlsform.conditions import bounds, constraint
from beffroi.foundation.language import Words, both
from beffroi.territory.questionnaire import Choice, Kind, Question

Row = tuple[int, Mapping[str, str], Mapping[str, Words]]
"""Number of the row, its plain texts, and what it says in several languages."""
Lists = Mapping[str, tuple[Choice, ...]]

YES = frozenset({"yes", "true", "true()", "oui", "vrai", "1", "x"})
PLAIN: dict[str, tuple[Kind, bool]] = {
    "text": ("text", False), "string": ("text", False), "barcode": ("text", False),
    "time": ("text", False), "integer": ("number", True), "int": ("number", True),
    "decimal": ("number", False), "range": ("number", False), "date": ("date", False),
    "datetime": ("date", False), "geopoint": ("place", False), "gps": ("place", False),
    "location": ("place", False), "note": ("note", False),
}  # fmt: skip
"""Types of XLSForm: our kind, and whether a number is whole."""
ONE = ("select_one", "select one", "select1", "select one from", "add select one prompt using")
SEVERAL = (
    "select_multiple", "select multiple", "select all that apply", "select all that apply from",
    "add select multiple prompt using",
)  # fmt: skip
METADATA = frozenset({"start", "end", "today", "audit", "start-geopoint", "background-geopoint"})
IDENTIFYING = frozenset({
    "deviceid", "phonenumber", "phone_number", "username", "email", "simserial", "subscriberid",
    "imei",
})  # fmt: skip
"""Types that record who answered, or on which device."""
NOT_KEPT = frozenset({
    "calculate", "image", "photo", "audio", "video", "file", "geotrace", "geoshape", "rank",
    "hidden", "background-audio", "xml-external", "csv-external", "acknowledge", "trigger",
    "select_one_from_file", "select_multiple_from_file", "select_one_external", "osm",
})  # fmt: skip
WHO_YOU_ARE = frozenset({
    "nom", "noms", "prenom", "prenoms", "name", "firstname", "lastname", "surname", "tel",
    "telephone", "phone", "mobile", "portable", "email", "mail", "courriel", "adresse", "address",
    "contact", "pseudo",
})  # fmt: skip
AROUND = frozenset({"votre", "your", "de", "le", "et", "and", "num", "numero", "number", "full"})
OTHER = Choice("other", Words("Autre", "Other"))
SPECIFY = Words("Précisez.", "Specify other.")
_SELECT = re.compile(
    rf"({'|'.join(sorted(map(re.escape, ONE + SEVERAL), key=len, reverse=True))})\s+(\S+)"
    r"(\s+(?:or[_ ]other|or specify other))?",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r"\b(start|end|step)\s*=\s*(-?\d+(?:\.\d+)?)")

_LEFT_ASIDE = Words(
    fr="{n} question(s) laissée(s) de côté, sans réponse à mettre en tableau ({names}).",
    en="{n} question(s) left aside, with no answer to tabulate ({names}).",
)
_PERSONAL = Words(
    fr="{n} question(s) laissée(s) de côté, qui (dit|disent) qui répond ({names}) : ces réponses "
    "ne sont jamais lues.",
    en="{n} question(s) left aside that (tells|tell) who answers ({names}): those answers are "
    "never read.",
)
_UNLABELLED = Words(
    fr="{n} question(s) sans libellé : leur nom en tient lieu ({names}).",
    en="{n} question(s) without a label: their name stands for it ({names}).",
)
_CONDITIONS = Words(
    fr="{n} condition(s) sur la réponse non vérifiée(s) à la lecture ({names}).",
    en="{n} condition(s) on an answer, not checked on reading ({names}).",
)


@dataclass(frozen=True, slots=True)
class Survey:
    """The questions of a sheet, with what is wrong in it and what had to be said."""

    questions: tuple[Question, ...]
    faults: tuple[Words, ...]
    warnings: tuple[Words, ...]


@dataclass(slots=True)
class _Reading:
    """What was met so far."""

    lists: Lists
    questions: list[Question] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    faults: list[Words] = field(default_factory=list)
    aside: dict[str, list[str]] = field(
        default_factory=lambda: {"kind": [], "personal": [], "label": [], "condition": []}
    )


def survey(rows: Sequence[Row], lists: Lists) -> Survey:
    """Understand the rows of a sheet ``survey``.

    Parameters
    ----------
    rows
        The rows under the header, in order.
    lists
        The lists of choices by name.
    """
    reading = _Reading(lists)
    for number, plain, said in rows:
        kind = re.sub(r"\s+", " ", plain.get("type", "")).strip()
        if kind and not kind.startswith("#"):
            _row(reading, number, kind, plain, said)
    if reading.groups:
        reading.faults.append(
            both("{n} group(s) (begins|begin) and never (ends|end)", n=len(reading.groups))
        )
    sentences = {
        "kind": _LEFT_ASIDE,
        "personal": _PERSONAL,
        "label": _UNLABELLED,
        "condition": _CONDITIONS,
    }
    warnings = tuple(
        sentence.filled(n=str(len(names)), names=", ".join(names[:5]))
        for key, sentence in sentences.items()
        if (names := reading.aside[key])
    )
    return Survey(tuple(reading.questions), tuple(reading.faults), warnings)


def _row(
    reading: _Reading, number: int, kind: str, plain: Mapping[str, str], said: Mapping[str, Words]
) -> None:
    lower = kind.lower().replace("_", " ")
    name = plain.get("name", "")
    if lower.startswith(("begin ", "end ")):
        _group(reading, number, lower, plain)
    elif kind.lower() in IDENTIFYING:
        reading.aside["personal"].append(name or kind)
    elif kind.lower().split(" ")[0] in NOT_KEPT:
        reading.aside["kind"].append(name or kind)
    elif kind.lower() not in METADATA:
        _asked(reading, number, kind, plain, said)


def _group(reading: _Reading, number: int, lower: str, plain: Mapping[str, str]) -> None:
    verb, _, what = lower.partition(" ")
    if what != "group":
        if verb == "begin":
            reading.faults.append(
                both(
                    "row {row}: the part {name!r} is repeated, so that a person gives several "
                    "answers to one question: ask it once, or in a form of its own",
                    row=number,
                    name=plain.get("name", ""),
                )
            )
        return
    if verb == "begin":
        reading.groups.append(plain.get("relevant", ""))
    elif reading.groups:
        reading.groups.pop()
    elif not reading.faults:
        reading.faults.append(both("row {row}: a group ends that never began", row=number))


def _asked(
    reading: _Reading, number: int, kind: str, plain: Mapping[str, str], said: Mapping[str, Words]
) -> None:
    """Keep a question, or say why its row cannot be understood."""
    name = plain.get("name", "")
    select = _SELECT.fullmatch(kind)
    choices: tuple[Choice, ...] = ()
    if select is not None:
        ours: Kind = "one" if select[1].lower() in ONE else "several"
        whole = False
        if select[2] not in reading.lists:
            fault = both("row {row}: no list of choices is called {list!r}", row=number,
                         list=select[2])  # fmt: skip
            reading.faults.append(fault)
            return
        choices = reading.lists[select[2]] + ((OTHER,) if select[3] else ())
    elif kind.lower() in PLAIN:
        ours, whole = PLAIN[kind.lower()]
    else:
        fault = both("row {row}: {kind!r} is no known type of question", row=number, kind=kind)
        reading.faults.append(fault)
        return
    if not name:
        if ours != "note":
            reading.faults.append(both("row {row}: the question has no name", row=number))
        return
    if ours == "text" and _tells_who(name):
        reading.aside["personal"].append(name)
        return
    if "label" not in said:
        reading.aside["label"].append(name)
    question = Question(
        name=name,
        kind=ours,
        label=said.get("label") or Words(name, name),
        hint=said.get("hint"),
        choices=choices,
        required=plain.get("required", "").lower() in YES,
        relevant=_all_of([*reading.groups, plain.get("relevant", "")]),
        margin=plain.get("beffroi_margin", ""),
        people=tuple(plain.get("beffroi_people", "").split()),
        whole=whole,
    )
    reading.questions.append(_bounded(reading, question, plain))
    if select is not None and select[3]:
        reading.questions.append(_specified(question))


def _tells_who(name: str) -> bool:
    words = set(re.split(r"[_.\-\d]+", name.lower())) - {""}
    return bool(words & WHO_YOU_ARE) and words <= WHO_YOU_ARE | AROUND


def _all_of(conditions: Sequence[str]) -> str:
    given = [condition.strip() for condition in conditions if condition.strip()]
    return given[0] if len(given) == 1 else " and ".join(f"({one})" for one in given)


def _bounded(reading: _Reading, question: Question, plain: Mapping[str, str]) -> Question:
    """Give a number its bounds; a condition that says more is told and not checked."""
    text = plain.get("constraint", "")
    least: float | None = None
    most: float | None = None
    whole = question.whole
    if plain.get("type", "").strip().lower() == "range":
        given = {
            key: float(value) for key, value in _PARAMETER.findall(plain.get("parameters", ""))
        }
        least, most = given.get("start", 1.0), given.get("end", 10.0)
        whole = all(value.is_integer() for value in given.values())
    elif text and question.kind == "number":
        found = bounds(text, whole=whole)
        if found is not None:
            least, most = found.least, found.most
            text = ""
    if text and text != constraint(question):
        reading.aside["condition"].append(question.name)
    return replace(question, least=least, most=most, whole=whole)


def _specified(question: Question) -> Question:
    """Ask what « other » is, as XLSForm does after ``or_other``."""
    test = f"selected(${{{question.name}}}, '{OTHER.name}')"
    return Question(
        name=f"{question.name}_other",
        kind="text",
        label=SPECIFY,
        relevant=_all_of([question.relevant, test]),
    )
