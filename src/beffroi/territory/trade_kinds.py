"""Names of trades: what a person calls a value of the map, and the value of what a person says."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from beffroi.foundation.language import LANGUAGES, Words

_FILE = Path(__file__).with_suffix(".toml")


@cache
def trade_kinds() -> Mapping[str, Words]:
    """Return the names of the common values of the map, by value.

    Examples
    --------
    >>> trade_kinds()["bakery"].fr
    'boulangerie'
    """
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))["kinds"]
    return MappingProxyType({kind: Words(**names) for kind, names in entries.items()})


def kind_name(kind: str) -> Words:
    """Name a value of the map; one that nobody named is its own name, without its signs.

    Examples
    --------
    >>> kind_name("bakery").en, kind_name("trading_cards").fr
    ('bakery', 'trading cards')
    """
    plain = kind.replace("_", " ")
    return trade_kinds().get(kind, Words(plain, plain))


def kind_of(text: str) -> str | None:
    """Find the value that a name tells, in either language; None if none does.

    Examples
    --------
    >>> kind_of("Boulangerie "), kind_of("bakery"), kind_of("aéroglisseurs")
    ('bakery', 'bakery', None)
    """
    return _values().get(" ".join(text.casefold().split()))


@cache
def _values() -> Mapping[str, str]:
    named = {
        name.in_(language).casefold(): kind
        for language in LANGUAGES
        for kind, name in trade_kinds().items()
    }
    return MappingProxyType(named | {kind: kind for kind in trade_kinds()})
