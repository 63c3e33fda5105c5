"""JSON documents, parsed without trusting how large, how deep or how long-winded they are."""

import json
from pathlib import Path
from typing import Any

from beffroi.foundation.files import bounded

MOST_BYTES = 128 * 1024**2
"""Largest JSON document taken: the national table of communes weighs 9 MB."""


class NestedError(ValueError):
    """Brackets nested deeper than any honest document's."""


def parsed(text: str | bytes) -> Any:
    """Parse a JSON text.

    Raises
    ------
    ValueError
        If it is not JSON (`json.JSONDecodeError`), not UTF-8, nested too deep (`NestedError`), or
        holds an integer of thousands of digits.

    Examples
    --------
    >>> parsed('{"a": [1]}')
    {'a': [1]}
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise NestedError("nested too deep") from error


def read(path: Path, *, most: int = MOST_BYTES) -> Any:
    """Read a JSON document.

    Parameters
    ----------
    most
        Largest size accepted. [byte]

    Raises
    ------
    UnreadableFileError
        If it is absent, too large, no plain file, or may not be read.
    ValueError
        As `parsed`.
    """
    return parsed(bounded(path, most, may_be_empty=True))
