"""Validity of an XLSForm, by the reference converter of the field tools (pyxform)."""

import re
from pathlib import Path

from beffroi.foundation.errors import InputError

_ROW = re.compile(r"^\[row\s*:\s*(\d+)\]\s*")
MOST_SHOWN = 300
"""Letters of what the converter says."""


def check(path: Path, *, named: Path | None = None) -> tuple[str, ...]:
    """Convert a workbook to the XForm that field tools run, and throw the result away.

    Parameters
    ----------
    path
        The workbook (XLSX).
    named
        What to call it in messages, where it stands for another file.

    Returns
    -------
    What the converter remarks without refusing, in English, its own words.

    Raises
    ------
    InputError
        If the converter refuses the form.
    """
    from pyxform.errors import PyXFormError  # noqa: PLC0415  (a second to import)
    from pyxform.xls2xform import convert  # noqa: PLC0415

    try:
        result = convert(path.read_bytes(), validate=False, file_type=".xlsx", form_name="data")
    except PyXFormError as error:
        said = re.sub(r"\s+", " ", str(error)).strip()
        row = _ROW.match(said)
        raise InputError(
            '{path} is refused by the tools that run XLSForms (row {row}: "{said}"). '
            "Mend the workbook and give it again.",
            path=str(named or path),
            row=row[1] if row else "?",
            said=re.sub(r'["«»]', "'", _ROW.sub("", said))[:MOST_SHOWN],
        ) from error
    return tuple(result.warnings)
