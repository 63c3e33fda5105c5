"""Tables of parking that a town writes itself: places to park, and drivers by cell."""

import difflib
import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.carriers import delimited, values
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both

PLACES_FORMAT = "places to park (CSV)"
CELLS_FORMAT = "drivers by cell (CSV)"
PROFILES = ("residents", "visitors", "workers")
REGULATIONS = (
    "free", "paid", "blue_zone", "residents", "private", "disabled", "delivery", "short_stay",
    "forbidden",
)  # fmt: skip
NAMES = {
    "place_id": "place_id", "id": "place_id", "name": "name", "nom": "name", "spaces": "spaces",
    "places": "spaces", "nb_places": "spaces", "capacity": "spaces", "lon": "lon", "xlong": "lon",
    "longitude": "lon", "lat": "lat", "ylat": "lat", "latitude": "lat",
    "regulation": "regulation", "reglementation": "regulation", "zone": "zone", "rate": "rate",
    "tarif_horaire": "rate", "free": "free", "gratuit_min": "free", "maxstay": "maxstay",
    "duree_max": "maxstay", "hours": "hours", "horaires": "hours", "checks": "checks",
    "controles": "checks", "tarif_1h": "at_1h", "tarif_2h": "at_2h", "tarif_3h": "at_3h",
    "tarif_4h": "at_4h", "tarif_24h": "at_24h",
}  # fmt: skip
STEPS = {"at_1h": 1.0, "at_2h": 2.0, "at_3h": 3.0, "at_4h": 4.0, "at_24h": 24.0}
FRENCH = {
    "gratuit": "free", "payant": "paid", "zone_bleue": "blue_zone", "zone bleue": "blue_zone",
    "residents": "residents", "résidents": "residents", "prive": "private", "privé": "private",
}  # fmt: skip
WINDOW = re.compile(r"(\d{1,2})(?:[:h](\d{2}))?h?\s*-\s*(\d{1,2})(?:[:h](\d{2}))?h?")
FARTHEST = 2.0
"""Farthest that a place is from the middle of the others, some 200 km. [°]"""
WHOLE_DAY = ((0.0, 24.0),)
CELL_NAMES = {
    "cell_id": "cell_id", "id": "cell_id", "lon": "lon", "lat": "lat", "quarter": "quarter",
    "quartier": "quarter", "residents": "residents", "visitors": "visitors",
    "visiteurs": "visitors", "workers": "workers", "actifs": "workers",
}  # fmt: skip


def read_places(path: Path) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    """Read a table of places.

    Returns
    -------
    ``place_id``, ``name``, ``zone``, ``spaces``, ``lon``, ``lat``, ``rate`` [€/h], ``free`` [min],
    ``maxstay`` [min], ``checks`` [1/h], the prices ``at_1h`` to ``at_24h`` [€], ``regulation``,
    ``windows`` [h]; and what was repaired or left out.

    Raises
    ------
    UnreadableFileError, FaultyFileError
        If it cannot be used; all its faults are told.
    """
    read = delimited.read(path, format_name=PLACES_FORMAT)
    cells = read.named(NAMES, needed=())
    warnings, faults = list(read.warnings), list[Words]()
    lacking = [name for name in ("place_id", "spaces", "lon", "lat") if name not in cells]
    if lacking:
        raise delimited.lacking(path, lacking, read.cells.columns, format_name=PLACES_FORMAT)
    table = pd.DataFrame({"place_id": cells["place_id"]})
    names = cells["name"] if "name" in cells else cells["place_id"]
    table["name"] = names.fillna(cells["place_id"])
    table["zone"] = cells["zone"].fillna("") if "zone" in cells else ""
    for name in ("spaces", "lon", "lat", "rate", "free", "maxstay", "checks", *STEPS):
        given = values.numbers(cells[name]) if name in cells else None
        table[name] = np.nan if given is None else given.values.to_numpy(float, na_value=np.nan)
        warnings += [] if given is None else given.warnings(_heading(path, read.cells, NAMES, name))
    table["regulation"] = _regulations(cells, table, faults)
    hours = cells["hours"].fillna("") if "hours" in cells else [""] * len(cells)
    table["windows"] = pd.Series([windows(str(text)) or WHOLE_DAY for text in hours], dtype=object)
    faults += _out_of_range(table)
    unknown = table["spaces"].isna()
    if unknown.any() and not unknown.all():
        left_out = both("{n} place(s) left out, whose number of spaces is unknown: {names}",
                        n=int(unknown.sum()), names=_some(table["place_id"][unknown]))  # fmt: skip
        warnings.append(left_out)
    if (empty := table["spaces"].eq(0)).any():
        warnings.append(
            both("{n} place(s) with 0 spaces, where nobody can park: {names}",
                 n=int(empty.sum()), names=_some(table["place_id"][empty]))
        )  # fmt: skip
    if unknown.all():
        faults.append(both("no place has a number of spaces"))
    if faults:
        raise FaultyFileError(path, format_name=PLACES_FORMAT, faults=tuple(faults))
    prices = table[list(STEPS)].to_numpy(dtype=float)
    falls = np.array([bool((np.diff(row[~np.isnan(row)]) < 0).any()) for row in prices], dtype=bool)
    if falls.any():
        warnings.append(both("{n} place(s) whose price falls as the stay grows: to be checked "
                             "({names})", n=int(falls.sum()),
                             names=_some(table["place_id"][falls])))  # fmt: skip
    return table[~unknown].reset_index(drop=True), tuple(warnings)


def _heading(path: Path, cells: pd.DataFrame, names: Mapping[str, str], name: str) -> str:
    """Say a column of a file as the file writes it."""
    own = (str(c) for c in cells.columns if names.get(str(c).strip().casefold()) == name)
    return f"{path.name}, {next(own, name)}"


def _some(ids: pd.Series) -> str:
    return ", ".join(ids.astype(str).head(5))


def _regulations(cells: pd.DataFrame, table: pd.DataFrame, faults: list[Words]) -> list[str]:
    if "regulation" not in cells:
        has_price = table["rate"].gt(0) | table[list(STEPS)].gt(0).any(axis=1)
        return ["paid" if one else "free" for one in has_price]
    found = []
    for id_, text in zip(cells["place_id"], cells["regulation"].fillna("free"), strict=True):
        word = FRENCH.get(str(text).strip().casefold(), str(text).strip().casefold())
        if word not in REGULATIONS:
            near = difflib.get_close_matches(word, (*REGULATIONS, *FRENCH), n=1)
            names = ", ".join(near or REGULATIONS)
            faults.append(both("{id}: regulation is {found!r}, and must be one of {names}",
                               id=id_, found=str(text), names=names))  # fmt: skip
        found.append(word)
    return found


def _out_of_range(table: pd.DataFrame) -> list[Words]:
    told = []
    for name, low, high in (("spaces", 0, 1e5), ("lon", -180, 180), ("lat", -90, 90),
                            ("rate", 0, 100), ("free", 0, 1440), ("maxstay", 1, 1e5),
                            ("checks", 0, 60)):  # fmt: skip
        bad = table[name].notna() & ~table[name].between(low, high)
        if bad.any():
            range_ = f"{low:g} – {high:g}"
            told.append(both("{name} is out of its range ({range}) for {ids}", name=name,
                             range=range_, ids=_some(table["place_id"][bad])))  # fmt: skip
    told.extend(
        both("{name} is missing for {ids}", name=name, ids=_some(table["place_id"][absent]))
        for name in ("lon", "lat") if (absent := table[name].isna()).any()
    )  # fmt: skip
    lon, lat = table["lon"], table["lat"]
    far = ((lon - lon.median()).abs() > FARTHEST) | ((lat - lat.median()).abs() > FARTHEST)
    if far.any():
        told.append(both("{ids}: lon and lat are far from the other places: check their signs and "
                         "their order", ids=_some(table["place_id"][far])))  # fmt: skip
    twice = table["place_id"].duplicated()
    if twice.any():
        told.append(both("places are listed twice: {ids}", ids=_some(table["place_id"][twice])))
    return told


def read_cells(path: Path) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    """Read a table of drivers by cell.

    Raises
    ------
    UnreadableFileError, FaultyFileError
        If it cannot be used; all its faults are told.
    """
    read = delimited.read(path, format_name=CELLS_FORMAT)
    cells = read.named(CELL_NAMES, needed=())
    lacking = [name for name in ("cell_id", "lon", "lat") if name not in cells]
    if lacking or not set(PROFILES) & set(cells):
        raise delimited.lacking(path, lacking or PROFILES, read.cells.columns,
                                format_name=CELLS_FORMAT)  # fmt: skip
    table = pd.DataFrame({"cell_id": cells["cell_id"]})
    table["quarter"] = cells["quarter"].fillna("") if "quarter" in cells else ""
    warnings, faults = list(read.warnings), list[Words]()
    for name in ("lon", "lat", *PROFILES):
        given = values.numbers(cells[name]) if name in cells else None
        table[name] = np.nan if given is None else given.values.to_numpy(float, na_value=np.nan)
        warnings += (
            [] if given is None else given.warnings(_heading(path, read.cells, CELL_NAMES, name))
        )
    for name in PROFILES:
        table[name] = table[name].fillna(0.0)
        if table[name].lt(0).any():
            faults.append(both("{name} is negative for {ids}", name=name,
                               ids=_some(table["cell_id"][table[name].lt(0)])))  # fmt: skip
    off = ~table["lon"].between(-180, 180) | ~table["lat"].between(-90, 90)
    if off.any():
        faults.append(both("lon or lat is missing or off the globe for {ids}",
                           ids=_some(table["cell_id"][off])))  # fmt: skip
    if table.empty or not table[list(PROFILES)].to_numpy().sum() > 0:
        faults.append(both("it holds no driver"))
    if faults:
        raise FaultyFileError(path, format_name=CELLS_FORMAT, faults=tuple(faults))
    return table, tuple(warnings)


def windows(text: str) -> tuple[tuple[float, float], ...]:
    """Read the hours of a rule: ``9-12,14-18`` or the hours of an OSM text, whatever the days.

    Returns
    -------
    Begin and end of each, within a day; none where no hour is told. [h]

    Examples
    --------
    >>> windows("Mo-Sa 09:00-12:00,14:00-18:30")
    ((9.0, 12.0), (14.0, 18.5))
    """
    found = [
        (int(a) + int(b or 0) / 60, int(c) + int(d or 0) / 60)
        for a, b, c, d in WINDOW.findall(text)
    ]
    kept = sorted({(begin, end) for begin, end in found if 0 <= begin < end <= 24})
    clear = [one for n, one in enumerate(kept) if n == 0 or one[0] >= kept[n - 1][1]]
    return tuple(clear)
