"""Arbitrations of a study: its decisions, arbitrated again only when what they rest on changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beffroi.foundation.language import both
from beffroi.method.arbitration.arbitrated import Arbitrated
from beffroi.method.arbitration.decision import Weighting
from beffroi.method.arbitration.exchange import as_json, from_json
from beffroi.study import catalogues, decide, decisions, group_sheets
from beffroi.study.decide import Decided, Voice
from beffroi.study.decision_blocks import DecisionSettings
from beffroi.study.decision_cells import Facts
from beffroi.study.decision_facts import facts_of, shipped_fact
from beffroi.study.decision_log import digest
from beffroi.study.workshop import Made, Step, Workshop

PREFIX = "decision-"
"""How the names of their steps begin: a rank follows, from 1."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A decision to arbitrate: its file, its sheets, the town's own catalogue, where facts are."""

    path: Path
    voices: tuple[Voice, ...]
    catalogue: Path | None
    facts: Facts


def steps(shop: Workshop) -> Iterator[Step]:
    """List the steps that arbitrate the decisions of a study, once its diagnosis is there.

    Each rests on the decision as it is read: its file, its sheets, and the figures and facts that
    its cells take, wherever they come from.

    Raises
    ------
    InputError
        If a decision or a sheet cannot be used.
    """
    for rank, block in enumerate(shop.settings.decisions, start=1):
        asked = _asked(shop, block)
        read = decisions.read(asked.path, facts=asked.facts)
        held = digest({"decision": as_json(decide.with_voices(read, asked.voices)),
                       "file": decisions.text(asked.path)[0]})  # fmt: skip
        yield _step(f"{PREFIX}{rank}", asked, held)


def _asked(shop: Workshop, block: DecisionSettings) -> _Asked:
    own = shop.path("catalogue") if "catalogue" in shop.entries else None
    facts = facts_of(catalogues.opened(own)) if own else shipped_fact
    path, sheets = shop.folder / block.path, [shop.folder / sheet for sheet in block.weights]
    voices = group_sheets.read(path, sheets, facts=facts) if sheets else ()
    return _Asked(path, voices, own, facts)


def _step(name: str, asked: _Asked, held: str) -> Step:
    def make(_: Workshop) -> Made:
        decided = decide.decide(
            asked.path, voices=asked.voices, facts=asked.facts, catalogue=asked.catalogue
        )
        return {
            f"{name}.json": {
                "text": decided.text,
                "voices": [
                    {"group": one.group, "weighting": as_json(one.weighting)}
                    for one in decided.voices
                ],
                "result": decided.result.as_json(),
            }
        }

    words = both("Decision: {file}", file=asked.path.name)
    return Step(name, words, make, options={"held": held})


def decided(shop: Workshop) -> tuple[Decided, ...]:
    """Rebuild the arbitrations of a study from its results; those not made yet are left out."""
    made = shop.results.index()
    own = shop.path("catalogue") if "catalogue" in shop.entries else None
    return tuple(
        _decided(shop.folder, block, shop.document(f"{PREFIX}{rank}"), own)
        for rank, block in enumerate(shop.settings.decisions, start=1)
        if f"{PREFIX}{rank}" in made
    )


def _decided(
    folder: Path, block: DecisionSettings, read: Mapping[str, Any], own: Path | None
) -> Decided:
    voices = tuple(
        Voice(folder / sheet, voice["group"], from_json(Weighting, voice["weighting"]))
        for sheet, voice in zip(block.weights, read["voices"], strict=False)
    )
    result = Arbitrated.from_json(read["result"])
    return Decided(folder / block.path, read["text"], voices, result, own)
