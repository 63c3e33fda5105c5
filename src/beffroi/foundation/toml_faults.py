"""What a parser of TOML finds wrong, said in both languages: it only speaks English."""

import re
from typing import Final

from beffroi.foundation.language import Words, both

PLACE = re.compile(r"(?s)(.*) \((?:at line (\d+), column (\d+)|at end of document)\)")
FAULTS: Final = (
    ("Cannot overwrite a value", both("a key is given twice")),
    ("Escaped character is not a Unicode scalar value", both("an escaped character is none")),
    ("Expected '=' after a key in a key/value pair", both("= is missing after a key")),
    ("Expected ']' at the end of a table declaration", both("] is missing after a title")),
    ("Expected ']]' at the end of an array declaration", both("]] is missing after a title")),
    ("Invalid date or datetime", both("a date is none")),
    ("Invalid hex value", both("an escaped character is none")),
    ("Invalid initial character for a key part", both("a key begins strangely")),
    ("Invalid statement", both("this is neither a key nor a title")),
    ("Invalid value", both("a value is neither a text between quotes, nor a number, nor a date")),
    ("Unclosed array", both("a list does not end: ] is missing")),
    ("Unclosed inline table", both("a table on one line does not end: its brace is missing")),
    ("Unescaped '\\' in a string", both("\\ stands alone in a text: write \\\\, or ' around it")),
    ("Unterminated string", both("a text does not end: its quote is missing")),
    ("Expected newline or end of document after a statement",
     both("something follows a value on its line")),
    ("Cannot declare", both("a title is given twice")),
    ("Cannot redefine namespace", both("a title is given twice")),
    ("Cannot mutate immutable namespace", both("a table or a list that was closed is added to")),
    ("Duplicate inline table key", both("a key is given twice")),
    ("Illegal character", both("a character is not allowed here")),
    ("Found invalid character", both("a character is not allowed here")),
    ("Expected", both("a line ends strangely")),
    ("Exceeds the limit", both("a number has too many digits")),
)  # fmt: skip
"""How the messages of Python's parser begin, the longest first where two begin alike."""


def fault(error: Exception) -> Words:
    r"""Say what was wrong in a file of TOML, and at which line.

    Parameters
    ----------
    error
        What `tomllib` raised.

    Examples
    --------
    >>> import tomllib
    >>> try:
    ...     tomllib.loads("a = 1\nb = x")
    ... except ValueError as error:
    ...     fault(error).en
    'a value is neither a text between quotes, nor a number, nor a date, line 2, column 5'
    """
    if isinstance(error, RecursionError):
        return both("brackets lie too deep in each other")
    parts = PLACE.fullmatch(str(error))
    said, line, column = parts.groups() if parts else (str(error), None, None)
    found = next((words for begins, words in FAULTS if said.startswith(begins)), Words(said, said))
    if parts is None:
        return found
    if line is None:
        return both("{what}, at the end of the file", what=found)
    return both("{what}, line {line}, column {column}", what=found, line=line, column=column)
