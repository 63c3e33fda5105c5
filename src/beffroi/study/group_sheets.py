"""Group sheets: what each group is asked, written out, handed out, and read back."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from beffroi.formats import weighting_sheets
from beffroi.formats.weighting_sheets import Answers, Asked, Sheet
from beffroi.foundation.errors import InputError
from beffroi.foundation.files import sha256
from beffroi.method.arbitration.checks import measured
from beffroi.method.arbitration.decision import Criterion, Decision, Group, Weighting
from beffroi.method.arbitration.exchange import as_json
from beffroi.study import decisions
from beffroi.study.decide import Voice
from beffroi.study.decision_cells import Facts
from beffroi.study.decision_facts import shipped_fact


def sheets(decision: Decision) -> Mapping[str, Sheet]:
    """Return the weighting sheet of each group, by id."""
    return {group.id: _sheet(decision, group) for group in decision.groups}


def _sheet(decision: Decision, group: Group) -> Sheet:
    own = [c for c in decision.criteria if not group.criteria or c.id in group.criteria]
    return Sheet(
        decision=decision.id,
        title=decision.title.words.fr,
        digest=scales_digest(own),
        group=group.id,
        group_name=group.name.words.fr,
        asked=tuple(Asked(c.id, c.name.words.fr, _end(c, "worst"), _end(c, "best")) for c in own),
    )


def _end(criterion: Criterion, which: str) -> str:
    number, words = (
        (criterion.worst, criterion.worst_words)
        if which == "worst"
        else (criterion.best, criterion.best_words)
    )
    exact = measured(criterion.unit, number).fr
    return f"{words.words.fr} ({exact})" if words else exact


def scales_digest(criteria: Sequence[Criterion]) -> str:
    """Hash what weights depend on: the criteria and the two ends of their scales."""
    scales = [
        [c.id, c.unit, c.worst, c.best, as_json(c.worst_words), as_json(c.best_words)]
        for c in sorted(criteria, key=lambda c: c.id)
    ]
    said = json.dumps(scales, ensure_ascii=True, sort_keys=True, allow_nan=False)
    return hashlib.sha256(said.encode()).hexdigest()


def write(path: Path, folder: Path, *, facts: Facts = shipped_fact) -> tuple[Path, ...]:
    """Write one weighting sheet a group.

    Parameters
    ----------
    path
        The DECISION.toml.
    folder
        Where to write; files of the same name are replaced.
    facts
        Where the facts of the catalogue come from.

    Raises
    ------
    InputError
        If the decision cannot be used, or has no group.
    """
    decision = decisions.read(path, facts=facts)
    if not decision.groups:
        raise InputError(
            "{path} has no group to ask: add one, written [[group]], and try again.",
            path=str(path),
        )
    written = []
    for number, (id_, sheet) in enumerate(sheets(decision).items(), start=1):
        written.append(folder / f"{number:02d}-{_file_name(id_)}.xlsx")
        weighting_sheets.write(written[-1], sheet)
    return tuple(written)


def _file_name(id_: str) -> str:
    """Write an id with the letters that every file system takes."""
    plain_letters = unicodedata.normalize("NFKD", id_).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain_letters.lower()).strip("-")[:40] or "groupe"


def read(path: Path, filled: Sequence[Path], *, facts: Facts = shipped_fact) -> tuple[Voice, ...]:
    """Read the sheets of a decision that were filled in.

    Parameters
    ----------
    path
        The DECISION.toml.
    filled
        The sheets; several of one group are its members.
    facts
        Where the facts of the catalogue come from.

    Raises
    ------
    InputError
        If one cannot be used, or stands twice.
    """
    asked = sheets(decisions.read(path, facts=facts))
    known: dict[str, Path] = {}
    voices = []
    for sheet in filled:
        digest = sha256(sheet)
        if digest in known:
            raise InputError(
                "The weighting sheets {one} and {other} are the same file: give each member's "
                "sheet once.",
                one=str(known[digest]),
                other=str(sheet),
            )
        known[digest] = sheet
        answers = weighting_sheets.read(sheet, asked)
        voices.append(Voice(sheet, answers.group, _weighting(answers)))
    return tuple(voices)


def _weighting(answers: Answers) -> Weighting:
    """Take the points where they are all given, the ranks otherwise."""
    if answers.points:
        return Weighting("swing", answers.points, answers.points, who=answers.file)
    return Weighting("ranks", answers.ranks, answers.ranks, who=answers.file)
