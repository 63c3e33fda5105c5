"""Check of a study: what it has, what is wrong with it, and what each missing source would add."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from beffroi.foundation.errors import InputError, UnreadableFileError
from beffroi.foundation.files import is_there
from beffroi.foundation.language import Words, message
from beffroi.store import manifest
from beffroi.study import hearing, settings, snapshots
from beffroi.study.check_files import planned
from beffroi.study.lacks import Lack, missing_sources
from beffroi.study.settings import Settings
from beffroi.study.sources import described

FAULT = Words(fr="{id} : {why}", en="{id}: {why}")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a study has and lacks.

    Attributes
    ----------
    present
        Sources that can be read: id and title.
    faults
        Sources that cannot, and why.
    remarks
        What a run will say of answers that were not copied yet: columns that tell who answers.
    lacks
        Sources not given.
    has_results
        Whether it was run to its end.
    """

    present: tuple[tuple[str, str], ...]
    faults: tuple[Words, ...]
    remarks: tuple[Words, ...]
    lacks: tuple[Lack, ...]
    has_results: bool


def check(study: Path) -> Checked:
    """Check a study without running it: its surveys, notes, scenarios and decisions are read too.

    Raises
    ------
    SettingsError
        If its `study.toml` is absent or cannot be used.
    """
    given = settings.read(study)
    known = manifest.read(study)
    present, faults = dict[str, str](), list[Words]()
    paths, remarks = dict[str, Path](), list[Words]()
    for id_, kind, file in snapshots.named(given):
        entry = known.get(id_)
        try:
            if entry is not None and snapshots.is_kept(study, entry, file):
                paths[id_] = study / entry.file
            else:
                snapshots.refuse_unusable(study / file, kind)
                paths[id_] = study / file
                remarks += _said(study, given, id_, kind)
            present[id_] = described(kind).name
        except UnreadableFileError as error:
            why = Words(fr=message(error, "fr"), en=message(error, "en"))
            faults.append(FAULT.filled(id=id_, why=why))
    for left in hearing.heard(given, _whole(given, paths)).left_out:
        present.pop(left.id, None)
        faults.append(FAULT.filled(id=left.id, why=left.why))
    for id_, title, fault in planned(study, given):
        if fault is None:
            present[id_] = title
        else:
            faults.append(FAULT.filled(id=id_, why=fault))
    return Checked(
        present=tuple(present.items()),
        faults=tuple(faults),
        remarks=tuple(remarks),
        lacks=missing_sources(given),
        has_results=is_there(study / "results" / "run.json"),
    )


def _said(study: Path, given: Settings, id_: str, kind: str) -> tuple[Words, ...]:
    """Say what a run will say of answers; nothing where they cannot be read, which is a fault."""
    if kind != "answers":
        return ()
    try:
        return snapshots.said_beforehand(study, given, id_)
    except InputError:
        return ()


def _whole(given: Settings, paths: Mapping[str, Path]) -> dict[str, Path]:
    """Leave the surveys aside of which a file is absent: its absence is a fault already."""
    wanted = {id_: id_.split("-")[1] for id_, _, _ in snapshots.named(given) if "survey-" in id_}
    cut = {number for id_, number in wanted.items() if id_ not in paths}
    return {id_: path for id_, path in paths.items() if wanted.get(id_) not in cut}
