"""Indicators: what a figure measures, written once as data, whatever the town."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words


@dataclass(frozen=True, slots=True)
class Indicator:
    """The definition of a figure.

    Attributes
    ----------
    id
        Dotted identifier, ``room.quantity``.
    name, unit, method
        As in `foundation.figures.Figure`; the method may hold ``{named}`` parts.
    reference
        The paper, standard or law that the method follows; empty for a plain count.
    """

    id: str
    name: Words
    unit: str
    method: Words
    reference: str = ""

    def figure(
        self,
        value: float | None,
        sources: tuple[Source, ...],
        *,
        interval: tuple[float, float] | None = None,
        minimum: bool = False,
        variant: str = "",
        parts: Mapping[str, str | Words] | None = None,
        dated_by: tuple[Source, ...] = (),
    ) -> Figure:
        """Make the figure of a town.

        Parameters
        ----------
        value
            The number in the indicator's unit, or None if it is unknown.
        sources
            What it was computed from.
        interval
            Bounds of an estimate.
        minimum
            Whether the true value can only be larger.
        variant
            What tells this figure from its sisters, added to the id: ``walk.10min``.
        parts
            What to put in the ``{named}`` places of the name and of the method.
        dated_by
            The sources whose observation the value is; the others only weight, complete or correct
            it. The figure bears the oldest of their dates. If empty, or if none of them is dated,
            every source counts.
        """
        sources = tuple(dict.fromkeys(sources))
        dates = _dates(dated_by) or _dates(sources)
        return Figure(
            id=f"{self.id}.{variant}" if variant else self.id,
            name=self.name.filled(**(parts or {})),
            value=None if value is None else float(value),
            unit=self.unit,
            date=dates[0] if dates else "",
            sources=sources,
            method=self.method.filled(**(parts or {})),
            interval=interval,
            minimum=minimum and value is not None,
        )


def _dates(sources: tuple[Source, ...]) -> list[str]:
    return sorted(source.date for source in sources if source.date)


def read(path: Path) -> dict[str, Indicator]:
    """Read the definitions of a room from its ``indicators.toml``.

    Returns
    -------
    The indicators by id.
    """
    entries: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        id_: Indicator(
            id=id_,
            name=Words(**entry["name"]),
            unit=entry["unit"],
            method=Words(**entry["method"]),
            reference=entry.get("reference", ""),
        )
        for id_, entry in entries.items()
    }
