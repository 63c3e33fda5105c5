"""A town: the commune that a study is about, with what the national registers say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from beffroi.territory.projection import legal_epsg

DRAWN_DEPARTMENT = "96"
"""Number of the department of drawn towns, which INSEE gives to none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A commune, or a town abroad; None is unknown, save where "takes no part" is said.

    Attributes
    ----------
    code
        INSEE code of the commune; empty for a town abroad.
    name
        Official name.
    department, region
        Codes of the department and region.
    epci, epci_name
        SIREN and name of the group of communes (EPCI); None also for the few islands without one.
    population
        Municipal population. [person]
    epci_population
        Municipal population of the EPCI, of the same year. [person]
    area
        Land area of the commune. [m²]
    lon, lat
        A point inside, WGS 84. [°]
    density_class
        Class of INSEE's seven-class density grid, 1 (dense centre) to 7 (very scattered habitat).
    acv, acv2, pvd, ti, crte
        Ids in the national programmes: Action Cœur de Ville (first and second phase), Petites
        Villes de Demain, Territoires d'industrie, contract of ecological transition; None takes no
        part.
    ort
        State of the convention of territorial revitalisation (ORT), as published.
    ort_signed
        Date it was signed, ISO 8601.

    Examples
    --------
    >>> Town(code="", name="Genève", lon=6.14, lat=46.2).epsg
    32632
    """

    code: str
    name: str
    department: str | None = None
    region: str | None = None
    epci: str | None = None
    epci_name: str | None = None
    population: int | None = None
    epci_population: int | None = None
    area: float | None = None
    lon: float | None = None
    lat: float | None = None
    density_class: int | None = None
    acv: str | None = None
    acv2: str | None = None
    pvd: str | None = None
    ti: str | None = None
    crte: str | None = None
    ort: str | None = None
    ort_signed: str | None = None

    @property
    def is_french(self) -> bool:
        """Whether the town is a commune of the official geographic code."""
        return bool(self.code)

    @property
    def is_drawn(self) -> bool:
        """Whether the town was drawn from scratch: neither it nor its figures exist."""
        return is_drawn_code(self.code)

    @property
    def density(self) -> float | None:
        """Inhabitants for each square metre of land; None if either is unknown."""
        if self.population is None or not self.area:
            return None
        return self.population / self.area

    @property
    def epci_share(self) -> float | None:
        """Share of the people of the EPCI who live in the town; None if unknown."""
        if self.population is None or not self.epci_population:
            return None
        return self.population / self.epci_population

    @property
    def epsg(self) -> int | None:
        """Projection in which the town is measured; None for a town abroad without a point."""
        if self.lon is None or self.lat is None:
            return legal_epsg(self.code, 0.0, 0.0) if self.code else None
        return legal_epsg(self.code, self.lon, self.lat)

    @classmethod
    def from_row(cls, row: Mapping[Any, Any]) -> "Town":
        """Make a town of a row of the joined tables of communes and programmes.

        Parameters
        ----------
        row
            Values by column; columns that the row lacks are unknown.
        """
        known: dict[str, Any] = {
            field.name: _plain(row[field.name])
            for field in fields(cls)
            if field.name in row and not pd.isna(row[field.name])
        }
        return cls(code=str(row["commune"]), **known)


def is_drawn_code(code: str) -> bool:
    """Say whether a code of commune is a drawn town's: no French department bears number 96.

    Examples
    --------
    >>> is_drawn_code("96001"), is_drawn_code("35236")
    (True, False)
    """
    return code.startswith(DRAWN_DEPARTMENT)


def _plain(value: object) -> object:
    return value.item() if hasattr(value, "item") else value
