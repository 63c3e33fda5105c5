"""TOML as people write it: texts between quotes, and the key that was meant by one not known."""

import difflib

from beffroi.foundation.language import Words, both


def quoted(value: str) -> str:
    r"""Write a text between quotes, whatever it holds.

    Examples
    --------
    >>> print(quoted('La "Halle"'))
    "La \"Halle\""
    """
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    plain = "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped)
    return f'"{plain}"'


def meant(word: str, known: tuple[str, ...]) -> Words:
    """Say which of the known words was meant, or list them.

    Examples
    --------
    >>> meant("anwsers", ("answers", "form")).en
    'did you mean answers?'
    """
    close = difflib.get_close_matches(word, known, n=1)
    if close:
        return both("did you mean {word}?", word=close[0])
    return both("known: {names}", names=", ".join(known))
