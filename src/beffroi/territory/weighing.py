"""Weighing of needs: what the data show and what people ask for, set side by side."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from beffroi.foundation.language import Words
from beffroi.territory.finding import Finding, Tone
from beffroi.territory.need import Agreement, Evidence, Side, WeighedNeed, known_needs

DATA = Path(__file__).parent / "data"
MOST = 100.0
"""Weight of a need that nothing could outweigh. [1]"""

Stance = Literal["for", "against", "silent"]


@dataclass(frozen=True, slots=True)
class Sign:
    """A finding that speaks of a need: which tones are for it, which against, and where."""

    need: str
    finding: str
    pro: frozenset[Tone]
    con: frozenset[Tone]
    layers: tuple[str, ...]


@cache
def known_signs() -> tuple[Sign, ...]:
    """Return every sign, in the order of `data/signs.toml`."""
    entries = tomllib.loads((DATA / "signs.toml").read_text(encoding="utf-8"))["sign"]
    return tuple(
        Sign(
            need=entry["need"],
            finding=entry["finding"],
            pro=frozenset(entry["for"]),
            con=frozenset(entry["against"]),
            layers=tuple(entry["layers"]),
        )
        for entry in entries
    )


@cache
def _thresholds() -> Mapping[str, float]:
    entries = tomllib.loads((DATA / "weighing.toml").read_text(encoding="utf-8"))
    return {name: float(entry["value"]) for name, entry in entries.items()}


def weighed(
    findings: Iterable[Finding], people: Iterable[tuple[str, Evidence]] = ()
) -> tuple[WeighedNeed, ...]:
    """Weigh every need of which something is known, the heaviest first.

    The weight is the mean of what the data say (the heaviest finding for the need, 0 where
    findings only speak against it) and of what people say (the mean share of those who ask for
    it, over the surveys). Where one of the two was not heard, the interval goes from what the
    weight would be if that one were 0 to what it would be at 100; the other gives the weight where
    it speaks for the need, and nobody does where it does not: half of those who could tell do not
    dismiss a need.
    A hidden share is an interval and stays one: the weight then is unknown within its bounds.
    Notes are cited and never counted.

    Parameters
    ----------
    findings
        Findings of the study.
    people
        Evidence of surveys and notes, each with the id of its need.

    Returns
    -------
    Needs with at least one piece of evidence, by what they weigh at least where the weight is but
    an interval; those of which nothing is known last.
    """
    by_id = {finding.id: finding for finding in findings}
    said: dict[str, list[Evidence]] = {}
    for need, evidence in people:
        said.setdefault(need, []).append(evidence)
    made = (_weighed(id_, _shown(id_, by_id), said.get(id_, [])) for id_ in known_needs())
    kept = [need for need in made if need is not None]
    return tuple(sorted(kept, key=lambda need: (need.sure is None, -(need.sure or 0), need.id)))


def _shown(need: str, findings: Mapping[str, Finding]) -> list[tuple[Evidence, tuple[str, ...]]]:
    """Gather what the findings say of a need, with the layers that show where."""
    signs = (sign for sign in known_signs() if sign.need == need and sign.finding in findings)
    found = ((sign, findings[sign.finding]) for sign in signs)
    return [
        (Evidence("finding", finding.id, side, finding.statement, finding.weight), sign.layers)
        for sign, finding in found
        if (side := _side(sign, finding)) is not None
    ]


def _side(sign: Sign, finding: Finding) -> Side | None:
    if finding.tone == "unknown":
        return "unknown"
    if finding.tone in sign.pro:
        return "for"
    return "against" if finding.tone in sign.con else None


def _weighed(
    id_: str, shown: list[tuple[Evidence, tuple[str, ...]]], said: list[Evidence]
) -> WeighedNeed | None:
    evidence = (*(one for one, _ in shown), *said)
    if not evidence:
        return None
    data, data_stance = _data([one for one, _ in shown])
    asked, people_stance = _people([one for one in said if one.kind == "survey"])
    weight, interval = _joined(data, asked)
    agreement = _agreement(data_stance, people_stance)
    if agreement == "unknown" and (data is None or asked is None):
        weight = None
    layers = dict.fromkeys(layer for one, own in shown if one.side != "unknown" for layer in own)
    return WeighedNeed(
        id=id_,
        weight=weight,
        interval=interval,
        agreement=agreement,
        statement=_statements()[agreement],
        evidence=evidence,
        layers=tuple(layers),
    )


def _data(shown: list[Evidence]) -> tuple[float | None, Stance]:
    pro = [one.weight or 0.0 for one in shown if one.side == "for"]
    if pro:
        return max(pro), "for"
    if any(one.side == "against" for one in shown):
        return 0.0, "against"
    return None, "silent"


Asked = tuple[float | None, float, float]
"""Mean share of those who ask, None where one of the shares is hidden, and its bounds."""


def _people(surveys: list[Evidence]) -> tuple[Asked | None, Stance]:
    """Join surveys: mean share, lowest and highest bound; and whether surely many or few ask."""
    heard = [one for one in surveys if one.weight is not None or one.interval is not None]
    if not heard:
        return None, "silent"
    bounds = [one.interval or (0.0, MOST) for one in heard]
    pairs = list(zip(heard, bounds, strict=True))
    least = _mean([low if one.weight is None else one.weight for one, (low, _) in pairs])
    most = _mean([high if one.weight is None else one.weight for one, (_, high) in pairs])
    side = leaning(least, most)
    stance: Stance = side if side in {"for", "against"} else "silent"
    hidden = any(one.weight is None for one in heard)
    share = None if hidden else least
    return (share, min(low for low, _ in bounds), max(high for _, high in bounds)), stance


def leaning(least: float, most: float) -> Side:
    """Say what a share of people who ask for a need says of it.

    Parameters
    ----------
    least, most
        Bounds of the share, 0–100; twice the share where it is told. [1]

    Returns
    -------
    ``for`` where surely many ask for it, ``against`` where surely few do, ``divided`` where surely
    neither many nor few do, ``unknown`` where the bounds do not settle it.

    References
    ----------
    `asked_by_many` and `asked_by_few` of `data/weighing.toml`, with their date and source.

    Examples
    --------
    >>> leaning(45, 45), leaning(0, 0), leaning(20, 20), leaning(0, 64.6)
    ('for', 'against', 'divided', 'unknown')
    """
    limits = _thresholds()
    many, few = MOST * limits["asked_by_many"], MOST * limits["asked_by_few"]
    if least >= many:
        return "for"
    if most < few:
        return "against"
    return "divided" if few <= least and most < many else "unknown"


def _mean(shares: list[float]) -> float:
    return sum(shares) / len(shares)


def _joined(
    data: float | None, asked: Asked | None
) -> tuple[float | None, tuple[float, float] | None]:
    if data is None and asked is None:
        return None, None
    if asked is None and data is not None:
        return round(data, 1), (round(data / 2, 1), round((data + MOST) / 2, 1))
    share, low, high = asked or (0.0, 0.0, 0.0)
    if data is None:
        weight = None if share is None else round(share, 1)
        return weight, (round(low / 2, 1), round((high + MOST) / 2, 1))
    return (
        None if share is None else round((data + share) / 2, 1),
        (round((data + low) / 2, 1), round((data + high) / 2, 1)),
    )


def _agreement(data: Stance, people: Stance) -> Agreement:
    table: dict[tuple[Stance, Stance], Agreement] = {
        ("for", "for"): "agree",
        ("for", "silent"): "data_only",
        ("for", "against"): "data_not_people",
        ("against", "for"): "people_not_data",
        ("against", "against"): "neither",
        ("silent", "for"): "people_only",
    }
    return table.get((data, people), "unknown")


@cache
def _statements() -> Mapping[Agreement, Words]:
    entries: dict[Agreement, dict[str, Any]] = tomllib.loads(
        (DATA / "agreements.toml").read_text(encoding="utf-8")
    )["words"]
    return {agreement: Words(**entry) for agreement, entry in entries.items()}
