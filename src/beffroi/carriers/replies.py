"""Replies of people, cell by cell: understood, or held as unknown and counted."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from beffroi.carriers import values
from beffroi.carriers.headings import OTHERS, Part, plain
from beffroi.foundation.language import LANGUAGES, Words
from beffroi.foundation.masking import masked
from beffroi.territory.questionnaire import Choice, Question

YES = frozenset({*values.YES, "checked", "coche", "selected", "selectionne"})
NO = frozenset({*values.NO, "not selected", "non selectionne", "unchecked"})
SAYS_YES = frozenset({"oui", "yes", "vrai", "true"})
SAYS_NO = frozenset({"non", "no", "faux", "false"})
"""Choices that tools may write with a letter instead."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
Reason = str

SENTENCES: dict[Reason, Words] = {
    "unknown": Words(
        fr="{question} : {n} réponse(s) hors des choix proposés, donc inconnue(s) (« {first} »).",
        en='{question}: {n} answer(s) outside the choices, held as unknown ("{first}").',
    ),
    "two": Words(
        fr="{question} : {n} fois deux réponses où une seule est possible, donc inconnue "
        "(« {first} »).",
        en="{question}: {n} time(s) two answers where one is possible, held as unknown "
        '("{first}").',
    ),
    "contradiction": Words(
        fr="{question} : {n} réponse(s) contradictoire(s), donc inconnue(s) (« {first} »).",
        en='{question}: {n} answer(s) in contradiction, held as unknown ("{first}").',
    ),
    "unread": Words(
        fr="{question} : {n} réponse(s) illisible(s), donc inconnue(s) (« {first} »).",
        en='{question}: {n} unreadable answer(s), held as unknown ("{first}").',
    ),
    "range": Words(
        fr="{question} : {n} nombre(s) impossible(s), donc inconnu(s) (« {first} »).",
        en='{question}: {n} impossible number(s), held as unknown ("{first}").',
    ),
    "repaired": Words(
        fr="{question} : {n} réponse(s) remise(s) à la norme.",
        en="{question}: {n} answer(s) brought to the norm.",
    ),
    "masked": Words(
        fr="{question} : {n} réponse(s) où un nom, un courriel ou un téléphone a été effacé.",
        en="{question}: {n} answer(s) from which a name, an e-mail or a telephone was erased.",
    ),
    "precision": Words(
        fr="{question} : {n} précision(s) sur « autre » laissée(s) de côté.",
        en='{question}: {n} precision(s) on "other" left aside.',
    ),
}


@dataclass(slots=True)
class Ledger:
    """What had to be said of each question: how many times, and the first text met."""

    counts: Counter[tuple[str, Reason]] = field(default_factory=Counter)
    firsts: dict[tuple[str, Reason], str] = field(default_factory=dict)

    def note(self, question: str, reason: Reason, texts: pd.Series) -> None:
        """Note the texts that were set to unknown, or repaired, for a reason."""
        if len(texts):
            self.counts[question, reason] += len(texts)
            self.firsts.setdefault((question, reason), masked(str(texts.iloc[0]))[:40])

    def warnings(self) -> tuple[Words, ...]:
        """Say everything, in the order in which it was met."""
        return tuple(
            SENTENCES[reason].filled(
                question=question, n=str(n), first=self.firsts[question, reason]
            )
            for (question, reason), n in self.counts.items()
        )


def understood(
    question: Question, cells: Mapping[Part, pd.Series], ledger: Ledger
) -> dict[str, pd.Series]:
    """Understand the cells of a question.

    Parameters
    ----------
    question
        What was asked.
    cells
        Texts by part of the questionnaire, missing where blank; those of other questions are left
        alone.
    ledger
        Told of everything that was repaired or set to unknown.

    Returns
    -------
    The columns of the question (`territory.questionnaire.columns`); none where no cell answers it.
    """
    own = {part: texts for part, texts in cells.items() if part.question == question.name}
    if not own:
        return {}
    readers: dict[str, Callable[..., dict[str, pd.Series]]] = {
        "one": _one, "several": _several, "number": _number, "text": _text, "date": _date,
        "place": _place,
    }  # fmt: skip
    return readers[question.kind](question, own, ledger)


Cells = Mapping[Part, pd.Series]


def _whole(question: Question, cells: Cells) -> pd.Series:
    blank = pd.Series(pd.NA, index=next(iter(cells.values())).index, dtype="string")
    return cells.get(Part(question.name), blank)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What each text says of the choices of a question.

    Attributes
    ----------
    names
        The names of the choices as they are.
    words
        Names and labels without marks, as tuples of words, by the name of their choice.
    """

    names: frozenset[str]
    words: dict[tuple[str, ...], str]

    def one(self, text: str) -> str | None:
        """Return the choice that a whole text says; None if none."""
        own = text.strip()
        if own in self.names:
            return own
        return self.words.get(tuple(plain(re.sub(r"\.0$", "", own)).split()))

    def several(self, text: str) -> tuple[list[str], bool]:
        """Return the choices that a text lists, and whether it holds nothing else."""
        tokens = text.replace(",", " ").replace(";", " ").split()
        if all(token in self.names for token in tokens):
            return tokens, True
        words = plain(text).split()
        longest = max((len(key) for key in self.words), default=1)
        found: list[str] = []
        i = 0
        while i < len(words):
            size = next(
                (n for n in range(longest, 0, -1) if tuple(words[i : i + n]) in self.words), 0
            )
            if not size:
                return found, False
            found.append(self.words[tuple(words[i : i + size])])
            i += size
        return found, True


def dictionary(question: Question) -> Dictionary:
    """Return what each text says of the choices of a question; a text of two choices says none."""
    tiers: list[list[tuple[str, str]]] = [
        [(choice.name, choice.name) for choice in question.choices],
        [(c.label.in_(language), c.name) for language in LANGUAGES for c in question.choices],
        [(t, c.name) for c in question.choices if _is(c, SAYS_YES) for t in (*SAYS_YES, "y", "o")],
        [(t, c.name) for c in question.choices if _is(c, SAYS_NO) for t in (*SAYS_NO, "n")],
        [(other, c.name) for c in question.choices if plain(c.name) in OTHERS for other in OTHERS],
    ]
    words: dict[tuple[str, ...], str] = {}
    for tier in tiers:
        said: dict[tuple[str, ...], set[str]] = {}
        for text, name in tier:
            said.setdefault(tuple(plain(text).split()), set()).add(name)
        for key, meant in said.items():
            if key and len(meant) == 1:
                words.setdefault(key, next(iter(meant)))
    return Dictionary(frozenset(choice.name for choice in question.choices), words)


def _is(choice: Choice, meanings: frozenset[str]) -> bool:
    return bool({plain(choice.name), plain(choice.label.fr), plain(choice.label.en)} & meanings)


def _one(question: Question, cells: Cells, ledger: Ledger) -> dict[str, pd.Series]:
    texts = _whole(question, cells)
    known = dictionary(question)
    said = {text: known.one(text) for text in texts.dropna().unique()}
    found = texts.map(said, na_action="ignore").astype("string")
    lost = texts[texts.notna() & found.isna()]
    two = lost.map(lambda text: _says_two(known, text)).astype(bool)
    ledger.note(question.name, "two", lost[two])
    ledger.note(question.name, "unknown", lost[~two])
    return {question.name: found}


def _says_two(known: Dictionary, text: str) -> bool:
    found, whole = known.several(text)
    return whole and len(set(found)) > 1


def _several(question: Question, cells: Cells, ledger: Ledger) -> dict[str, pd.Series]:
    listed = _of_list(question, _whole(question, cells), ledger)
    apart = _of_columns(question, cells, ledger)
    has_list = listed.notna().any(axis=1)
    chosen = pd.DataFrame({name: listed[name].where(has_list, apart[name]) for name in listed})
    ticked = chosen.fillna(value=False).astype(bool)
    alone = [choice.name for choice in question.choices if choice.alone]
    wrong = ticked[alone].any(axis=1) & (ticked.sum(axis=1) > 1)
    texts = [" ".join(ticked.columns[row]) for row in ticked[wrong].to_numpy(dtype=bool)]
    ledger.note(question.name, "contradiction", pd.Series(texts, dtype="string"))
    return {f"{question.name}/{name}": chosen[name].mask(wrong) for name in chosen}


def _of_list(question: Question, texts: pd.Series, ledger: Ledger) -> pd.DataFrame:
    """Read the choices listed in one cell."""
    known = dictionary(question)
    names = [choice.name for choice in question.choices]
    read = {text: known.several(text) for text in texts.dropna().unique()}
    sets = {text: frozenset(found) for text, (found, whole) in read.items() if whole and found}
    ledger.note(question.name, "unknown", texts[texts.notna() & ~texts.isin(list(sets))])
    return pd.DataFrame(
        {
            name: texts.map(
                {text: name in found for text, found in sets.items()}, na_action="ignore"
            ).astype("boolean")
            for name in names
        },
        index=texts.index,
    )


def _of_columns(question: Question, cells: Cells, ledger: Ledger) -> pd.DataFrame:
    """Read the choices that have a column each; a blank beside an answer was not chosen."""
    index = next(iter(cells.values())).index
    columns: dict[str, pd.Series] = {}
    unread = pd.Series(data=False, index=index)
    for choice in question.choices:
        texts = cells.get(Part(question.name, choice=choice.name))
        if texts is None:
            continue
        own = {plain(choice.name), plain(choice.label.fr), plain(choice.label.en)}
        found = _ticks(texts, dict.fromkeys(YES | own, True) | dict.fromkeys(NO, False))
        lost = texts.notna() & found.isna()
        if plain(choice.name) in OTHERS:
            ledger.note(question.name, "precision", texts[lost])
            found = found.mask(lost, other=True)
        else:
            ledger.note(question.name, "unread", texts[lost])
            unread |= lost
        columns[choice.name] = found
    frame = pd.DataFrame(columns, index=index)
    answered = frame.notna().any(axis=1) & ~unread
    filled = {name: frame[name].fillna(value=False).where(answered) for name in frame}
    blank = pd.Series(pd.NA, index=index, dtype="boolean")
    return pd.DataFrame({c.name: filled.get(c.name, blank) for c in question.choices}, index=index)


def _ticks(texts: pd.Series, meaning: Mapping[str, bool]) -> pd.Series:
    said = {text: meaning.get(plain(text)) for text in texts.dropna().unique()}
    return texts.map(said, na_action="ignore").astype("boolean")


def _number(question: Question, cells: Cells, ledger: Ledger) -> dict[str, pd.Series]:
    texts = _whole(question, cells)
    read = values.numbers(texts)
    numbers = read.values
    ledger.note(question.name, "unread", pd.Series(read.unread, dtype="string"))
    wrong = pd.Series(data=False, index=texts.index)
    if question.least is not None:
        wrong |= (numbers < question.least).fillna(value=False)
    if question.most is not None:
        wrong |= (numbers > question.most).fillna(value=False)
    if question.whole:
        wrong |= (numbers % 1 != 0).fillna(value=False)
    ledger.note(question.name, "range", texts[wrong])
    ledger.note(question.name, "repaired", texts.iloc[: read.repaired])
    return {question.name: numbers.mask(wrong)}


def _text(question: Question, cells: Cells, ledger: Ledger) -> dict[str, pd.Series]:
    return {question.name: without_names(question.name, _whole(question, cells), ledger)}


def without_names(question: str, texts: pd.Series, ledger: Ledger) -> pd.Series:
    """Erase names, e-mails and telephones from the open answers to a question, and count them."""
    kept = texts.map(masked, na_action="ignore").astype("string")
    ledger.note(question, "masked", kept[(kept != texts).fillna(value=False)])
    return kept


def _date(question: Question, cells: Cells, ledger: Ledger) -> dict[str, pd.Series]:
    read = values.dates(_whole(question, cells))
    ledger.note(question.name, "unread", pd.Series(read.unread, dtype="string"))
    return {question.name: read.values}


def _place(question: Question, cells: Cells, ledger: Ledger) -> dict[str, pd.Series]:
    whole = _whole(question, cells)
    pairs = [_latitude_longitude(text) if isinstance(text, str) else None for text in whole]
    read = {
        axis: pd.Series(
            [None if pair is None else pair[i] for pair in pairs],
            index=whole.index,
            dtype="Float64",
        )
        for i, axis in enumerate(("lat", "lon"))
    }
    for axis, known in read.items():
        apart = cells.get(Part(question.name, axis=axis))
        if apart is not None:
            read[axis] = known.fillna(values.numbers(apart).values)
    lat, lon = read["lat"], read["lon"]
    good = lat.between(-90, 90) & lon.between(-180, 180) & ~((lat == 0) & (lon == 0))
    good = good.fillna(value=False).astype(bool)
    given = whole.copy()
    for axis in ("lat", "lon"):
        given = given.fillna(cells.get(Part(question.name, axis=axis), given))
    ledger.note(question.name, "unread", given[given.notna() & ~good])
    return {f"{question.name}.lon": lon.where(good), f"{question.name}.lat": lat.where(good)}


def _latitude_longitude(text: str) -> tuple[float, float] | None:
    """Read « latitude longitude altitude accuracy », or a WKT point."""
    parts = text.split()
    if len(parts) == 1:
        parts = text.split(",")
    found = _NUMBER.findall(" ".join(part.replace(",", ".") for part in parts))
    if len(found) < 2:
        return None
    first, second = float(found[0]), float(found[1])
    return (second, first) if text.upper().startswith("POINT") else (first, second)
