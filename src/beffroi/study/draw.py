"""Write a drawn town to files, each in the format that its publisher would have used."""

import contextlib
import csv
import json
import math
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd

from beffroi.drawing import DATE, DrawnTown, draw
from beffroi.drawing.maturity import responses
from beffroi.drawing.scenarios import CADENCE, LINK, decision, scenarios
from beffroi.drawing.trade import siret
from beffroi.drawing.words import COMMUNE
from beffroi.formats import (
    bnlc,
    bnls,
    census,
    gtfs,
    maturity_sheets,
    osm,
    premises_layers,
    sirene,
    sirene_history,
)
from beffroi.foundation import documents
from beffroi.foundation.errors import InputError
from beffroi.foundation.files import (
    is_folder,
    is_there,
    listed,
    refuse_strange_name,
    unwritable,
    write_text,
    written_whole,
)
from beffroi.foundation.language import Words
from beffroi.method.maturity.grid import maturity_grid
from beffroi.study.workshop import Progress
from beffroi.territory.commerce import PERIODS, PREMISES
from beffroi.territory.table import Table
from beffroi.territory.tables import (
    CAR_PARKS,
    CARPOOL_PLACES,
    ESTABLISHMENTS,
    IRIS_POPULATIONS,
    POPULATION_CELLS,
    STREETS,
)

OSM_SUFFIXES = (".osm.pbf", ".osm", ".osm.gz")
CENSUS_YEAR = 2021
DECIDED = "decision.toml"
FILES = (
    *(f"town{suffix}" for suffix in OSM_SUFFIXES), "urbain.gtfs.zip", "cars.gtfs.zip", "sirene.csv",
    "sirene-historique.csv", "locaux.gpkg", "bnls.csv", "bnlc.csv", "carreaux_200m.csv",
    f"base-ic-evol-struct-pop-{CENSUS_YEAR}.csv",
    "base-flux-mobilite-domicile-lieu-travail-2021.csv", "programmes.csv", "communes.json",
    "epci.json", "contours.geojson", "perimeter.geojson", "reponses-achats.csv", "marges.csv",
    "notes.csv", "maturite.csv", "offres.csv", "velos.gbfs.zip", CADENCE, LINK, DECIDED,
    "truth.json",
)  # fmt: skip
"""Every file that a drawn town may have."""

SPOKES = 3
"""Roads along which the invented neighbours lie."""
APART = 0.05
"""Distance from one neighbour to the next along its road. [°]"""

ASIDE = ".drawing"
"""Where a town is written before it takes its place."""
DRAWING = Words(fr="Dessin de la ville", en="Drawing the town")
WRITING = Words(fr="Écriture de {file}", en="Writing {file}")


def write(
    folder: Path,
    inhabitants: int,
    seed: int,
    *,
    osm_suffix: str = ".osm.pbf",
    progress: Progress | None = None,
) -> list[Path]:
    """Draw a town and write its files into a folder.

    Parameters
    ----------
    folder
        Where: a new or empty folder, or one with nothing but the same drawn town, which is
        overwritten.
    inhabitants
        Population, from 5,000 to 600,000. [person]
    seed
        Which town of that size.
    osm_suffix
        Kind of the OpenStreetMap file: ``.osm.pbf``, ``.osm`` or ``.osm.gz``.
    progress
        Told of every step.

    Returns
    -------
    The files written, `truth.json` last.

    Raises
    ------
    InputError
        If no town of that size is drawn, the suffix is unknown, or the folder holds other things
        or another drawn town.
    StorageError
        If the disk is full or the folder cannot be written.
    """
    _refuse_suffix(osm_suffix)
    refuse_strange_name(folder)
    _refuse_others_folder(folder)
    _refuse_another_town(folder, inhabitants, seed)
    hear = progress or _unheard
    hear(DRAWING, 0, 1)
    town = draw(inhabitants, seed)
    jobs = list(_jobs(town, osm_suffix))
    with _prepared(folder) as aside:
        for done, (name, job) in enumerate(jobs, start=1):
            hear(WRITING.filled(file=name), done, len(jobs) + 1)
            job(aside / name)
    hear(DRAWING, len(jobs) + 1, len(jobs) + 1)
    return [folder / name for name, _ in jobs]


def _unheard(words: Words, done: int, total: int) -> None:
    """Tell nobody."""


def _refuse_suffix(suffix: str) -> None:
    if suffix not in OSM_SUFFIXES:
        raise InputError(
            "No OpenStreetMap file ends with {suffix}: choose one of {known}.",
            suffix=suffix,
            known=", ".join(OSM_SUFFIXES),
        )


def _refuse_others_folder(folder: Path) -> None:
    """Refuse a folder that holds anything but a drawn town."""
    if is_there(folder) and not is_folder(folder):
        raise InputError("{path} is a file: give a folder to draw the town in.", path=str(folder))
    held = [path.name for path in listed(folder) if path.name not in {*FILES, ASIDE}]
    if held:
        raise InputError(
            "{path} holds other files ({held}): give a new folder, so that nothing is lost.",
            path=str(folder),
            held=", ".join(held[:3]) + ("…" if len(held) > 3 else ""),
        )


def _refuse_another_town(folder: Path, inhabitants: int, seed: int) -> None:
    """Refuse to replace a drawn town by another one."""
    path = folder / "truth.json"
    if not is_there(path):
        return
    try:
        truth = documents.read(path)
    except ValueError:
        truth = None
    drawn = truth if isinstance(truth, dict) else {}
    if (drawn.get("inhabitants"), drawn.get("seed")) != (inhabitants, seed):
        raise InputError(
            "{path} holds another drawn town ({inhabitants} inhabitants, seed {seed}): "
            "give a new folder, or remove that town first.",
            path=str(folder),
            inhabitants=drawn.get("inhabitants", "?"),
            seed=drawn.get("seed", "?"),
        )


@contextmanager
def _prepared(folder: Path) -> Iterator[Path]:
    """Lend a folder whose files replace those of an earlier town once all are written."""
    aside = folder / ASIDE
    made = [path for path in (folder, *folder.parents) if not is_there(path)]
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        yield aside
        new = listed(aside)
        for path in new:
            path.replace(folder / path.name)
        for name in set(FILES) - {path.name for path in new}:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        for path in made:
            with contextlib.suppress(OSError):  # it holds the town
                path.rmdir()


Job = Callable[[Path], None]


def _jobs(town: DrawnTown, osm_suffix: str) -> Iterator[tuple[str, Job]]:
    """List the files to write, and what writes each."""
    yield (
        f"town{osm_suffix}",
        lambda path: osm.write(path, town.nodes, town.ways, town.relations, date=DATE),
    )
    for name in town.feeds:
        yield f"{name}.gtfs.zip", partial(gtfs.write, town.feeds[name])
    yield (
        "sirene.csv",
        lambda path: sirene.write(_established(town), path),
    )
    yield "sirene-historique.csv", lambda path: sirene_history.write(town.periods, path)
    yield "locaux.gpkg", lambda path: premises_layers.write(
        path, _located(PREMISES, town.premises), gpd.GeoDataFrame(STREETS.empty()),
        periods=PERIODS.typed(town.periods), written=DATE,
        about={"date": DATE, "commune": town.commune},
    )  # fmt: skip
    yield (
        "bnls.csv",
        lambda path: bnls.write(_located(CAR_PARKS, town.car_parks), path, siret=siret(999_999)),
    )
    yield "bnlc.csv", lambda path: bnlc.write(_located(CARPOOL_PLACES, town.carpool_places), path)
    yield "carreaux_200m.csv", lambda path: census.write_grid(_cells(town), path)
    yield (
        f"base-ic-evol-struct-pop-{CENSUS_YEAR}.csv",
        lambda path: census.write_iris(IRIS_POPULATIONS.typed(town.iris), path, year=CENSUS_YEAR),
    )
    yield from _plain_jobs(town)


def _plain_jobs(town: DrawnTown) -> Iterator[tuple[str, Job]]:
    """List the files that are plain tables and JSON documents, the truth last."""
    yield (
        "base-flux-mobilite-domicile-lieu-travail-2021.csv",
        lambda path: write_text(path, town.commuters.to_csv(index=False, sep=";")),
    )
    yield (
        "programmes.csv",
        lambda path: write_text(path, town.programmes.to_csv(index=False)),
    )
    yield from _heard(town)
    for name, text in (*scenarios(town.nodes, town.ways, DATE).items(), (DECIDED, decision(DATE))):
        yield name, partial(_write_said, text)
    yield "offres.csv", lambda path: write_text(path, town.offers.to_csv(index=False))
    yield "velos.gbfs.zip", partial(_write_archive, town.bicycles)
    documents = {
        "communes.json": town.communes,
        "epci.json": town.epci,
        "contours.geojson": _outline(town),
        "perimeter.geojson": town.perimeter,
        "truth.json": town.truth,
    }
    for name, document in documents.items():
        yield name, partial(_write_document, document)


def _heard(town: DrawnTown) -> Iterator[tuple[str, Job]]:
    """List the files that hold what people would have said."""
    exported = town.answers.to_csv(index=False, sep=";", quoting=csv.QUOTE_ALL)
    yield "reponses-achats.csv", lambda path: write_text(path, exported)
    yield "marges.csv", lambda path: write_text(path, town.margins.to_csv(index=False))
    yield "notes.csv", lambda path: write_text(path, town.notes.to_csv(index=False))
    grid = maturity_grid()
    size, seed = town.truth["inhabitants"], town.truth["seed"]
    said = responses(size, seed, grid)
    yield "maturite.csv", lambda path: maturity_sheets.write_csv(said, grid, path)


def _write_said(text: str, path: Path) -> None:
    write_text(path, text)


def _outline(town: DrawnTown) -> dict[str, object]:
    """Outline the drawn commune, the rectangle that holds its map, and its invented neighbours."""
    west, south = (float(town.nodes[name].min()) for name in ("lon", "lat"))
    east, north = (float(town.nodes[name].max()) for name in ("lon", "lat"))
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    outlines = {COMMUNE: ring} | _neighbours(town, ((west + east) / 2, (south + north) / 2))
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": [outline]},
        }
        for code, outline in outlines.items()
    ]
    return {"type": "FeatureCollection", "features": features}


def _neighbours(town: DrawnTown, middle: tuple[float, float]) -> dict[str, list[list[float]]]:
    """Outline the neighbours: squares on three spokes, so that some lie behind one another."""
    others = sorted({*town.commuters["CODGEO"], *town.commuters["DCLT"]} - {COMMUNE})
    made = {}
    for rank, code in enumerate(others):
        turn, far = 2 * math.pi * (rank % SPOKES) / SPOKES + 0.4, APART * (2 + rank // SPOKES)
        lon = middle[0] + far * math.cos(turn) / math.cos(math.radians(middle[1]))
        lat = middle[1] + far * math.sin(turn)
        half = APART / 3
        corners = ((-half, -half), (half, -half), (half, half), (-half, half), (-half, -half))
        made[code] = [[round(lon + x, 6), round(lat + y, 6)] for x, y in corners]
    return made


def _write_archive(held: Mapping[str, object], path: Path) -> None:
    """Write documents as one archive, the same bytes for the same documents."""
    with written_whole(path) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        for name, document in held.items():
            info = zipfile.ZipInfo(f"{name}.json", (1980, 1, 1, 0, 0, 0))
            archive.writestr(info, json.dumps(document, ensure_ascii=False, indent=1))


def _write_document(document: object, path: Path) -> None:
    write_text(path, json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def _located(table: Table, rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """Put points in place of longitudes and latitudes, and give the table its types."""
    points = gpd.GeoSeries(gpd.points_from_xy(rows["lon"], rows["lat"]), crs=4326)
    return gpd.GeoDataFrame(table.typed(rows.assign(geometry=points)), geometry="geometry")


def _established(town: DrawnTown) -> pd.DataFrame:
    """Add to the establishments since when they are as they are, and when that was declared."""
    rows = town.establishments
    since = rows["closed"].where(rows["closed"].notna(), rows["created"])
    return ESTABLISHMENTS.typed(rows.assign(since=since)).assign(treated=rows["treated"])


def _cells(town: DrawnTown) -> pd.DataFrame:
    points = gpd.GeoSeries(gpd.points_from_xy(town.squares["lon"], town.squares["lat"]), crs=4326)
    return POPULATION_CELLS.typed(town.squares.assign(geometry=points))
