"""Notes: interviews, observations and workshops, coded by need, in a CSV or a workbook.

Columns: `id`, `date`, `place`, `role`, `kind`, `text`, `codes`, `quotable`, or in French `id`,
`date`, `lieu`, `rôle`, `nature`, `texte`, `codes`, `citable`. A code is the id of a need, with
`for` or `against` (`pour`, `contre`) after a colon; codes are parted by semicolons or commas.
"""

import difflib
import re
from pathlib import Path

import pandas as pd

from beffroi.carriers import delimited, values, workbook
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both
from beffroi.foundation.masking import masked
from beffroi.territory.need import known_needs
from beffroi.territory.reading import Reading
from beffroi.territory.tables import NOTES

ENGLISH = {
    "id": "note_id", "date": "date", "place": "place", "role": "role", "kind": "kind",
    "text": "text", "codes": "codes", "quotable": "quotable",
}  # fmt: skip
FRENCH = {
    "id": "note_id", "date": "date", "lieu": "place", "rôle": "role", "role": "role",
    "nature": "kind", "texte": "text", "codes": "codes", "citable": "quotable",
}  # fmt: skip
NEEDED = {"en": ("id", "kind", "text", "codes"), "fr": ("id", "nature", "texte", "codes")}
KINDS = {
    "interview": "interview", "entretien": "interview", "observation": "observation",
    "workshop": "workshop", "atelier": "workshop",
}  # fmt: skip
SIDES = {"": "for", "for": "for", "pour": "for", "against": "against", "contre": "against"}
LONGEST = 5_000
"""Characters of a note: beyond, it is a transcript and not a note."""
_FORMAT = "table of notes"


def read(path: Path) -> Reading:
    """Read coded notes.

    Parameters
    ----------
    path
        CSV, or Excel workbook.

    Returns
    -------
    Table `NOTES`. Texts are masked (`foundation.masking`), columns that are not of the format are
    not kept (they might name persons) and are told.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, damaged or no table.
    FaultyFileError
        With every fault: a column missing, a key blank or repeated, an unknown kind, a text that
        is blank or too long, a code that is no need.
    """
    sheet, names = _sheet(path)
    cells = sheet.named(names, needed=())
    cells = cells.loc[:, ~cells.columns.duplicated()].reindex(columns=list(NOTES.columns))
    cells = cells.astype("string")
    faults = _faults(cells)
    if faults:
        raise FaultyFileError(path, format_name=_FORMAT, faults=faults)
    dates, quotable = values.dates(cells["date"]), values.booleans(cells["quotable"])
    table = pd.DataFrame(
        {
            "note_id": cells["note_id"],
            "date": dates.values,
            "place": cells["place"].map(masked, na_action="ignore"),
            "role": cells["role"].map(masked, na_action="ignore"),
            "kind": cells["kind"].str.lower().map(KINDS),
            "text": cells["text"].map(masked, na_action="ignore"),
            "codes": [
                [f"{need}:{SIDES[side]}" for need, side in _codes(text)] for text in cells["codes"]
            ],
            "quotable": quotable.values,
        }
    )
    strange = [c for c in sheet.cells.columns if c.casefold() not in names]
    said = (*sheet.warnings, *dates.warnings("date"), *quotable.warnings("quotable"))
    return Reading(NOTES.typed(table), sheet.rows, (*said, *_left(strange)))


def _sheet(path: Path) -> tuple[delimited.Delimited, dict[str, str]]:
    """Open the table in the language of its header: French where it has a French name."""
    if workbook.is_workbook(path):
        try:
            return workbook.read(path, format_name=_FORMAT, needed=NEEDED["fr"]), FRENCH
        except FaultyFileError:
            return workbook.read(path, format_name=_FORMAT, needed=NEEDED["en"]), ENGLISH
    sheet = delimited.read(path, format_name=_FORMAT)
    is_french = {"texte", "nature"} & {column.casefold() for column in sheet.cells.columns}
    language, names = ("fr", FRENCH) if is_french else ("en", ENGLISH)
    sheet.named(names, needed=NEEDED[language])
    return sheet, names


def _faults(cells: pd.DataFrame) -> list[Words]:
    columns = ("note_id", "kind", "text", "codes")
    rows = cells[list(columns)].fillna("").itertuples(index=False)
    faults = []
    for number, (note_id, kind, text, codes) in enumerate(rows, start=2):
        if not note_id:
            faults.append(both("line {number} has no id", number=number))
        faults += _faults_of_content(number, str(kind), str(text))
        faults += [
            _no_need(number, need, side)
            for need, side in _codes(codes)
            if need not in known_needs() or side not in SIDES
        ]
    keys = cells["note_id"].dropna()
    faults += [
        both("the note {key!r} stands more than once", key=str(key))
        for key in keys[keys.duplicated()].unique()
    ]
    if cells.empty:
        faults.append(both("it has no note"))
    return faults


def _faults_of_content(number: int, kind: str, text: str) -> list[Words]:
    faults = []
    if kind.lower() not in KINDS:
        faults.append(
            both(
                "line {number}: {found!r} is none of interview, observation and workshop",
                number=number,
                found=kind,
            )
        )
    if not text:
        faults.append(both("line {number} has no text", number=number))
    if len(text) > LONGEST:
        faults.append(
            both("line {number}: it is a transcript, not a note: sum it up", number=number)
        )
    return faults


def _no_need(number: int, need: str, side: str) -> Words:
    found = f"{need}:{side}" if side else need
    near = difflib.get_close_matches(need, known_needs(), n=1, cutoff=0.5)
    if need in known_needs() or not near:
        return both(
            "line {number}: the code {found!r} is no known need followed by for or against",
            number=number,
            found=found,
        )
    return both(
        "line {number}: the code {found!r} is no known need (did you mean {near!r}?)",
        number=number,
        found=found,
        near=near[0],
    )


def _codes(text: object) -> list[tuple[str, str]]:
    if not isinstance(text, str):
        return []
    parts = [part.strip() for part in re.split(r"[;,\n]", text) if part.strip()]
    split = [part.partition(":") for part in parts]
    return [(need.strip(), side.strip().lower()) for need, _, side in split]


def _left(strange: list[str]) -> tuple[Words, ...]:
    if not strange:
        return ()
    return (
        Words(
            fr="Colonnes non lues, pour ne garder le nom de personne : {columns}.",
            en="Columns not read, so as to keep nobody's name: {columns}.",
        ).filled(columns=", ".join(strange)),
    )
