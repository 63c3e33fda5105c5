"""Needs: what must change in a centre, in words that surveys, findings and solutions share."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from beffroi.foundation.language import Words

DATA = Path(__file__).parent / "data" / "needs.toml"

Kind = Literal["finding", "survey", "note"]
Side = Literal["for", "against", "divided", "unknown"]
Agreement = Literal[
    "agree", "data_only", "people_only", "data_not_people", "people_not_data", "neither", "unknown"
]


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must change, as a person would say it.

    Attributes
    ----------
    id
        Key shared by surveys, rules and the catalogue of solutions.
    name
        What must change.
    room
        Section of the report where its figures stand.
    axes
        Axes of the convention of Action Cœur de Ville that it serves, 1 to 5; 0 runs across them.
    people
        Whom it concerns.
    """

    id: str
    name: Words
    room: str
    axes: tuple[int, ...]
    people: Words


@cache
def known_needs() -> Mapping[str, Need]:
    """Return every need that a study can weigh, by id, in the order of reading.

    Examples
    --------
    >>> known_needs()["find-parking"].name.en
    'Find a bay without cruising'
    """
    entries = tomllib.loads(DATA.read_text(encoding="utf-8"))
    needs = {
        id_: Need(
            id=id_,
            name=Words(**entry["name"]),
            room=entry["room"],
            axes=tuple(entry["axes"]),
            people=Words(**entry["people"]),
        )
        for id_, entry in entries.items()
    }
    return MappingProxyType(needs)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that speaks for a need, against it, or that should and cannot.

    Attributes
    ----------
    kind
        ``finding`` (data), ``survey`` (what people asked) or ``note`` (an interview, an
        observation: cited, never counted).
    id
        Id of the finding, of the survey, or of the note.
    side
        What it says; ``unknown`` where the data that would tell are missing, or where a share is
        hidden or of too few answers to settle it; ``divided`` where neither many nor few of those
        asked ask for it (`territory.weighing.leaning`).
    words
        What it says, in a sentence.
    weight
        Weight of the finding, or share of the people who ask for it, 0–100; None for a note and
        where it is unknown. [1]
    interval
        Bounds of that share, where it weighs: without a weight they are all that is told of it.
        None where it has none.
    title, people
        The survey, and the kind of people whose share it is; None where it tells none apart.
    exhibit
        Id of the exhibit where it can be read; empty if there is none.
    """

    kind: Kind
    id: str
    side: Side
    words: Words
    weight: float | None = None
    interval: tuple[float, float] | None = None
    title: Words | None = None
    people: Words | None = None
    exhibit: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the evidence as a JSON object."""
        return {
            "kind": self.kind,
            "id": self.id,
            "side": self.side,
            "words": self.words.as_json(),
            "weight": self.weight,
            "interval": list(self.interval) if self.interval else None,
            "title": self.title.as_json() if self.title else None,
            "people": self.people.as_json() if self.people else None,
            "exhibit": self.exhibit,
        }

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> "Evidence":
        """Rebuild a piece of evidence from its JSON object."""
        bounds = read["interval"]
        named = {key: Words(**read[key]) for key in ("words", "title", "people") if read.get(key)}
        return cls(**{**read, **named, "interval": tuple(bounds) if bounds else None})


@dataclass(frozen=True, slots=True)
class WeighedNeed:
    """A need of a town, with its weight, what speaks for and against it, and whether they agree.

    Attributes
    ----------
    id
        Id of the need.
    weight
        0–100; None where neither data nor people say anything, where a share of the people is
        hidden, and where one of the two was not heard and the other does not speak for the need:
        the interval then is all that is known. [1]
    interval
        Bounds of the weight: what is unknown widens them. None where nothing is said.
    agreement
        Whether data and people say the same; ``unknown`` where neither was heard, or where one says
        no and the other nothing that settles it.
    statement
        That agreement, in a sentence.
    evidence
        Data first, then people, then notes.
    layers
        Layers of the map that show where.
    """

    id: str
    weight: float | None
    interval: tuple[float, float] | None
    agreement: Agreement
    statement: Words
    evidence: tuple[Evidence, ...]
    layers: tuple[str, ...] = ()

    @property
    def sure(self) -> float | None:
        """The weight, or the least that it may be where the interval alone is known."""
        if self.weight is None and self.interval is not None:
            return self.interval[0]
        return self.weight

    @property
    def need(self) -> Need:
        """The need itself: its name, its people, its axes."""
        return known_needs()[self.id]

    def as_json(self) -> dict[str, Any]:
        """Return the need in the documented JSON shape (`docs/reference/json.md`)."""
        return {
            "id": self.id,
            "name": self.need.name.as_json(),
            "people": self.need.people.as_json(),
            "axes": list(self.need.axes),
            "weight": self.weight,
            "interval": list(self.interval) if self.interval else None,
            "agreement": self.agreement,
            "statement": self.statement.as_json(),
            "evidence": [evidence.as_json() for evidence in self.evidence],
            "layers": list(self.layers),
        }

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> "WeighedNeed":
        """Rebuild a weighed need from its JSON object."""
        bounds = read["interval"]
        return cls(
            id=read["id"],
            weight=read["weight"],
            interval=tuple(bounds) if bounds else None,
            agreement=read["agreement"],
            statement=Words(**read["statement"]),
            evidence=tuple(Evidence.from_json(one) for one in read["evidence"]),
            layers=tuple(read["layers"]),
        )
