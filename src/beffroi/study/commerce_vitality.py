"""The vitality of a town's shops: vacancy, offer, survival and changes, of premises and lives."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from beffroi.engines.commerce.families import OTHER, Family, families, family
from beffroi.engines.commerce.vitality import changes, offer, vacancy
from beffroi.engines.commerce.vitality.fronts import fronts, runs, side_of
from beffroi.engines.commerce.vitality.lasting import Group, Lasting, groups, hazards, lasting
from beffroi.engines.commerce.vitality.vacancy import (
    FRICTIONAL,
    LASTING,
    STRUCTURAL,
    UNDATED,
    Vacancy,
)
from beffroi.formats import town_families
from beffroi.foundation.errors import SettingsError
from beffroi.foundation.language import Words, both
from beffroi.study.commerce_given import Given, given
from beffroi.study.commerce_lives import Registers, Told, covariates, told
from beffroi.territory.commerce import TRADING, VACANT

__all__ = [
    "FRICTIONAL", "LASTING", "STRUCTURAL", "UNDATED", "Asked", "Lasting", "Past", "Vacancy",
    "Vitality", "vitality",
]  # fmt: skip
WGS84 = 4326
UNTOLD = 1900
"""Files do not speak of this year, nor of those before."""
GROUND = ("streets", "water", "waters", "buildings", "greens")
"""Layers of the map under the premises."""


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """How long shops last, who comes and who leaves.

    Attributes
    ----------
    told
        Lives, and where they come from.
    lasting
        Survival.
    by_family, rank
        Survival of the families, and whether they differ (statistic, probability).
    hazards
        What goes with shops that close sooner.
    years, streets, families
        Openings and closings by year, street and family.
    unlucky
        Premises that keep nobody.
    """

    told: Told
    lasting: Lasting
    by_family: tuple[Group, ...]
    rank: tuple[float, float]
    hazards: pd.DataFrame
    years: pd.DataFrame
    streets: pd.DataFrame
    families: pd.DataFrame
    unlucky: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Vitality:
    """The vitality of the shops of a town.

    Attributes
    ----------
    name, date
        File that it was made from, and day that it speaks of (ISO 8601; empty if unknown).
    premises, runs, poles
        Tables, in WGS 84; `premises` has `age` of vacancy.
    whole, streets, of_families
        Vacancy of all, of each street, of each family.
    ages
        Vacant premises by age.
    diversity, kinds, compared
        Diversity by family, by kind, and by family of each town compared with.
    specialities
        Families beside those of other towns; None without them.
    pairs
        Families that stand near one another.
    chains
        Chains and independents.
    inhabitants
        People of the town; None if nobody said. [person]
    past
        Lives; None if nothing tells of them.
    families
        Table of families in use.
    warnings
        What the readers repaired or left out.
    ground, centre
        What lies under the map, and its middle. WGS 84
    files
        What was written; empty before.
    """

    name: str
    date: str
    premises: gpd.GeoDataFrame
    runs: gpd.GeoDataFrame
    poles: gpd.GeoDataFrame
    whole: vacancy.Vacancy
    streets: tuple[vacancy.Vacancy, ...]
    of_families: tuple[vacancy.Vacancy, ...]
    ages: tuple[vacancy.Age, ...]
    diversity: offer.Diversity
    kinds: offer.Diversity
    compared: tuple[offer.Diversity, ...]
    specialities: pd.DataFrame | None
    pairs: pd.DataFrame
    chains: offer.Chains
    inhabitants: int | None
    past: Past | None
    families: dict[str, Family]
    warnings: tuple[Words, ...]
    ground: dict[str, gpd.GeoDataFrame] = field(default_factory=dict)
    centre: tuple[float, float] = (0.0, 0.0)
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a study of vitality is made of.

    Attributes
    ----------
    register, osm
        A register of premises, or a map.
    registers
        The State's register of establishments.
    reference
        Families of comparison towns.
    inhabitants
        People of the town.
    families
        Name of the table of families.
    date
        Day of the files, ISO 8601; empty for that of the map or register.
    """

    register: Path | None = None
    osm: Path | None = None
    registers: Registers = field(default_factory=Registers)
    reference: Path | None = None
    inhabitants: int | None = None
    families: str = "beffroi"
    date: str = ""


def vitality(asked: Asked) -> Vitality:
    """Measure the vitality of the shops of a town.

    Raises
    ------
    InputError
        If a file cannot be read, or nothing tells what is asked for.
    """
    known = families(asked.families)
    held = _in_families(given(asked.register, asked.osm, table=asked.families), asked.families)
    reference = _reference(asked.reference, known)
    day = _day(asked.date, held)
    metres = gpd.GeoDataFrame(held.premises.to_crs(held.epsg))
    along = fronts(metres, gpd.GeoDataFrame(held.streets.to_crs(held.epsg)))
    sides = side_of(metres, along)
    months = vacancy.months_vacant(metres, day)
    age = vacancy.age_of(months).where(metres["state"].eq(VACANT))
    alive = offer.trading(metres)
    counts = alive.loc[alive["family"].ne(OTHER), "family"].value_counts()
    past, said = _past(held, asked, day, metres)
    return Vitality(
        name=(asked.register or asked.osm or Path()).name,
        date=day,
        premises=held.premises.assign(age=age),
        runs=gpd.GeoDataFrame(runs(metres, along).to_crs(WGS84)),
        poles=gpd.GeoDataFrame(offer.poles(metres).to_crs(WGS84)),
        whole=vacancy.vacancy(metres, sides, surveyed=vacancy.is_surveyed(metres)),
        streets=vacancy.by(metres, sides, "street"),
        of_families=vacancy.by(metres, sides, "family"),
        ages=vacancy.ages(metres, day),
        diversity=offer.diversity(counts),
        kinds=offer.diversity(alive["kind"].value_counts()),
        compared=tuple(
            offer.diversity(rows.set_index("family")["shops"], str(town))
            for town, rows in reference.groupby("town", sort=True)
        ) if reference is not None else (),
        specialities=None if reference is None else offer.specialities(
            counts, reference.groupby("family")["shops"].sum()),
        pairs=offer.pairs(metres),
        chains=offer.chains(metres),
        inhabitants=asked.inhabitants,
        past=past,
        families=known,
        warnings=(*held.warnings, *said, *_doubts(metres, day)),
        ground={} if held.extract is None else
               {name: held.extract.tables[name] for name in GROUND if name in held.extract.tables},
        centre=held.centre,
    )  # fmt: skip


def _day(asked: str, held: Given) -> str:
    """Give the day of the files: the one that is asked for, else theirs, if it is one."""
    if asked and not _is_day(asked):
        raise SettingsError(
            "{date!r} is no day: write it year, month, day, such as 2026-09-01.", date=asked
        )
    return asked or (held.date if _is_day(held.date) else "")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text) > date(UNTOLD, 1, 1)
    except ValueError:
        return False


def _in_families(held: Given, table: str) -> Given:
    """Give a family to premises that have none, and to all in another table than the usual one."""
    rows = held.premises
    found = family(rows["kind"].fillna(rows["last_kind"]), rows["activity"],
                   naf2025=rows["activity_naf2025"], table=table)  # fmt: skip
    told = rows["family"].fillna(found) if table == "beffroi" else found
    return replace(held, premises=rows.assign(family=told))


def _reference(path: Path | None, known: dict[str, Family]) -> pd.DataFrame | None:
    if path is None:
        return None
    names = {key: one.name for key, one in known.items() if key != OTHER}
    return town_families.read(path, names).table


def _past(
    held: Given, asked: Asked, day: str, metres: gpd.GeoDataFrame
) -> tuple[Past | None, tuple[Words, ...]]:
    found = told(held, asked.registers, day, table=asked.families) if day else None
    if found is None or found.lives.empty:
        return None, () if found is None else found.warnings
    lasted = lasting(found.lives, day, found.lags)
    streets = metres["street"].value_counts()
    main = None if streets.empty else str(streets.index[0])
    of_families, rank = groups(lasted.seen, "family")
    past = Past(
        found, lasted, of_families, rank,
        hazards(lasted.seen, covariates(lasted.seen, metres, main)),
        changes.by_year(found.lives, lasted.since, day),
        changes.by_group(found.lives, "street", lasted.since, day),
        changes.by_group(found.lives, "family", lasted.since, day),
        changes.unlucky(found.lives, lasted.since),
    )  # fmt: skip
    return past, found.warnings


def _doubts(premises: pd.DataFrame, day: str) -> tuple[Words, ...]:
    """Say what the premises cannot tell."""
    said = []
    if not vacancy.is_surveyed(premises):
        said.append(both(
            "No vacant premises are known: nobody looked for them, and vacancy is unknown. "
            "An afternoon's walk is enough."
        ))  # fmt: skip
    elif vacancy.is_minimum(premises[premises["state"].isin([TRADING, VACANT])]):
        said.append(both(
            "Vacancy is a floor: it counts the vacant premises that sources mark, and no walk "
            "looked for the others. It is not to be set beside national figures as low."
        ))  # fmt: skip
    if vacancy.is_surveyed(premises) and premises["vacant_since"].isna().all():
        said.append(both(
            "Nothing tells since when premises are vacant: ages of vacancy are unknown."
        ))  # fmt: skip
    if premises["front"].isna().all():
        said.append(both("No front is known: vacancy by metres of front is unknown."))
    if not day:
        said.append(both("The files tell no day: ages and lives are unknown (--date)."))
    return tuple(said)
