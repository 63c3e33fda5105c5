"""What the validator gtfs-guru says of a timetable: every notice, with the rows concerned."""

import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.members import found
from beffroi.foundation.errors import UnreadableFileError
from beffroi.foundation.language import both
from beffroi.territory.notice import Explanation, Notice, Row, Severity, Value, explanations

PROGRAM = Path(__file__).parent / "guru.py"
EXPLAINED = Path(__file__).parent / "notices.toml"
ORIGIN = "gtfs-guru"
PATIENCE = 900
"""How long the validator may work: it takes seconds for a region. [s]"""
SEVERITIES: dict[str, Severity] = {"ERROR": "error", "WARNING": "warning", "INFO": "notice"}
REMEDY = "Check that the file opens elsewhere, get it again from its publisher and try again."


@dataclass(frozen=True, slots=True)
class Validation:
    """What the validator says of a feed.

    Attributes
    ----------
    version
        Of the validator.
    notices
        Code by code, in alphabetical order.
    """

    version: str
    notices: tuple[Notice, ...]


def validated(path: Path, date: str, *, most_rows: int) -> Validation:
    """Run the validator on a feed, apart: whatever becomes of it is told in one sentence.

    Parameters
    ----------
    path
        A ZIP archive or a folder.
    date
        The day for which the feed is judged, ISO 8601.
    most_rows
        How many rows of each notice are kept; all are counted.

    Raises
    ------
    UnreadableFileError
        If nothing is there, it holds no timetable, or the validator cannot read it or falls.
    HostileFileError
        If the archive, or a link of the folder, could harm the machine.
    """
    found(path, Ledger())
    with tempfile.TemporaryDirectory(prefix="beffroi-") as folder:
        answer = Path(folder) / "answer.json"
        said = _run(path, [str(path.absolute()), date, str(most_rows), str(answer)])
        if not answer.is_file():
            raise UnreadableFileError(path, found=_fall(said), remedy=REMEDY)
        told = json.loads(answer.read_text(encoding="utf-8"))
    return Validation(told["version"], tuple(map(_notice, told["notices"])))


def _run(path: Path, words: list[str]) -> str:
    try:
        ran = subprocess.run(  # noqa: S603  (our own program, with words that it reads as data)
            [sys.executable, "-P", str(PROGRAM), *words],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        late = both("the validator had not finished after {n} minutes", n=PATIENCE // 60)
        raise UnreadableFileError(path, found=late, remedy=REMEDY) from error
    return ran.stderr.decode("utf-8", "backslashreplace")


def _fall(said: str) -> object:
    """Repeat the last thing that the validator said before it fell."""
    lines = said.strip().splitlines()
    return both("the validator gtfs-guru fell over it ({said})", said=lines[-1] if lines else "–")


def _notice(told: dict[str, Any]) -> Notice:
    code = told["code"]
    return Notice(
        code=code,
        severity=SEVERITIES.get(told["severity"], "warning"),
        origin=ORIGIN,
        count=told["count"],
        rows=tuple(_rows(told["rows"], explained().get(code))),
    )


def _rows(told: list[dict[str, Any]], words: Explanation | None) -> Iterator[Row]:
    usual = words.file if words else ""
    for row in told:
        fields = {name: _value(value) for name, value in row["fields"].items()}
        yield Row(row["file"] or usual, row["line"], fields)


def _value(value: Value) -> Value:
    """Leave out what JSON cannot write."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


@cache
def explained() -> dict[str, Explanation]:
    """Return the explanation of every notice that the validator can give, by code."""
    return explanations(EXPLAINED)
