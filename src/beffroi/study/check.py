"""Check of a study: what it has, what is wrong with it, and what each missing source would add."""

from dataclasses import dataclass
from pathlib import Path

from beffroi.foundation.language import Words
from beffroi.store import manifest
from beffroi.study import settings, snapshots
from beffroi.study.lacks import Lack, missing_sources
from beffroi.study.sources import described


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
        if (study / file).exists() or (entry and not manifest.damage(study, entry)):
            present.append((id_, described(kind).name))
        else:
            words = Words(
                fr="{id} : le fichier {file} est introuvable. Corriger son chemin dans study.toml.",
                en="{id}: the file {file} is not there. Mend its path in study.toml.",
            )
            faults.append(words.filled(id=id_, file=file))
    return Checked(
        present=tuple(present),
        faults=tuple(faults),
        lacks=missing_sources(given),
        has_results=(study / "results" / "run.json").is_file(),
    )
