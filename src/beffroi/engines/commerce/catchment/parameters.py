"""What a catchment takes for granted, as dated data, and what is known of goods before a survey."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beffroi.foundation.dated import dated_values
from beffroi.foundation.errors import SettingsError
from beffroi.foundation.language import Words

FILE = Path(__file__).parent / "parameters.toml"
GOODS = Path(__file__).parent / "goods.toml"


@dataclass(frozen=True, slots=True)
class Goods:
    """What is known of a kind of goods before any survey.

    Attributes
    ----------
    key, name
        Its key, and how people call it.
    strength, deviation
        Of the decay with time: mean and standard deviation of a normal law. [1]
    source, url
        Where from.
    from_memory
        Whether nobody checked it in its text.
    """

    key: str
    name: Words
    strength: float
    deviation: float
    source: Words
    url: str
    from_memory: bool


def parameter(name: str) -> float:
    """Return the value of one entry of `parameters.toml`, in its unit.

    Examples
    --------
    >>> parameter("primary")
    0.6
    """
    return dated_values(FILE)[name]


@cache
def all_goods() -> dict[str, Goods]:
    """Read the kinds of goods, by key."""
    entries = tomllib.loads(GOODS.read_text(encoding="utf-8"))
    return {
        key: Goods(
            key, Words(**entry["name"]), entry["value"], entry["deviation"],
            Words(**entry["source"]), entry["url"], entry["from_memory"],
        )
        for key, entry in entries.items()
    }  # fmt: skip


def goods(key: str) -> Goods:
    """Return one kind of goods.

    Raises
    ------
    SettingsError
        If there is none of this name.

    Examples
    --------
    >>> goods("all").strength
    2.0
    """
    known = all_goods()
    if key not in known:
        raise SettingsError(
            "{key!r} is no kind of goods: give one of {known}.", key=key, known=", ".join(known)
        )
    return known[key]
