"""Supply: collect the sources that a study lacks, and write them into its `study.toml`."""

import math
from pathlib import Path

import tomlkit

from beffroi.formats import communes, perimeters
from beffroi.foundation.files import write_text
from beffroi.store.downloads import Courier, web_client
from beffroi.study import collect, settings
from beffroi.study.collect import Outcome, Progress
from beffroi.study.offers import Place
from beffroi.study.settings import SEVERAL, SOURCES, Settings
from beffroi.study.sources import Published, chosen
from beffroi.territory.communes import joined, known_towns, town
from beffroi.territory.tables import PROGRAMMES
from beffroi.territory.town import Town

REGISTERS = {"communes", "epci", "populations", "contours", "programmes", "ort"}
"""Sources that say what the table shipped with Beffroi says of the towns it knows."""
MARGIN = 0.01
"""Width collected around a perimeter: some 750 m by 1,100 m in France. [°]"""
USUAL_RADIUS = 3_000.0
"""Half of the side collected around a town whose area is unknown. [m]"""
DEGREE = 111_195.0
"""Length of a degree of latitude on the mean sphere. [m]"""


def supplied(
    study: Path,
    *,
    now: str,
    wanted: tuple[str, ...] = (),
    mirror: str = "",
    progress: Progress | None = None,
) -> tuple[Outcome, ...]:
    """Collect what a study lacks, and name it in its settings.

    Parameters
    ----------
    study
        Its folder, with a `study.toml`.
    now
        Date and time, ISO 8601 in UTC.
    wanted
        Ids of sources; the usual ones that the settings do not name if empty.
    mirror
        Folder or address to take everything from; the publishers if empty.
    progress
        Hears the bytes of each source.

    Returns
    -------
    One outcome for each source asked for.
    """
    given = settings.read(study)
    place = _place(study, given)
    lacking = chosen(wanted) if wanted else _lacking(given)
    if not lacking:
        return ()
    with web_client() as client:
        outcomes = collect.collect(
            study, place, Courier(client), lacking, now=now, mirror=mirror, progress=progress,
        )  # fmt: skip
    _name(study, given, outcomes)
    return outcomes


def _lacking(given: Settings) -> tuple[Published, ...]:
    """List the usual sources that the settings do not name.

    The registers of communes are left out for a town that Beffroi knows by heart.
    """
    known = given.commune in set(known_towns()["commune"])
    needless = REGISTERS if known else set()
    return tuple(
        source
        for source in chosen(())
        if source.kind not in given.sources and source.kind not in needless
    )


def _place(study: Path, given: Settings) -> Place:
    found = _town(study, given)
    return Place(
        commune=found.code,
        epci=found.epci or "",
        department=found.department or "",
        region=found.region or "",
        bounds=_bounds(study, given, found),
    )


def _town(study: Path, given: Settings) -> Town:
    if not given.commune:
        return Town(code="", name=given.name)
    if "communes" not in given.sources:
        return town(given.commune, known_towns())
    reading = communes.read(study / given.sources["communes"][0])
    return town(given.commune, joined(reading.table, PROGRAMMES.empty()))


def _bounds(study: Path, given: Settings, found: Town) -> tuple[float, float, float, float] | None:
    if "perimeter" in given.sources:
        reading = perimeters.read(study / given.sources["perimeter"][0])
        west, south, east, north = reading.perimeter.polygon.bounds
        return west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN
    if found.lon is None or found.lat is None:
        return None
    half = math.sqrt(found.area) / 2 if found.area else USUAL_RADIUS
    tall = half / DEGREE
    wide = tall / math.cos(math.radians(found.lat))
    return found.lon - wide, found.lat - tall, found.lon + wide, found.lat + tall


def _name(study: Path, given: Settings, outcomes: tuple[Outcome, ...]) -> None:
    """Write the files that came in under [sources], comments kept."""
    named = {kind: list(files) for kind, files in given.sources.items()}
    for outcome in outcomes:
        if outcome.kind in SOURCES and outcome.files:
            files = named.setdefault(outcome.kind, [])
            files += [file for file in outcome.files if file not in files]
    fresh = {kind: files for kind, files in named.items() if kind not in given.sources}
    fresh |= {k: f for k, f in named.items() if len(f) > len(given.sources.get(k, ()))}
    if fresh:
        _edit(study / settings.FILE, fresh)


def _edit(path: Path, added: dict[str, list[str]]) -> None:
    document = tomlkit.parse(path.read_text(encoding="utf-8"))
    sources = document.setdefault("sources", tomlkit.table())
    for kind, files in added.items():
        sources[kind] = files if kind in SEVERAL else files[-1]
    write_text(path, tomlkit.dumps(document))
