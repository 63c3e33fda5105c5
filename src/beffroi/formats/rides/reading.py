"""Reading rides: every file of a list, folder or archive; every ride accounted for, none lost."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pandas as pd

from beffroi.formats.rides import delimited, geojson, gpx, labels
from beffroi.formats.rides.instants import refuse_unknown_zone
from beffroi.formats.rides.judging import Judged, judged
from beffroi.formats.rides.members import Member, Refused, found, said_of
from beffroi.formats.rides.notes import DAMAGED, Ledger, meaningless, strangers
from beffroi.formats.rides.positions import on_globe, refuse_unknown_system
from beffroi.formats.rides.pseudonyms import Pseudonyms
from beffroi.formats.rides.track import COUNTS, NUMBERS, Options, Track, nothing
from beffroi.formats.rides.whereabouts import (
    AWAY,
    REACH,
    ZONE_REACH,
    apart,
    are_turned,
    place_of,
)
from beffroi.foundation.errors import FaultyFileError, InputError, UnreadableFileError
from beffroi.foundation.language import Words
from beffroi.foundation.masking import masked
from beffroi.territory.rides import FIXES, RIDES, state

FAR, NEAR = 1_000_000.0, 200_000.0
"""A file lies among the others within the second, surely elsewhere beyond the first. [m]"""
FEWEST_OTHERS = 2
"""Other files without which nothing can be said of one that lies apart."""
FEWEST_COPIED = 2
"""Positions below which nothing is said to be a copy: there is no ride. [fix]"""
MARKUP = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What was read of files of rides.

    Attributes
    ----------
    fixes, rides
        Tables `territory.tables.FIXES` and `RIDES`.
    warnings
        What was odd, left out or doubtful.
    named
        `ride_id` of what sheets of the field may call each ride, in small letters: its name in its
        file, or that of its file where it is alone in it; without names that several have.
    """

    fixes: pd.DataFrame
    rides: pd.DataFrame
    warnings: tuple[Words, ...]
    named: Mapping[str, str]


@dataclass(slots=True, eq=False)
class _File:
    """A file that gave rides."""

    name: str
    tracks: list[tuple[Track, Judged]] = field(default_factory=list)
    middle: tuple[float, float] = (np.nan, np.nan)


def read(paths: Sequence[Path], options: Options | None = None) -> Reading:
    """Read GPX, CSV and GeoJSON files of rides, in folders and ZIP archives or not.

    Parameters
    ----------
    paths
        Files, folders, archives.
    options
        What files do not say themselves.

    Returns
    -------
    Fixes and rides. Each track of each file has its row in `rides`, and each file that gave none
    has one too, set aside with its reason. Devices are pseudonyms whose key is lost when the
    reading ends; names and addresses of people are not read.

    Raises
    ------
    InputError
        If no path, or an option that means nothing, is given.
    UnreadableFileError
        If a path leads nowhere, or no file at all stands there.
    FaultyFileError
        If no file gives a ride; what is wrong with each is listed.
    """
    options = options or Options()
    refuse_unknown_system(options.epsg)
    refuse_unknown_zone(options.zone)
    if not paths:
        raise InputError("No file of rides was given: give GPX, CSV or GeoJSON files, or a folder.")
    members = list(found(paths))
    if not members:
        raise UnreadableFileError(
            paths[0],
            found="the folder holds no file",
            remedy="Give the folder that holds the GPX, CSV or GeoJSON files.",
        )
    return _gathered(members, paths[0], options)


def _gathered(members: Sequence[Member | Refused], first: Path, options: Options) -> Reading:
    ledger, unknown, said = Ledger(), Counter[str](), list[Words]()
    files = [
        _opened(member, options, ledger, unknown) if isinstance(member, Member) else member
        for member in members
    ]
    read_ones = [file for file in files if isinstance(file, _File)]
    _look_around(read_ones, options, ledger)
    _look_among_others(read_ones, ledger)
    _set_copies_aside(read_ones, ledger)
    said += [file.said for file in files if isinstance(file, Refused) and file.said]
    said += ledger.words()
    foreign = [member.name for member in members if isinstance(member, Refused) and not member.said]
    if not any(file.tracks for file in read_ones):
        faults = said or [*strangers(foreign)]
        bare = [Words(one.fr.rstrip("."), one.en.rstrip(".")) for one in faults]
        raise FaultyFileError(first, format_name="a set of rides", faults=bare)
    said += [*strangers(foreign), *meaningless(unknown)]
    fixes, rides = _tables(files, Pseudonyms())
    return Reading(fixes, rides, tuple(said), _named(files))


def _named(files: Sequence[_File | Refused]) -> dict[str, str]:
    """Find the rides that a name tells apart."""
    known: dict[str, set[int]] = {}
    rank = 0
    for file in files:
        if isinstance(file, Refused):
            rank += 1
            continue
        stem = PurePosixPath(file.name).stem if len(file.tracks) == 1 else ""
        for track, _ in file.tracks:
            for name in (track.name, stem):
                known.setdefault(name.strip().casefold(), set()).add(rank)
            rank += 1
    return {name: _id(min(own)) for name, own in known.items() if name and len(own) == 1}


def _opened(
    member: Member, options: Options, ledger: Ledger, unknown: Counter[str]
) -> _File | Refused:
    """Read and judge the tracks of a file, or say why it has none."""
    try:
        raw = member.load()
    except InputError as error:
        return Refused(member.name, "unreadable", said_of(error, member.name))
    seen = _reader(raw)(raw, options)
    unknown.update(dict.fromkeys(seen.unknown, 1))
    if not seen.tracks:
        if not +seen.notes:
            seen.notes["empty"] += 1
        ledger.add(member.name, seen.notes)
        is_damaged = any(seen.notes[code] > 0 for code in DAMAGED)
        return Refused(member.name, "unreadable" if is_damaged else "no_rides")
    file = _File(member.name)
    for track in seen.tracks:
        file.tracks.append((track, judged(track, seen.notes)))
    file.middle = _middle(file)
    ledger.add(member.name, seen.notes)
    return file


def _reader(raw: bytes) -> Any:
    start = raw[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(MARKUP):
        return gpx.read
    if start.startswith((b"{", b"[")):
        return geojson.read
    return delimited.read


def _middle(file: _File) -> tuple[float, float]:
    lon = np.concatenate([one.fixes["lon"].to_numpy() for _, one in file.tracks] or [np.empty(0)])
    lat = np.concatenate([one.fixes["lat"].to_numpy() for _, one in file.tracks] or [np.empty(0)])
    if not len(lon):
        return np.nan, np.nan
    return float(np.median(lon)), float(np.median(lat))


def _look_around(files: Sequence[_File], options: Options, ledger: Ledger) -> None:
    """Swap the files that lie where a person says only once swapped; doubt those far from it."""
    near, reach, far = options.near, REACH, 2 * REACH
    if near is None:
        near, reach, far = place_of(options.zone), ZONE_REACH, AWAY
    for file in files:
        if near is None or not np.isfinite(file.middle).all():
            continue
        if are_turned(file.middle, near, reach):
            ledger.add(file.name, {"swapped_by_place": 1})
            _turn_file(file)
        elif apart(near, *file.middle) > far:
            ledger.add(file.name, {"away": len(file.tracks)})


def _look_among_others(files: Sequence[_File], ledger: Ledger) -> None:
    """Swap the files that lie beside the others only once swapped; doubt those that are apart."""
    middles = np.array([file.middle for file in files]).reshape(-1, 2)
    known = np.isfinite(middles).all(axis=1)
    if known.sum() <= FEWEST_OTHERS:
        return
    lons, lats = np.median(middles[known], axis=0)
    town = float(lons), float(lats)
    for file, (lon, lat), is_known in zip(files, middles, known, strict=True):
        if not is_known or apart(town, lon, lat) < FAR:
            continue
        if on_globe(np.array([lat]), np.array([lon]))[0] and apart(town, lat, lon) < NEAR:
            ledger.add(file.name, {"swapped_by_others": 1})
            _turn_file(file)
            continue
        for _, one in file.tracks:
            one.reasons.append("apart")
        ledger.add(file.name, {"apart": len(file.tracks)})


def _set_copies_aside(files: Sequence[_File], ledger: Ledger) -> None:
    """Keep one of several recordings that are the same point for point: it is one ride.

    Else a file given twice would confirm itself, and three copies make a hub of a home. Without
    times nothing is said: two lines may be drawn along the same streets.
    """
    seen: set[bytes] = set()
    for file in files:
        for _, one in file.tracks:
            rows = one.fixes[["time", "lon", "lat"]].to_numpy(dtype=np.float64)
            if len(rows) < FEWEST_COPIED or np.isnan(rows[:, 0]).any():
                continue
            digest = hashlib.blake2b(rows.tobytes(), digest_size=16).digest()
            if digest in seen:
                one.reasons.insert(0, "copy")
                ledger.add(file.name, {"copy": 1})
            seen.add(digest)


def _turn_file(file: _File) -> None:
    for _, one in file.tracks:
        _turn(one.fixes)
        _turn(one.marks)
    file.middle = file.middle[1], file.middle[0]


def _turn(frame: pd.DataFrame) -> None:
    frame[["lon", "lat"]] = frame[["lat", "lon"]].to_numpy()


def _tables(
    files: Sequence[_File | Refused], names: Pseudonyms
) -> tuple[pd.DataFrame, pd.DataFrame]:
    frames: list[pd.DataFrame] = [nothing()]
    ranks = [0]
    rows: list[dict[str, Any]] = []
    known = [(file.name, track.name) for file in files if isinstance(file, _File)
             for track, _ in file.tracks]  # fmt: skip
    lines = iter(labels.lines([name for name, _ in known], [name for _, name in known]))
    for file in files:
        if isinstance(file, Refused):
            rows.append(_absent(len(rows), file))
            continue
        for track, one in file.tracks:
            rows.append(_row(len(rows), file.name, track, one, next(lines)))
            parts = [part for part in (one.fixes, one.marks) if len(part)]
            frames += parts
            ranks += [len(rows) - 1] * len(parts)
    fixes = _fixes(frames, ranks, names)
    rides = RIDES.framed({name: [row[name] for row in rows] for name in RIDES.columns})
    for column in ("file", "label"):
        rides[column] = rides[column].map(names.hidden, na_action="ignore").astype("string")
    return fixes, rides


def _id(rank: int) -> str:
    return f"r{rank + 1:05d}"


def _absent(rank: int, file: Refused) -> dict[str, Any]:
    return {
        "ride_id": _id(rank), "file": file.name, "label": None, "direction": None, "n_read": 0,
        "n_fixes": 0, "n_marks": 0, "has_time": False, "starts": None, "ends": None,
        "state": state([file.reason]), "reason": file.reason,
    }  # fmt: skip


def _row(rank: int, file: str, track: Track, one: Judged, line: str) -> dict[str, Any]:
    time = one.fixes["time"].to_numpy()
    known = time[np.isfinite(time)]
    return {
        "ride_id": _id(rank), "file": file,
        "label": track.label or line or None,
        "direction": track.direction or labels.direction(file) or None,
        "n_read": one.n_read, "n_fixes": len(one.fixes), "n_marks": len(one.marks),
        "has_time": bool(len(known) * 2 > len(time)),
        "starts": known[0] if len(known) else None, "ends": known[-1] if len(known) else None,
        "state": state(one.reasons), "reason": " ".join(one.reasons) or None,
    }  # fmt: skip


def _fixes(
    frames: Sequence[pd.DataFrame], owners: Sequence[int], names: Pseudonyms
) -> pd.DataFrame:
    """Put the fixes and marks of rides in one table, devices under pseudonyms."""
    whole = {
        name: np.concatenate([frame[name].to_numpy(dtype=np.float64) for frame in frames])
        for name in (*NUMBERS, *COUNTS)
    }
    ranks = np.repeat(np.array(owners), [len(frame) for frame in frames])
    ids = np.array([_id(rank) for rank in range(int(ranks.max(initial=0)) + 1)], dtype=object)
    columns: dict[str, object] = {
        "fix_id": np.arange(len(ranks)),
        "ride_id": pd.Series(ids[ranks], dtype="string"),
        **{name: pd.Series(column).astype("Float64") for name, column in whole.items()},
    }
    for name in COUNTS:
        columns[name] = pd.Series(np.rint(whole[name])).astype("Float64").astype("Int64")
    columns["device"] = _mapped([frame["device"] for frame in frames], names.of)
    columns["event"] = _mapped([frame["event"] for frame in frames], masked)
    return FIXES.framed(columns)


def _mapped(columns: Sequence[pd.Series], change: Any) -> pd.Series:
    """Change each distinct text of a column, of which there are few."""
    whole = np.concatenate([column.to_numpy(dtype=object) for column in columns])
    codes, texts = pd.factorize(whole)
    changed = np.array([*(change(str(text)) for text in texts), None], dtype=object)
    return pd.Series(changed[codes], dtype="string")
