"""The words of the catalogue: what can be known of a solution, its families, what it asks for."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from beffroi.foundation.language import Words

HERE = Path(__file__).parent
Form = Literal["number", "words", "items", "answer", "code"]
"""What a fact of a key holds: a number or interval, words, a list, yes or no, a capacity."""
Need = Literal["flag", "at_least", "at_most", "one_of", "not_after"]
"""How a capacity is met: had or not, a number, one of a list, before a date."""
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Named:
    """A word of the catalogue that only has a name: a family, a measure."""

    id: str
    name: Words


@dataclass(frozen=True, slots=True)
class Kind:
    """What a solution is.

    Attributes
    ----------
    is_baseline
        Looked at before what the market offers.
    is_always_there
        Never excluded: what it lacks is said beside it.
    """

    id: str
    name: Words
    is_baseline: bool
    is_always_there: bool


@dataclass(frozen=True, slots=True)
class Licence:
    """A form under which a solution is had.

    Attributes
    ----------
    is_open
        It can be had from others, read and changed, or it belongs to the public.
    """

    id: str
    name: Words
    is_open: bool


@dataclass(frozen=True, slots=True)
class Key:
    """Something that can be known of a solution.

    Attributes
    ----------
    form
        What its facts hold.
    units
        Units that its numbers may bear; empty where it bears none.
    expected
        Kinds of solutions of which it should be known.
    importance
        1 to 3: what to check first.
    """

    id: str
    name: Words
    form: Form
    units: tuple[str, ...]
    expected: tuple[str, ...]
    importance: int


@dataclass(frozen=True, slots=True)
class Capacity:
    """Something that a solution may ask of a town.

    Attributes
    ----------
    name
        What is asked.
    lift
        What would lift its absence.
    form
        How it is met.
    reads
        The attribute of a context that tells; empty where a flag or a count does.
    line, least
        A line of the maturity grid, and the stage from which it counts as proof where nobody has
        said; empty and 0 where none does.
    """

    id: str
    name: Words
    lift: Words
    form: Need
    reads: str
    line: str
    least: int


def _entries(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def _read(name: str, make: Callable[[str, Any], Entry]) -> Mapping[str, Entry]:
    return MappingProxyType({id_: make(id_, entry) for id_, entry in _entries(name).items()})


@cache
def families() -> Mapping[str, Named]:
    """Return the families of solutions, by id."""
    return _read("families.toml", lambda id_, e: Named(id_, Words(**e["name"])))


@cache
def measures() -> Mapping[str, Named]:
    """Return what a price or a result may be said for (a town, a bike…), by id."""
    return _read("measures.toml", lambda id_, e: Named(id_, Words(**e["name"])))


@cache
def kinds() -> Mapping[str, Kind]:
    """Return what a solution may be, by id, in the order in which they are looked at."""
    return _read(
        "kinds.toml", lambda id_, e: Kind(id_, Words(**e["name"]), e["baseline"], e["always"])
    )


@cache
def licences() -> Mapping[str, Licence]:
    """Return the forms under which a solution is had, by id."""
    return _read("licences.toml", lambda id_, e: Licence(id_, Words(**e["name"]), e["open"]))


@cache
def keys() -> Mapping[str, Key]:
    """Return what can be known of a solution, by id, in the order of reading.

    Examples
    --------
    >>> keys()["delay"].units
    ('month',)
    """
    return _read(
        "keys.toml",
        lambda id_, e: Key(
            id_, Words(**e["name"]), e["form"], tuple(e["units"]), tuple(e["expected"]),
            e["importance"],
        ),
    )  # fmt: skip


@cache
def capacities() -> Mapping[str, Capacity]:
    """Return what a solution may ask of a town, by id.

    Examples
    --------
    >>> capacities()["paid-parking"].reads
    'has_paid_parking'
    """
    return _read("capacities.toml", _capacity)


def _capacity(id_: str, entry: Mapping[str, Any]) -> Capacity:
    proof = entry.get("maturity", {})
    return Capacity(
        id=id_,
        name=Words(**entry["name"]),
        lift=Words(**entry["lift"]),
        form=entry["form"],
        reads=entry.get("reads", ""),
        line=proof.get("line", ""),
        least=proof.get("least", 0),
    )
