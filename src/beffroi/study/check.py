"""Check of a study: what it has, what is wrong with it, and what each missing source would add."""

from dataclasses import dataclass
from pathlib import Path

from beffroi.foundation.errors import UnreadableFileError
from beffroi.foundation.files import is_there
from beffroi.foundation.language import Words, message
from beffroi.store import manifest
from beffroi.study import settings, snapshots
from beffroi.study.lacks import Lack, missing_sources
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
    lacks
        Sources not given.
    has_results
        Whether it was run to its end.
    """

    present: tuple[tuple[str, str], ...]
    faults: tuple[Words, ...]
    lacks: tuple[Lack, ...]
    has_results: bool


def check(study: Path) -> Checked:
    """Check a study without running it.

    Raises
    ------
    SettingsError
        If its `study.toml` is absent or cannot be used.
    """
    given = settings.read(study)
    known = manifest.read(study)
    present, faults = list[tuple[str, str]](), list[Words]()
    for id_, kind, file in snapshots.named(given):
        entry = known.get(id_)
        try:
            if entry is None or not snapshots.is_kept(study, entry, file):
                snapshots.refuse_unusable(study / file, kind)
            present.append((id_, described(kind).name))
        except UnreadableFileError as error:
            why = Words(fr=message(error, "fr"), en=message(error, "en"))
            faults.append(FAULT.filled(id=id_, why=why))
    return Checked(
        present=tuple(present),
        faults=tuple(faults),
        lacks=missing_sources(given),
        has_results=is_there(study / "results" / "run.json"),
    )
