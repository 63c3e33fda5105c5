"""Findings: what a figure means for a town, by rules written as dated data."""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words
from beffroi.foundation.numbers import said_in_both

Tone = Literal["critical", "watch", "favourable", "context", "unknown"]
Certainty = Literal["established", "probable", "unknown"]

SEVERITY: dict[Tone, float] = {
    "critical": 1.0, "watch": 0.7, "favourable": 0.4, "context": 0.3, "unknown": 0.2,
}  # fmt: skip
"""How much of a rule's importance each tone carries. [1]"""
DOUBT: dict[Certainty, float] = {"established": 1.0, "probable": 0.8, "unknown": 1.0}
"""How much of it is left where the interval of the figure crosses a threshold. [1]"""


@dataclass(frozen=True, slots=True)
class Band:
    """A range of a figure's values, ``least <= value < below``, and what it means.

    `doubted` marks words that leave the explanation open: their finding is never established.
    """

    tone: Tone
    words: Words
    least: float = -math.inf
    below: float = math.inf
    doubted: bool = False

    def holds(self, value: float) -> bool:
        """Say whether a value falls in the band."""
        return self.least <= value < self.below


@dataclass(frozen=True, slots=True)
class Rule:
    """Thresholds over one figure, and the words for each band between them.

    Attributes
    ----------
    id
        Dotted identifier.
    figure
        Id of the figure judged.
    importance
        How much it counts for a town's centre, 0–100. [1]
    bands
        Bands that do not overlap; a value that falls in none makes no finding.
    unknown
        What to say when the value is unknown; None to say nothing.
    also
        Ids of other figures whose values the words quote, by part name: where one of them is
        unknown, the rule is silent.
    source, date
        Where the thresholds come from, and when.
    """

    id: str
    figure: str
    importance: float
    bands: tuple[Band, ...]
    source: Words
    date: str
    unknown: Words | None = None
    also: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one or several figures mean, and how sure it is.

    Attributes
    ----------
    id
        Id of the rule.
    tone
        ``critical``, ``watch``, ``favourable``, ``context`` or ``unknown``.
    certainty
        ``established`` where the whole interval of the figure lies in the band (or the figure is
        a count), ``probable`` where it crosses a threshold or the words leave the explanation
        open, ``unknown`` without a value.
    weight
        Importance of the rule × severity of the tone × doubt, 0–100: the order of reading. [1]
    statement
        One or two sentences.
    figures
        Ids of the figures that it rests on.
    source, date
        Where the thresholds come from, and when.
    """

    id: str
    tone: Tone
    certainty: Certainty
    weight: float
    statement: Words
    figures: tuple[str, ...]
    source: Words
    date: str

    def as_json(self) -> dict[str, Any]:
        """Return the finding in the documented JSON shape (`docs/reference/json.md`)."""
        return {
            "id": self.id,
            "tone": self.tone,
            "certainty": self.certainty,
            "weight": self.weight,
            "statement": self.statement.as_json(),
            "figures": list(self.figures),
            "source": self.source.as_json(),
            "date": self.date,
        }

    @classmethod
    def from_json(cls, read_: Mapping[str, Any]) -> "Finding":
        """Rebuild a finding from its JSON object."""
        words = {key: Words(**read_[key]) for key in ("statement", "source")}
        return cls(**{**read_, **words, "figures": tuple(read_["figures"])})


def read_rules(path: Path) -> tuple[Rule, ...]:
    """Read the rules of a room from its ``rules.toml``."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    return tuple(
        Rule(
            id=entry["id"],
            figure=entry["figure"],
            importance=entry["importance"],
            bands=tuple(_band(band) for band in entry["band"]),
            source=Words(**entry["source"]),
            date=entry["date"],
            unknown=Words(**entry["unknown"]) if "unknown" in entry else None,
            also=entry.get("also"),
        )
        for entry in entries
    )


def _band(entry: dict[str, Any]) -> Band:
    return Band(
        tone=entry["tone"],
        words=Words(fr=entry["fr"], en=entry["en"]),
        least=entry.get("least", -math.inf),
        below=entry.get("below", math.inf),
        doubted=entry.get("doubted", False),
    )


def findings(figures: Iterable[Figure], rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Judge figures by rules, heaviest finding first.

    A rule whose figure was not computed at all is silent; a figure that was asked for and is
    unknown says so where the rule has words for it.
    """
    by_id = {figure.id: figure for figure in figures}
    made = (_finding(rule, by_id) for rule in rules if rule.figure in by_id)
    kept = [finding for finding in made if finding is not None]
    return tuple(sorted(kept, key=lambda finding: (-finding.weight, finding.id)))


def _finding(rule: Rule, figures: Mapping[str, Figure]) -> Finding | None:
    figure = figures[rule.figure]
    quoted = {part: figures[id_] for part, id_ in (rule.also or {}).items() if id_ in figures}
    if figure.value is None:
        return _unknown(rule)
    band = next((band for band in rule.bands if band.holds(figure.value)), None)
    known = [other for other in quoted.values() if other.is_known]
    if band is None or len(known) < len(rule.also or {}):
        return None
    certainty = _certainty(figure, band)
    parts = {part: said_in_both(other) for part, other in quoted.items()}
    parts["value"] = said_in_both(figure)
    return Finding(
        id=rule.id,
        tone=band.tone,
        certainty=certainty,
        weight=round(rule.importance * SEVERITY[band.tone] * DOUBT[certainty], 1),
        statement=band.words.filled(**parts),
        figures=(rule.figure, *(rule.also or {}).values()),
        source=rule.source,
        date=rule.date,
    )


def _unknown(rule: Rule) -> Finding | None:
    if rule.unknown is None:
        return None
    return Finding(
        id=rule.id,
        tone="unknown",
        certainty="unknown",
        weight=round(rule.importance * SEVERITY["unknown"], 1),
        statement=rule.unknown,
        figures=(rule.figure,),
        source=rule.source,
        date=rule.date,
    )


def _certainty(figure: Figure, band: Band) -> Certainty:
    if band.doubted:
        return "probable"
    if figure.interval is None or all(band.holds(bound) for bound in figure.interval):
        return "established"
    return "probable"
