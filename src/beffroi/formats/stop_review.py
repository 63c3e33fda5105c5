"""The list of stops that may be one: written for a person to decide, and read back."""

import csv
import io
from pathlib import Path

import pandas as pd

from beffroi.carriers import delimited
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.files import write_answer
from beffroi.foundation.language import Words, both

FORMAT = "list of stops to review (CSV)"
MARK = "\ufeff"
"""Sign at the start by which spreadsheets know that a text is in UTF-8."""
HEADINGS = {
    "stop_id": "arrêt",
    "twin_id": "autre arrêt",
    "name": "nom",
    "twin_name": "nom de l'autre",
    "metres": "distance (m)",
    "score": "score",
    "reason": "raison",
    "answer": "même arrêt ? (oui/non)",
}
REASONS = {
    "score": "noms ou distance peu sûrs",
    "better": "l'un des deux a un meilleur jumeau",
    "opposite": "véhicules en sens opposés",
    "wide": "la station serait trop étendue",
}
ANSWERS = {"oui": True, "o": True, "yes": True, "y": True, "non": False, "n": False, "no": False}


def write(path: Path, twins: pd.DataFrame) -> None:
    """Write pairs of stops for a person to say which are one.

    Parameters
    ----------
    path
        The file to write: UTF-8, columns parted by semicolons, as French spreadsheets read it.
    twins
        Columns `stop_id`, `twin_id`, `name`, `twin_name`, `metres`, `score`, `reason`.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    text = io.StringIO()
    out = csv.writer(text, delimiter=";", lineterminator="\n")
    out.writerow(HEADINGS.values())
    for row in twins.to_dict("records"):
        known = {name: "" if pd.isna(row[name]) else row[name] for name in twins.columns}
        numbers = [f"{known['metres']:.0f}", f"{known['score']:.2f}".replace(".", ",")]
        names = [_plain(str(known[name])) for name in ("stop_id", "twin_id", "name", "twin_name")]
        out.writerow([*names, *numbers, REASONS.get(str(known["reason"]), ""), ""])
    write_answer(path, MARK + text.getvalue())


def _plain(text: str) -> str:
    """Keep a spreadsheet from taking what others wrote for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def read(path: Path) -> dict[tuple[str, str], bool]:
    """Read the answers back.

    Returns
    -------
    By pair of identifiers, whether the two stops are one; pairs without an answer are left out.

    Raises
    ------
    UnreadableFileError
        If the file is absent or damaged.
    FaultyFileError
        If it lacks a column, or answers are neither yes nor no.
    """
    names = {HEADINGS[name]: name for name in ("stop_id", "twin_id", "answer")}
    cells = delimited.read(path, format_name=FORMAT).named(names, needed=names)
    answered = cells[list(names.values())].dropna()
    faults: list[Words] = []
    found: dict[tuple[str, str], bool] = {}
    for one, other, answer in answered.itertuples(index=False, name=None):
        known = ANSWERS.get(str(answer).strip().lower())
        if known is None:
            faults.append(
                both("{one}, {other}: {answer!r} is neither yes nor no",
                     one=one, other=other, answer=answer)
            )  # fmt: skip
        else:
            found[str(one).removeprefix("'"), str(other).removeprefix("'")] = known
    if faults:
        raise FaultyFileError(path, format_name=FORMAT, faults=faults)
    return found
