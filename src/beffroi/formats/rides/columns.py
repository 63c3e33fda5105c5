"""Tables of positions, whatever wrote them: columns told by their headings, rides parted."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.carriers import values
from beffroi.formats.rides.headings import roles
from beffroi.formats.rides.instants import instants
from beffroi.formats.rides.positions import are_metres, degrees, upright
from beffroi.formats.rides.surveys import straightened
from beffroi.formats.rides.track import COUNTS, Found, Options, Track, frame

Floats = npt.NDArray[np.float64]
KMH = 3.6
"""Kilometres an hour in one metre a second."""
MARKING = ("event", "boardings", "alightings")
"""Columns that make a mark of the rows where they are filled in."""
UNMARKED = {"event": None, **dict.fromkeys(("boardings", "alightings", "dwell", "fare"), np.nan)}
"""What a plain fix does not have: it stands on the mark made there."""
LEFT_ALONE = frozenset({"sequence", "travel", "arrival", "departure"})
NEITHER = "columns"
"""Note of a table without coordinates."""


def read(cells: pd.DataFrame, options: Options) -> Found:
    """Read the rides of a table of positions.

    Parameters
    ----------
    cells : (n_rows, n_columns)
        Texts, missing where blank.

    Returns
    -------
    One track for each value of the column that names rides and, within it, of the one that names
    devices; one alone where neither is there. Rows keep their order.
    """
    found = Found()
    named = roles(cells.columns)
    has_degrees, has_metres = {"lon", "lat"} <= set(named), {"x", "y"} <= set(named)
    if not (has_degrees or has_metres):
        found.notes[NEITHER] += 1
        return found
    found.unknown = tuple(name for name in cells.columns if name not in named.values())
    x, y = ("lon", "lat") if has_degrees else ("x", "y")
    east, north = (numbers(cells[named[role]], found.notes) for role in (x, y))
    places = _degrees(east, north, options, found.notes)
    if places is None:
        return found
    table = _table(cells, named, places, options, found.notes)
    if "time" not in named and {"boardings", "alightings"} & set(named):
        table = straightened(table, _given(cells, named, found.notes), found.notes)
    found.tracks = list(_tracks(table, cells, named, found.notes))
    return found


def numbers(cells: pd.Series, notes: Counter[str]) -> Floats:
    """Read a column of numbers with point or comma; NaN where blank or not understood."""
    plain = pd.to_numeric(cells, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    plain = plain.copy()
    strange = (~np.isfinite(plain)) & cells.notna().to_numpy()
    if strange.any():
        read = values.numbers(cells[strange].astype("string"))
        plain[strange] = read.values.to_numpy(dtype=np.float64, na_value=np.nan)
        notes["numbers"] += len(read.unread)
    return plain


def _degrees(
    east: Floats, north: Floats, options: Options, notes: Counter[str]
) -> tuple[Floats, Floats] | None:
    if options.epsg is not None and are_metres(east, north):
        return degrees(east, north, options.epsg)
    if are_metres(east, north):
        notes["metres"] += 1
        return None
    return upright(east, north, notes)


def _table(
    cells: pd.DataFrame,
    named: dict[str, str],
    places: tuple[Floats, Floats],
    options: Options,
    notes: Counter[str],
) -> pd.DataFrame:
    columns: dict[str, object] = {"lon": places[0], "lat": places[1]}
    wanted = ("elevation", "accuracy_m", "speed_ms", "dwell", "fare", "elapsed", *COUNTS)
    for role in (role for role in wanted if role in named):
        columns[role] = numbers(cells[named[role]], notes)
    if "speed_kmh" in named and "speed_ms" not in named:
        columns["speed_ms"] = numbers(cells[named["speed_kmh"]], notes) / KMH
    for role in (role for role in ("device", "event") if role in named):
        columns[role] = cells[named[role]].astype(object).where(cells[named[role]].notna(), None)
    if "time" in named:
        columns["time"] = instants(cells[named["time"]], options.zone, notes)
    elif {"date", "clock"} <= set(named):
        columns["time"] = instants(_joined(cells, named), options.zone, notes)
    elif "clock" in named:
        columns["time"] = _clocks(cells[named["clock"]], options, notes)
    return frame(columns, len(cells))


def _clocks(cells: pd.Series, options: Options, notes: Counter[str]) -> Floats:
    """Read a column of times of day that may hold days too; without them it tells no instant."""
    told = Counter[str]()
    seconds = instants(cells, options.zone, told)
    if np.isfinite(seconds).any():
        notes.update(told)
    elif cells.notna().any():
        notes["no_day"] += 1
    return seconds


def _joined(cells: pd.DataFrame, named: dict[str, str]) -> pd.Series:
    return cells[named["date"]].str.cat(cells[named["clock"]], sep=" ")


def _given(cells: pd.DataFrame, named: dict[str, str], notes: Counter[str]) -> pd.DataFrame:
    """Return what a survey tells of time beside the marks themselves."""
    return pd.DataFrame({
        role: numbers(cells[named[role]], notes) for role in LEFT_ALONE if role in named
    }, index=pd.RangeIndex(len(cells)))  # fmt: skip


def _tracks(
    table: pd.DataFrame, cells: pd.DataFrame, named: dict[str, str], notes: Counter[str]
) -> Iterator[Track]:
    """Part a table into rides, and each into plain fixes and marks."""
    keys = [cells[named[role]].fillna("") for role in ("ride", "device") if role in named]
    if "ride" not in named and "label" in named and "time" not in named:
        keys.append(cells[named["label"]].fillna(""))
    groups = _groups(keys, len(table))
    if len(keys) > 1 and _is_shared(keys):
        notes["devices"] += 1
    for rows in groups:
        yield _track(table, cells, named, rows)


def _groups(keys: list[pd.Series], n: int) -> list[npt.NDArray[np.intp]]:
    """List the rows of each ride, rides in the order met."""
    if not keys or not n:
        return [np.arange(n)]
    codes = np.zeros(n, dtype=np.int64)
    for key in keys:
        codes = pd.factorize(codes * (n + 1) + pd.factorize(key)[0])[0]
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(codes[order])) + 1)


def _is_shared(keys: list[pd.Series]) -> bool:
    """Say whether one ride was recorded by several devices."""
    rides, devices = (pd.factorize(key)[0] for key in keys[:2])
    pairs = len(np.unique(rides * (len(devices) + 1) + devices))
    return pairs > len(np.unique(rides))


def _track(
    table: pd.DataFrame, cells: pd.DataFrame, named: dict[str, str], rows: npt.NDArray[np.intp]
) -> Track:
    own = table.iloc[rows].reset_index(drop=True)
    is_marked = own[[name for name in MARKING if name in own]].notna().any(axis=1)
    marks = own[is_marked].reset_index(drop=True)
    marks["event"] = marks["event"].where(marks["event"].notna(), "stop")
    surveyed = own["time"].isna().all() and is_marked.all() and len(own) > 0
    fixes = own.iloc[:0] if surveyed else own.assign(**UNMARKED)
    first = {
        role: str(cells[named[role]].iloc[rows].dropna().iloc[0])
        for role in ("label", "direction", "ride")
        if role in named and cells[named[role]].iloc[rows].notna().any()
    }
    return Track(fixes, marks, first.get("label", ""), first.get("direction", ""),
                 first.get("ride", ""))  # fmt: skip
