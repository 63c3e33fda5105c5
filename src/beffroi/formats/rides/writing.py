"""Writing rides as a surveyor's device would: a GPX file for each, or one table for all."""

import math
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pandas as pd

from beffroi.foundation.files import write_text, written_whole

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Beffroi" '
    'xmlns="http://www.topografix.com/GPX/1/1">\n'
)
COLUMNS = ("ride_id", "device", "time", "lon", "lat", "event", "boardings", "alightings", "label")
PLACES = 7
"""Decimals of a degree: a centimetre."""


def write_gpx(fixes: pd.DataFrame, folder: Path, *, labels: dict[str, str]) -> list[str]:
    """Write each ride as a GPX file of a folder: fixes as a track, marks as waypoints.

    Parameters
    ----------
    fixes
        Columns of `FIXES`; a row with an `event` is a mark. Counts do not go into GPX.
    folder
        Where to write.
    labels
        Line of each ride, written as the name of its track; none for a ride that is not there.

    Returns
    -------
    The names of the files, in the order of the rides.
    """
    names = []
    for ride_id, own in fixes.groupby("ride_id", sort=False):
        names.append(f"{ride_id}.gpx")
        write_text(folder / names[-1], _document(own, labels.get(str(ride_id), "")))
    return names


def _document(own: pd.DataFrame, label: str) -> str:
    is_mark = own["event"].notna()
    marks = _points(own[is_mark], "wpt", lambda event: f"<name>{escape(str(event))}</name>")
    name = f"<name>{escape(label)}</name>" if label else ""
    track = _points(own[~is_mark], "trkpt", lambda _: "")
    return f"{HEAD}{marks}<trk>{name}<trkseg>\n{track}</trkseg></trk>\n</gpx>\n"


def _points(own: pd.DataFrame, tag: str, told: Callable[[object], str]) -> str:
    rows = own[["time", "lon", "lat", "event"]].itertuples(index=False, name=None)
    return "".join(
        f"<{tag} lat={quoteattr(f'{lat:.{PLACES}f}')} lon={quoteattr(f'{lon:.{PLACES}f}')}>"
        f"{_time(time)}{told(event)}</{tag}>\n"
        for time, lon, lat, event in rows
    )


def _time(time: float) -> str:
    if math.isnan(time):
        return ""
    said = datetime.fromtimestamp(time, UTC).isoformat(timespec="milliseconds")
    return f"<time>{said.replace('+00:00', 'Z')}</time>"


def write_csv(fixes: pd.DataFrame, path: Path, *, labels: dict[str, str]) -> None:
    """Write all rides as one table: times as seconds since 1970, counts on the rows of marks.

    A mark made at the very instant and place of a fix is written on its row.
    """
    rank = pd.factorize(fixes["ride_id"])[0]
    ordered = fixes.assign(rank=rank, is_mark=fixes["event"].notna())
    ordered = ordered.sort_values(["rank", "time", "is_mark"], kind="stable")
    table = ordered[~ordered.duplicated(["rank", "time", "lon", "lat"], keep="last")
                    | ordered["time"].isna()]  # fmt: skip
    table = table.assign(label=table["ride_id"].map(labels))
    kept = [name for name in COLUMNS if name in table and table[name].notna().any()]
    rounded = table[kept].assign(
        time=table["time"].round(3), lon=table["lon"].round(PLACES), lat=table["lat"].round(PLACES)
    )
    with written_whole(path) as temporary:
        rounded.to_csv(temporary, index=False, lineterminator="\n")
