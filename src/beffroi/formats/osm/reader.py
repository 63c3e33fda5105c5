"""An OpenStreetMap file, read once into the tables of a town."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from beffroi.formats.osm.opening import opened
from beffroi.formats.osm.remarks import remarks
from beffroi.formats.osm.survey import surveyed
from beffroi.formats.osm.tables import filled, street_nodes
from beffroi.foundation.language import Words


@dataclass(frozen=True)
class OsmExtract:
    """What an OpenStreetMap file says of a town.

    Attributes
    ----------
    date
        Day of the data, ISO 8601; empty if the file does not tell.
    tables
        Tables of `territory.tables` by name, in WGS 84: streets, buildings, water, greens,
        shops, outlets, amenities, car_parks, parking_spaces, bicycle_parkings, places,
        route_relations, street_points.
    warnings
        What was mended, left out or taken as unknown.
    street_nodes
        Columns `node_id` (int64), `lon` and `lat` [°]: the nodes of the streets, each once.
    """

    date: str
    tables: dict[str, gpd.GeoDataFrame]
    warnings: tuple[Words, ...]
    street_nodes: pd.DataFrame


def read(path: Path) -> OsmExtract:
    """Read an OpenStreetMap file: PBF or XML, plain or folded with gzip or bzip2.

    Parameters
    ----------
    path
        The file; its kind is found from its content, whatever its name.

    Raises
    ------
    UnreadableFileError
        If it is absent, empty, without any object, cut, damaged or of another kind.
    FaultyFileError
        If it is XML of another kind, or nodes lie outside the Earth.
    HostileFileError
        If it declares a document type or entities, or unfolds without end.
    InputError
        If it is larger than a study can use.
    """
    source = opened(path)
    survey = surveyed(source)
    tables, tally = filled(survey)
    tally.counts.update(
        {
            "no date": not survey.date,
            "deletions": source.has_deletions,
            "repeated": survey.n_repeated,
            "unplaced": survey.n_unplaced,
            "alone": survey.n_alone,
            "absent": survey.n_absent,
        }
    )
    return OsmExtract(
        date=survey.date,
        tables=tables,
        warnings=remarks(tally.counts, tally.unparsable),
        street_nodes=street_nodes(survey, tables["streets"]),
    )
