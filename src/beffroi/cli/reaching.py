"""`beffroi access`: travel times between places by every mode, and the areas within minutes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import progress, say_words, write_json
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Language, translated

if TYPE_CHECKING:
    from beffroi.study.access_basins import Given

Osm = Annotated[Path | None, typer.Option("--osm", help="carte / map", metavar="FILE")]
Gtfs = Annotated[
    list[Path] | None, typer.Option("--gtfs", help="horaires / timetables", metavar="A.zip")
]
Study = Annotated[
    Path | None, typer.Option("--study", help="étude calculée / study that was run", metavar="DIR")
]
From = Annotated[
    str, typer.Option("--from", help="départs : fichier ou mot / origins: file or word",
                      metavar="FILE|squares|centre|shops…"),
]  # fmt: skip
Modes = Annotated[
    str, typer.Option(
        help="walk, bike, quiet_bike, car, transit, bike_transit, park_ride | all",
        metavar="MODE,…",
    ),
]  # fmt: skip
Date = Annotated[str, typer.Option(help="jour de service / day of service", metavar="YYYY-MM-DD")]
Window = Annotated[
    str, typer.Option(help="départs, ou arrivées / departures, or arrivals", metavar="HH:MM-HH:MM")
]
Arrive = Annotated[
    bool, typer.Option("--arrive-by", help="la fenêtre est d'arrivées / window of arrivals")
]
BikeTo = Annotated[
    str, typer.Option(help="arrêts où l'on va à vélo / stops ridden to", metavar="any|trains")
]


def app(spoken: Language) -> typer.Typer:
    """Make the group of commands, with its help in the user's language."""

    def told(sentence: str) -> str:
        return translated(sentence, spoken)

    made = typer.Typer(
        help=told("Travel times between places, by every mode."), no_args_is_help=True
    )
    made.command("matrix", help=told("Write the times between places as one Parquet file."))(matrix)
    made.command("isochrones", help=told("Draw the areas within minutes of places."))(isochrones)
    return made


def matrix(  # noqa: PLR0913  # one argument an option
    *,
    from_: From,
    to: Annotated[
        str, typer.Option("--to", help="arrivées : fichier ou mot / destinations: file or word",
                          metavar="FILE|squares|centre|shops…"),
    ],
    mode: Modes,
    out: Annotated[Path, typer.Option(help="fichier à écrire / file to write (.parquet)")],
    osm: Osm = None,
    gtfs: Gtfs = None,
    study: Study = None,
    date: Date = "",
    window: Window = "07:00-09:00",
    arrive_by: Arrive = False,
    longest: Annotated[
        float, typer.Option(help="durée maximale, en minutes / longest time, in minutes")
    ] = 90.0,
    bike_to: BikeTo = "any",
    json: Json = "",
) -> None:  # fmt: skip
    """Write a matrix; what was done is kept if it is interrupted."""
    from beffroi.study import access_matrices as matrices

    task = matrices.task_of(
        mode, date=date, window=window, longest=longest, arrive=arrive_by, bike_to=bike_to
    )
    given = _given(osm, gtfs, study)
    with progress() as hear:
        done = matrices.write(given, from_, to, task, out, progress=hear)
    if json:
        write_json(matrices.as_json(done), json)
    for words in matrices.told(done):
        say_words(words)


def isochrones(  # noqa: PLR0913  # one argument an option
    *,
    from_: From,
    mode: Modes,
    out: Annotated[Path, typer.Option(help="fichier à écrire / file to write (.gpkg, .geojson)")],
    minutes: Annotated[
        str, typer.Option(help="durées, en minutes / times, in minutes", metavar="5,10,15")
    ] = "5,10,15",
    osm: Osm = None,
    gtfs: Gtfs = None,
    study: Study = None,
    date: Date = "",
    window: Window = "07:00-09:00",
    bike_to: BikeTo = "any",
    json: Json = "",
) -> None:
    """Draw areas."""
    from beffroi.study import access_areas as areas
    from beffroi.study import access_matrices as matrices

    ends = areas.minutes_of(minutes)
    task = matrices.task_of(mode, date=date, window=window, longest=max(ends), bike_to=bike_to)
    given = _given(osm, gtfs, study)
    with progress() as hear:
        done = areas.write(given, from_, task, ends, out, progress=hear)
    if json:
        write_json(areas.as_json(done), json)
    for words in areas.told(done):
        say_words(words)


def _given(osm: Path | None, feeds: list[Path] | None, study: Path | None) -> "Given":
    """Read the basin, from a study or from files."""
    from beffroi.study import access_basins as basins

    if study is not None and (osm is not None or feeds):
        raise InputError("Give a study (--study) or files (--osm, --gtfs), not both.")
    if study is not None:
        return basins.of_study(study)
    if osm is None:
        raise InputError("People move along streets: give a map (--osm) or a study (--study).")
    return basins.of_files(osm, feeds or [])
