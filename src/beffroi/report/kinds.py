"""The words for the kinds of things on the map: a bakery, a car park, a footway."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from beffroi.foundation.language import Words

Family = Literal["highway", "parking", "shop", "green", "water"]
KINDS = Path(__file__).parent / "kinds.toml"


@cache
def _kinds() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(KINDS.read_text(encoding="utf-8"))


def kind_words(family: Family, value: str) -> Words:
    """Name a kind in both languages; one that has no name yet keeps its OpenStreetMap value.

    Examples
    --------
    >>> kind_words("shop", "bakery").fr, kind_words("shop", "model_trains").fr
    ('boulangerie', 'model trains')
    """
    known = _kinds()[family].get(value)
    if known is None:
        plain = value.replace("_", " ")
        return Words(fr=plain, en=plain)
    return Words(**known)
