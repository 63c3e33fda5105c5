"""Counts of people on foot, put on the streets: what each point says of a week."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.engines.commerce.footfall.expansion import Slot, expected_error, share
from beffroi.engines.commerce.footfall.parameters import parameter
from beffroi.formats import pedestrian_counts
from beffroi.foundation.language import Words, both

WGS84 = 4326
HOUR = 3_600.0
MOST_NAMED = 5
"""Points that a sentence names, at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Counts by point.

    Attributes
    ----------
    points
        One row for each point on a street where somebody passes: `point`, `lon`, `lat`, `street`,
        `hours` (clock hours), `passers`, `share` (of a week), `week` (expanded), `error`, `ninety`
        (of such an expansion where it was tried) and `demand` of its street.
    warnings
        What was left out.
    """

    points: pd.DataFrame
    warnings: tuple[Words, ...]


def counted(path: Path, streets: gpd.GeoDataFrame, epsg: int) -> Counted:
    """Put counts on streets.

    Parameters
    ----------
    path
        The file.
    streets
        Stretches with their `demand`, in metres.
    epsg
        Their projection.

    Raises
    ------
    InputError
        If the file cannot be used.
    """
    read = pedestrian_counts.read(path)
    rows = _by_point(read.table)
    where = gpd.GeoSeries(gpd.points_from_xy(rows["lon"], rows["lat"]), crs=WGS84).to_crs(epsg)
    place, stretch = streets.sindex.nearest(where, return_all=False)
    away = where.iloc[place].distance(
        gpd.GeoSeries(streets.geometry.iloc[stretch].to_numpy(), crs=epsg), align=False
    ).to_numpy()  # fmt: skip
    found = rows.assign(
        away=away, street=streets["street"].to_numpy(object)[stretch],
        demand=streets["demand"].to_numpy(float)[stretch],
    )  # fmt: skip
    far = found["away"] > parameter("near")
    empty = ~far & ~(found["demand"] > 0)
    said = list(read.warnings)
    for lost, words in (
        (far, both("{n} point(s) left out, over 30 m from every street: {names}.")),
        (empty, both("{n} point(s) left out, on streets that no walk to a shop follows: {names}.")),
    ):
        if lost.any():
            names = ", ".join(found["point"][lost].astype(str).head(MOST_NAMED))
            said.append(words.filled(n=str(int(lost.sum())), names=names))
    kept = found[~far & ~empty].drop(columns=["away"])
    return Counted(kept.reset_index(drop=True), tuple(said))


def _by_point(table: pd.DataFrame) -> pd.DataFrame:
    """Add up the counts of each point, and expand them to a week."""
    slots = [Slot(str(row["point"]), row["begins"], row["ends"], float(row["passers"]))
             for row in table.to_dict("records")]  # fmt: skip
    seen = table.assign(
        share=[share(one) for one in slots],
        hours=[(one.ends - one.begins).total_seconds() / HOUR for one in slots],
    )
    rows = seen.groupby("point", sort=False).agg(
        lon=("lon", "mean"), lat=("lat", "mean"), hours=("hours", "sum"),
        passers=("passers", "sum"), share=("share", "sum"),
    ).reset_index()  # fmt: skip
    errors = [expected_error(float(hours)) for hours in rows["hours"]]
    return rows.assign(
        week=np.where(rows["share"] > 0, rows["passers"] / rows["share"], np.nan),
        error=[one.mean for one in errors], ninety=[one.ninety for one in errors],
    )  # fmt: skip
