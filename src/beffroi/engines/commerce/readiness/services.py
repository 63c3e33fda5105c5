"""Families of digital services for shops: what each needs, and what the town must settle first."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beffroi.foundation.language import Words, both

FILE = Path(__file__).parent / "services.toml"
NAMES = {
    "click_collect": both("Click and collect"), "gift_card": both("Gift card of the town"),
    "delivery": both("Shared delivery"), "marketplace": both("Marketplace of the town"),
    "loyalty": both("Common loyalty scheme"),
}  # fmt: skip
CONDITIONS = {
    "animator": both("an animator, paid for the whole time"),
    "onboarded": both("three shops in ten that take part"),
    "ownership": both("the data and the catalogue stay the town’s and the shops’"),
    "onboarding": both("somebody who helps shopkeepers in"),
    "baseline": both("half of the shops tell their hours"),
    "federation": both("a federation of traders that carries it"),
    "accountant": both("the public accountant’s sign-off, if public money is in it"),
    "carrier": both("who carries, at what price"),
    "merchants": both("a hundred shops that take part"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """What a town must settle before a service.

    Attributes
    ----------
    id
        Key of `CONDITIONS`.
    of, least
        What is counted on the register, and how much there must be; empty and 0 where it is asked.
    unit
        Unit of `least`.
    source, url
        Where it was learnt, and at whose cost.
    from_memory
        Whether its source was not found again.
    """

    id: str
    of: str
    least: float
    unit: str
    source: Words
    url: str
    from_memory: bool


@dataclass(frozen=True, slots=True)
class Service:
    """A family of digital services.

    Attributes
    ----------
    id
        Key of `NAMES`.
    needs
        What a shop needs to start now: keys of `facts.FACTS`.
    families
        Families of shops in which it makes sense; all if empty.
    conditions
        What the town must settle first.
    source, url
        Why these needs.
    """

    id: str
    needs: tuple[str, ...]
    families: tuple[str, ...]
    conditions: tuple[Condition, ...]
    source: Words
    url: str


@cache
def services() -> tuple[Service, ...]:
    """Return the families of services, in the order of their names.

    Examples
    --------
    >>> [service.id for service in services()][:2]
    ['click_collect', 'gift_card']
    """
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    found = []
    for name in NAMES:
        entry = told[name]
        conditions = tuple(_condition(one, told[f"condition_{one}"]) for one in entry["conditions"])
        found.append(Service(name, tuple(entry["value"]), tuple(entry["families"]), conditions,
                             Words(**entry["source"]), entry["url"]))  # fmt: skip
    return tuple(found)


def _condition(id_: str, entry: dict[str, object]) -> Condition:
    value = entry["value"]
    source = entry["source"]
    assert isinstance(source, dict)  # noqa: S101 - the file comes with the code
    return Condition(
        id_,
        str(entry.get("of", "")),
        float(value) if isinstance(value, int | float) else 0.0,
        str(entry["unit"]),
        Words(**source),
        str(entry["url"]),
        bool(entry.get("from_memory")),
    )
