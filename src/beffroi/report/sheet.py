"""The town's sheet: what the national registers say of the town and of towns like it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beffroi.foundation.language import Words, both
from beffroi.report.words import counted, dated, measured
from beffroi.territory.town import Town

DEPARTMENTS = Path(__file__).parent / "departments.toml"
SQUARE_KILOMETRE = 1e6
"""[m²]"""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the sheet."""

    name: Words
    value: Words


@cache
def _departments() -> dict[str, str]:
    names: dict[str, str] = tomllib.loads(DEPARTMENTS.read_text(encoding="utf-8"))["name"]
    return names


def department(town: Town) -> Words | None:
    """Name the department of a town, with its code; None if it is unknown."""
    if town.department is None:
        return None
    name = _departments().get(town.department)
    said = town.department if name is None else f"{name} ({town.department})"
    return Words(fr=said, en=said)


def standfirst(town: Town) -> tuple[Words, ...]:
    """Say in a line where a town is, how large, and in which group of communes."""
    people = None if town.population is None else measured(town.population, "person")
    said = (_placed(town), people, _same(town.epci_name))
    return tuple(part for part in said if part is not None)


def _placed(town: Town) -> Words | None:
    """Name the department; a bare code is said to be one, lest it pass for a number."""
    said = department(town)
    if said is None or said.fr != town.department:
        return said
    return both("Department {code}").filled(code=said)


def facts(town: Town) -> tuple[Fact, ...]:
    """List what is known of a town; what is unknown is left out."""
    return tuple(Fact(name, value) for name, value in _lines(town) if value is not None)


def _lines(town: Town) -> list[tuple[Words, Words | None]]:
    return [
        (both("INSEE code"), _same(town.code or None)),
        (both("Department"), department(town)),
        (both("Inhabitants"), _count(town.population)),
        (both("Group of communes (EPCI)"), _same(town.epci_name)),
        (both("Inhabitants of the EPCI"), _count(town.epci_population)),
        (both("Share of the EPCI’s inhabitants"), _measure(town.epci_share, "1")),
        (both("Land area"), _measure(town.area, "km²", per=SQUARE_KILOMETRE)),
        (both("Density"), density(town)),
        (both("Density class (INSEE)"), _density_class(town)),
        (both("ORT convention"), _ort(town)),
    ]


def density(town: Town) -> Words | None:
    """Say the inhabitants per square kilometre of a town; None if unknown."""
    return _measure(town.density, "person/km²", per=1 / SQUARE_KILOMETRE)


def _same(text: str | None) -> Words | None:
    return None if text is None else Words(fr=text, en=text)


def _count(number: int | None) -> Words | None:
    return None if number is None else counted(number)


def _measure(value: float | None, unit: str, *, per: float = 1.0) -> Words | None:
    return None if value is None else measured(value / per, unit)


def _density_class(town: Town) -> Words | None:
    names = {
        1: both("large urban centre"),
        2: both("intermediate urban centre"),
        3: both("urban belt"),
        4: both("small town"),
        5: both("rural town"),
        6: both("scattered rural habitat"),
        7: both("very scattered rural habitat"),
    }
    if town.density_class is None:
        return None
    name = names.get(town.density_class)
    number = Words(str(town.density_class), str(town.density_class))
    return (
        number
        if name is None
        else Words("{n} – {name}", "{n} – {name}").filled(n=number, name=name)
    )


def _ort(town: Town) -> Words | None:
    if town.ort is None or not town.ort_signed:
        return _same(town.ort)
    return Words("{state}, {day}", "{state}, {day}").filled(
        state=town.ort, day=dated(town.ort_signed)
    )


def programmes(town: Town) -> tuple[Words, ...]:
    """Name the national programmes that a town takes part in."""
    named = (
        (town.acv, both("Action Cœur de Ville")),
        (town.acv2, both("Action Cœur de Ville 2")),
        (town.pvd, both("Petites Villes de Demain")),
        (town.ort, both("ORT")),
        (town.ti, both("Territoires d’industrie")),
    )
    return tuple(name for id_, name in named if id_ is not None)


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of the table of comparable towns; `own` marks the town itself."""

    name: str
    department: str
    population: Words
    density: Words
    own: bool


def compared(town: Town, peers: tuple[Town, ...]) -> tuple[Compared, ...]:
    """Set a town among its peers, the most populous first; nothing if it has none."""
    if not peers:
        return ()
    ordered = sorted((town, *peers), key=lambda other: (-(other.population or 0), other.name))
    return tuple(
        Compared(
            name=other.name,
            department=other.department or "–",
            population=_count(other.population) or both("unknown"),
            density=_density_number(other),
            own=other is town,
        )
        for other in ordered
    )


def _density_number(town: Town) -> Words:
    return both("unknown") if town.density is None else counted(town.density * SQUARE_KILOMETRE)
