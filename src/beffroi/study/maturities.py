"""Maturities of a study: sheets with what data say already, answers read back and scored."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from beffroi.formats import maturity_sheets
from beffroi.foundation import documents
from beffroi.foundation.errors import InputError
from beffroi.foundation.files import write_text
from beffroi.method.maturity.grid import maturity_grid
from beffroi.method.maturity.questions import put
from beffroi.method.maturity.verdicts import concerned
from beffroi.store import manifest
from beffroi.store.results import Results
from beffroi.study import opened as opening
from beffroi.study import settings
from beffroi.study.assessment import Assessment, assessment, last_day
from beffroi.study.proving import Proven, proven
from beffroi.study.workshop import RESULTS, Workshop
from beffroi.territory.communes import known_towns, town
from beffroi.territory.town import Town

FOLDER = "maturity"
"""Where a study keeps its profiles, one file a day."""
MOST_COPIES = 200


def sheets(
    out: Path,
    *,
    commune: str = "",
    study: Path | None = None,
    copies: int = 1,
    facts: Path | None = None,
    token: Callable[[], str],
) -> tuple[Path, ...]:
    """Write the sheets that respondents fill in, with what data say already.

    Parameters
    ----------
    out
        The workbook to write; with several copies, ``name-1.xlsx``, ``name-2.xlsx``…
    commune
        INSEE code, or name of a town of Action Cœur de Ville; empty to take the study's.
    study
        Folder of a study that was run; its figures answer questions.
    copies
        How many sheets, each with its own id.
    facts
        Table of facts read on public pages.
    token
        Makes the id of a sheet.

    Returns
    -------
    The files written.

    Raises
    ------
    InputError
        If the file is not an XLSX or exists already, or the number of copies is silly.
    UnknownCommuneError
        If the commune is not known.
    """
    if out.suffix.lower() != ".xlsx":
        raise InputError("{path} is not a workbook: give a name that ends in .xlsx.", path=str(out))
    if not 1 <= copies <= MOST_COPIES:
        raise InputError(
            "{n} copies cannot be written: ask for 1 to {most}.", n=copies, most=MOST_COPIES
        )
    grid = maturity_grid()
    data, place = known(commune=commune, study=study, facts=facts)
    said = data.facts
    paths = _paths(out, copies)
    asked = {proof.id for proof in put(grid, said)}
    applies = concerned(grid, said)
    for path in paths:
        maturity_sheets.write(
            path,
            grid,
            sheet=token(),
            town=place.name if place else "",
            known={
                i: said[p.fact].words
                for i, p in grid.proofs.items()
                if p.fact in said and i not in asked
            },
            skipped=[id_ for id_, applied in applies.items() if applied is False],
        )
    return tuple(paths)


def _paths(out: Path, copies: int) -> list[Path]:
    """Name the sheets to write; one that exists may be filled in, and is never overwritten."""
    stem = out.with_suffix("")
    numbered = [stem.with_name(f"{stem.name}-{n}.xlsx") for n in range(1, copies + 1)]
    paths = [out] if copies == 1 else numbered
    there = [str(path) for path in paths if path.exists()]
    if there:
        raise InputError(
            "{path} exists already and may be filled in: give another name, or move it away.",
            path=", ".join(there[:3]),
        )
    return paths


def assess(
    files: Iterable[Path],
    *,
    study: Path | None = None,
    commune: str = "",
    facts: Path | None = None,
    today: str,
) -> Assessment:
    """Read the sheets that came back and score the town.

    Parameters
    ----------
    files
        Sheets (XLSX), or answers as CSV or JSON.
    study
        Folder of a study that was run: its facts override opinions, its former profile is compared
        with this one, and this one is kept in ``maturity/``.
    commune
        INSEE code or name, where there is no study.
    facts
        Table of facts read on public pages; if None, the study's own.
    today
        Day of the reading, ISO 8601. The profile bears that of the last answers, where they say it.

    Raises
    ------
    BeffroiError
        If a file cannot be used; nothing is kept then.
    """
    grid = maturity_grid()
    data, _ = known(commune=commune, study=study, facts=facts, today=today)
    read = [(path.name, maturity_sheets.read(path, grid)) for path in files]
    responses, repeated = maturity_sheets.distinct(
        (name, response) for name, found in read for response in found.responses
    )
    warnings = (*(words for _, found in read for words in found.warnings), *repeated)
    day = min(last_day(responses) or today, today)
    former = _former(study, day)
    assessed = assessment(grid, responses, data.facts, today=day, former=former, sought=data.sought)
    if study is not None:
        path = study / FOLDER / f"profile-{day}.json"
        write_text(path, json.dumps(assessed.profile.as_json(), indent=2) + "\n")
    return replace(assessed, warnings=(*warnings, *data.warnings))


def write_answers(assessed: Assessment, path: Path) -> None:
    """Write all the answers read, as CSV or, for a name that ends in .json, as JSON.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    if path.suffix.lower() == ".json":
        maturity_sheets.write_json(assessed.responses, path)
    else:
        maturity_sheets.write_csv(assessed.responses, assessed.grid, path)


def _former(study: Path | None, today: str) -> Mapping[str, Any] | None:
    """Return the last profile that a study keeps from before today."""
    if study is None:
        return None
    kept = sorted((study / FOLDER).glob("profile-*.json"))
    earlier = [path for path in kept if path.stem.removeprefix("profile-") < today]
    if not earlier:
        return None
    try:
        read = documents.read(earlier[-1])
    except ValueError as error:
        raise InputError(
            "{path} is damaged: delete it, and the profile is made without comparison.",
            path=str(earlier[-1]),
        ) from error
    return read if isinstance(read, dict) else None


def known(
    *, commune: str, study: Path | None, facts: Path | None = None, today: str = ""
) -> tuple[Proven, Town | None]:
    """Gather what data say of a town.

    Parameters
    ----------
    commune
        INSEE code or name; empty to take the study's, or none.
    study
        Folder of a study; if it was run, its figures and sources are facts.
    facts
        Table of facts read on public pages; if None, the study's own.
    today
        Day of the profile, ISO 8601.

    Returns
    -------
    What is proven, and the town if it is known.
    """
    if study is None:
        place = town(commune, known_towns()) if commune else None
        return proven(place, facts=facts), place
    own = opening.opened(study)
    shop = Workshop(study, settings.read(study), manifest.read(study), Results(study / RESULTS))
    return proven(own.town, figures=own.figures, shop=shop, facts=facts, today=today), own.town
