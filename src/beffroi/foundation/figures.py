"""Figures: numbers that may stand in a report, with unit, date, source, method and interval."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from beffroi.foundation.language import Words


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from: a dated publication with a licence, and the file read.

    Attributes
    ----------
    id
        Key of the source in a study's manifest, such as ``osm``.
    name
        Title of the publication.
    publisher
        Who publishes it.
    date
        The date of the data, ISO 8601 (``2021``, ``2019-04``, ``2019-04-30``); empty if unknown.
    licence
        Licence of reuse, as the publisher names it; empty if not stated.
    url
        Home address of the publication; empty if it has none.
    file
        Name of the file read, relative to the study; empty for facts shipped with Beffroi.
    sha256
        Hash of that file; empty if there is none.
    provenance
        How the file came in: ``collected`` from its publisher, ``supplied`` by the author of the
        study, who says what it is; empty for facts shipped with Beffroi.

    Examples
    --------
    >>> str(Source("rp", "Recensement", "INSEE", "2021", "Licence Ouverte 2.0"))
    'Recensement (INSEE, 2021)'
    """

    id: str
    name: str
    publisher: str
    date: str
    licence: str
    url: str = ""
    file: str = ""
    sha256: str = ""
    provenance: str = ""

    def __str__(self) -> str:
        dated = f"{self.publisher}, {self.date}" if self.date else self.publisher
        return f"{self.name} ({dated})"

    def as_json(self) -> dict[str, str]:
        """Return the source as a JSON object of strings."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit, date, sources, method and interval.

    Attributes
    ----------
    id
        Dotted identifier, ``room.quantity``, stable from year to year.
    name
        What it measures.
    value
        The number; None when it is unknown, which is not zero.
    unit
        Unit symbol, ``1`` for a pure number or a share.
    date
        The date the value speaks of, ISO 8601; empty if unknown.
    sources
        Every source that entered the value, at least one.
    method
        How it was computed and what limits it.
    interval
        Lower and upper bound of an estimate (95 % unless the method says otherwise); None for a
        plain count or a published value.
    minimum
        Whether the true value can only be larger: a sum of what is known, a reach cut by the edge
        of the map. The method says why.

    Examples
    --------
    >>> osm = Source("osm", "OpenStreetMap", "OSM contributors", "2019", "ODbL 1.0")
    >>> figure = Figure("commerce.vacant_premises", Words("locaux vacants", "vacant premises"),
    ...     9.0, "premises", "2019", (osm,), Words("Décompte.", "Count."))
    >>> figure.is_known
    True
    """

    id: str
    name: Words
    value: float | None
    unit: str
    date: str
    sources: tuple[Source, ...]
    method: Words
    interval: tuple[float, float] | None = None
    minimum: bool = False

    def __post_init__(self) -> None:
        """Refuse what may not stand in a report."""
        if not self.sources:
            raise ValueError(f"Figure {self.id} has no source.")
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError(f"Figure {self.id} is {self.value}: use None for unknown.")
        if self.interval is not None and not self.interval[0] <= self.interval[1]:
            raise ValueError(f"Figure {self.id} has an empty interval {self.interval}.")

    @property
    def is_known(self) -> bool:
        """Say whether the figure has a value."""
        return self.value is not None

    def as_json(self) -> dict[str, Any]:
        """Return the figure in the documented JSON shape (`docs/reference/json.md`)."""
        return {
            "id": self.id,
            "name": self.name.as_json(),
            "value": self.value,
            "unit": self.unit,
            "date": self.date,
            "source": [source.as_json() for source in self.sources],
            "method": self.method.as_json(),
            "interval": list(self.interval) if self.interval else None,
            "minimum": self.minimum,
        }

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> "Figure":
        """Rebuild a figure from its JSON object."""
        return cls(
            id=read["id"],
            name=Words(**read["name"]),
            value=read["value"],
            unit=read["unit"],
            date=read["date"],
            sources=tuple(Source(**source) for source in read["source"]),
            method=Words(**read["method"]),
            interval=tuple(read["interval"]) if read["interval"] else None,
            minimum=read["minimum"],
        )
