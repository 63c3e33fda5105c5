"""Areas within minutes of places: files in, one layer out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from beffroi.engines.mobility.access import MODE_WORDS, Task, ready
from beffroi.engines.mobility.access.inputs import NOWHERE
from beffroi.engines.mobility.access.isochrones import isochrone
from beffroi.formats import areas
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both, plural
from beffroi.study.access_basins import Given, asked
from beffroi.study.workshop import Progress

MOST_PLACES = 1_000
"""Places around which areas are drawn at a time: a person looks at a map of them."""
MOST_MINUTES = 120.0
LAYER = "isochrones"


@dataclass(frozen=True)
class Drawn:
    """Areas that were written.

    Attributes
    ----------
    path
        Where they are.
    areas
        How many.
    warnings
        What was left out or doubtful.
    """

    path: Path
    areas: int
    warnings: tuple[Words, ...]


def minutes_of(text: str) -> tuple[float, ...]:
    """Read minutes parted by commas.

    Raises
    ------
    InputError
        If they are no numbers above 0.

    Examples
    --------
    >>> minutes_of("5, 10,15")
    (5.0, 10.0, 15.0)
    """
    try:
        found = tuple(sorted({float(part) for part in text.split(",")}))
    except ValueError:
        found = ()
    if not found or not all(0 < minutes <= MOST_MINUTES for minutes in found):
        raise InputError(
            "{found!r} are no minutes: give numbers from 1 to {most}, such as 5,10,15.",
            found=text,
            most=int(MOST_MINUTES),
        )
    return found


def write(
    given: Given, origins: str, task: Task, minutes: tuple[float, ...], out: Path, *,
    progress: Progress | None = None,
) -> Drawn:  # fmt: skip
    """Write the areas that are come to from places, by each mode.

    Parameters
    ----------
    given
        A basin, from `access_basins`.
    origins
        Word or file, as `access_basins.asked` takes it.
    task
        What is asked; its longest time is that of the widest area.
    minutes
        Times. [min]
    out
        GeoPackage or GeoJSON.
    progress
        Hears each area.

    Raises
    ------
    InputError
        If places, day, modes or the name of the file cannot be used.
    StorageError
        If the file cannot be written.
    """
    areas.refuse_other_kinds(out)
    places, said, _ = asked(origins, given)
    if len(places) > MOST_PLACES:
        raise InputError(
            "{n} places are asked for: areas are drawn around {most} at most.",
            n=len(places), most=MOST_PLACES,
        )  # fmt: skip
    laid = ready(given.basin, places, NOWHERE, task)
    pairs = [(mode, n) for mode in laid.task.modes for n in range(len(places))]
    drawn = []
    for done, (mode, n) in enumerate(pairs):
        if progress is not None:
            progress(both("Areas {mode}", mode=MODE_WORDS[mode]), done, len(pairs))
        area = isochrone(laid, n, mode, minutes)
        drawn.append(area.assign(from_id=str(places.ids[n]), mode=mode))
    listed = gpd.GeoDataFrame(pd.concat(drawn, ignore_index=True), crs=given.basin.epsg)
    areas.write(listed[["from_id", "mode", "minutes", "area", "geometry"]], out, layer=LAYER)
    if progress is not None:
        progress(both("Areas {mode}", mode=MODE_WORDS[pairs[-1][0]]), len(pairs), len(pairs))
    return Drawn(out, len(listed), (*given.warnings, *said, *laid.remarks))


def told(done: Drawn) -> Iterator[Words]:
    """Say what was written, then what is wrong."""
    yield plural(
        done.areas, both("{n} area in {file}."), both("{n} areas in {file}."), file=done.path.name
    )
    yield from done.warnings


def as_json(done: Drawn) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    return {
        "figures": [], "findings": [], "warnings": [words.as_json() for words in done.warnings],
        "files": [done.path.name], "areas": done.areas,
    }  # fmt: skip
