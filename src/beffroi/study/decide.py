"""Deciding: from a DECISION.toml, and what groups answered, to an arbitration."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from beffroi.foundation.figures import Source
from beffroi.foundation.files import sha256
from beffroi.method.arbitration.arbitrated import Arbitrated, arbitrated
from beffroi.method.arbitration.decision import Criterion, Decision, Group, Weighting
from beffroi.method.arbitration.decision import Performance as Cell
from beffroi.method.arbitration.losers import Stake
from beffroi.method.arbitration.robustness import View
from beffroi.method.arbitration.told import number_of, remarks_of
from beffroi.study import decisions
from beffroi.study.decision_cells import Facts, StudyFigures, study_figure
from beffroi.study.decision_facts import shipped_fact

__all__ = [
    "RESULTS", "Arbitrated", "Cell", "Criterion", "Decided", "Stake", "View", "Voice", "as_text",
    "decide", "number_of", "remarks_of", "with_voices",
]  # fmt: skip
RESULTS = "arbitration.json"
OURS = "groupes d'acteurs"
"""Publisher of a decision: those who made its table and its weights."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What a member, or a group with one voice, answered on a sheet.

    Attributes
    ----------
    path
        The sheet.
    group
        Id of the group.
    weighting
        What was said.
    """

    path: Path
    group: str
    weighting: Weighting


@dataclass(frozen=True, slots=True)
class Decided:
    """An arbitration, with the files that it comes from.

    Attributes
    ----------
    path
        The DECISION.toml.
    text
        What it held.
    voices
        What was answered on weighting sheets.
    result
        The arbitration.
    catalogue
        The town's own catalogue that facts were taken from; None if it has none.
    """

    path: Path
    text: str
    voices: tuple[Voice, ...]
    result: Arbitrated
    catalogue: Path | None = None


def decide(
    path: Path,
    *,
    voices: Sequence[Voice] = (),
    draws: int | None = None,
    seed: int | None = None,
    facts: Facts = shipped_fact,
    figures: StudyFigures = study_figure,
    catalogue: Path | None = None,
) -> Decided:
    """Arbitrate a decision.

    Parameters
    ----------
    path
        The DECISION.toml.
    voices
        What was answered on weighting sheets (`study.group_sheets`): it stands in place of what
        the file says of these groups; several voices of one group are its members, in equal shares.
    draws, seed
        In place of those of the file.
    facts, figures
        Where the facts of the catalogue and the figures of studies come from.
    catalogue
        The town's own catalogue that `facts` were read from, to be recorded; None if it has none.

    Raises
    ------
    InputError
        With everything that cannot be used, or if no option is left after the constraints.
    """
    decision = with_voices(decisions.read(path, facts=facts, figures=figures), voices)
    decision = replace(
        decision,
        draws=decision.draws if draws is None else draws,
        seed=decision.seed if seed is None else seed,
    )
    source = Source(
        id="decision",
        name=decision.title.words.fr,
        publisher=OURS,
        date=decision.date,
        licence="",
        file=path.name,
        sha256=sha256(path),
    )
    text = decisions.text(path)[0]
    return Decided(path, text, tuple(voices), arbitrated(decision, source), catalogue)


def with_voices(decision: Decision, voices: Sequence[Voice]) -> Decision:
    """Put what groups answered on their sheets in place of what the decision said of them.

    A group that answered more sheets than it had members is taken to have as many members.
    """
    groups = tuple(
        _heard(group, [voice.weighting for voice in voices if voice.group == group.id])
        for group in decision.groups
    )
    return replace(decision, groups=groups)


def _heard(group: Group, weightings: Sequence[Weighting]) -> Group:
    if not weightings:
        return group
    return replace(group, weightings=tuple(weightings), members=max(group.members, len(weightings)))


def as_text(decided: Decided) -> str:
    """Return the whole result as the text of a JSON file."""
    answer = json.dumps(decided.result.as_json(), ensure_ascii=False, indent=1, allow_nan=False)
    return answer + "\n"
