"""Plate surveys: who stood where at each pass, plates being hashed as they are read and dropped.

No standard sets the columns of a plate survey: headings are known by their many names.
"""

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.carriers import clocks, grids
from beffroi.carriers.headings import plain
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both
from beffroi.territory.parking_surveys import PLATE_READS

FORMAT = "plate survey (CSV, XLSX)"
NAMES: Mapping[str, tuple[str, ...]] = {
    "plate": ("plaque", "immatriculation", "plaque d immatriculation", "immat", "plate",
              "license plate", "licence plate", "numero d immatriculation", "n plaque",
              "n immatriculation", "vehicule", "vehicle"),
    "section": ("section", "troncon", "rue", "voie", "street", "secteur", "lieu", "emplacement",
                "place id", "segment", "parking", "nom de la rue", "nom de la voie", "adresse",
                "place", "zone"),
    "side": ("cote", "side", "cote de la rue"),
    "pass": ("passage", "pass", "tournee", "ronde", "n passage", "numero de passage", "run",
             "releve", "tour"),
    "instant": ("horodatage", "date heure", "date et heure", "datetime", "timestamp", "time",
                "instant"),
    "date": ("date", "jour", "day", "date du releve", "date releve"),
    "clock": ("heure", "hour", "heure de passage", "heure du passage", "clock", "heure releve",
              "heure du releve", "time of day"),
}  # fmt: skip
ASKED = grids.Asked(
    FORMAT, NAMES, (("plate",), ("section",), ("instant", "clock", "pass")),
)  # fmt: skip
EMPTY = frozenset({"vide", "libre", "neant", "aucun", "aucune", "empty", "none", "0"})
UNREAD = frozenset({"", "illisible", "unreadable", "masquee", "cachee", "inconnue", "x"})
SALT_BYTES, DIGEST_BYTES = 32, 8
UNKNOWN_PLATE = -1
HALF = 0.5
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A survey that was read.

    Attributes
    ----------
    reads
        Table `PLATE_READS`; it holds no plate, and nothing that leads back to one.
    warnings
        What was left out, repaired or doubtful, lines being named and plates never.
    """

    reads: pd.DataFrame
    warnings: tuple[Words, ...]


class _Vehicles:
    """Numbers of vehicles by the keyed hash of their plate, whose key is drawn for each day."""

    def __init__(self) -> None:
        self._salts: dict[float, bytes] = {}
        self._known: dict[bytes, int] = {}

    def of(self, days: Floats, plates: list[str]) -> Ints:
        """Give the number of the vehicle of each plate on its day, from 0."""
        salts = [self._salts.setdefault(d, secrets.token_bytes(SALT_BYTES)) for d in days.tolist()]
        known, blake = self._known, hashlib.blake2b
        digests = (
            blake(plate.encode("utf-8", "replace"), key=salt, digest_size=DIGEST_BYTES).digest()
            for plate, salt in zip(plates, salts, strict=True)
        )
        return np.array([known.setdefault(d, len(known)) for d in digests], dtype=np.int64)


@dataclass(slots=True)
class _Faults:
    """Lines that cannot be used, by cause."""

    lines: dict[str, list[int]] = field(default_factory=dict)

    def note(self, cause: str, numbers: npt.NDArray[np.int64]) -> None:
        if len(numbers):
            self.lines.setdefault(cause, []).extend(numbers.tolist())

    def told(self, path: Path) -> Iterator[Words]:
        said = {
            "section": both("rows without a section left out"),
            "day": both("rows whose day cannot be read left out"),
            "time": both("rows whose time cannot be read left out"),
            "skipped": both("rows left out, at a time that the clock skipped when it changed"),
            "twice": both("times that the clock showed twice when it changed: the first is taken"),
        }
        for cause, lines in self.lines.items():
            yield both("{file}: {what}, on lines {lines}", file=path.name, what=said[cause],
                       lines=grids.told_lines(lines))  # fmt: skip


def read(path: Path, *, zone: str = "Europe/Paris") -> Read:
    """Read a plate survey.

    Parameters
    ----------
    path
        CSV or XLSX: a plate, a section, and a pass, a time of day with or without its day, or a
        day with its time. A row whose plate is blank or `vide` says that the section was empty.
    zone
        IANA zone of its clock.

    Returns
    -------
    The reads. A plate seen twice in a section at a pass stays once. Vehicles are numbers: the key
    of the hash is drawn for each day, lives in memory and is dropped at the end, so that nothing
    tells whether a vehicle of one day is that of another. A day of the survey begins at an hour
    without passes (`clocks.day_begin`): a vehicle of 23:30 and 00:30 is one, of the night's day.

    Raises
    ------
    SettingsError
        If no time zone has that name.
    UnreadableFileError
        If the file is absent, empty, or no table.
    FaultyFileError
        If a column is missing, or no row can be used: all faults are listed.
    """
    clocks.refuse_unknown_zone(zone)
    begin = _begin(path)
    grid = grids.opened(path, ASKED)
    vehicles, faults = _Vehicles(), _Faults()
    pieces = [_reads(piece, vehicles, faults, zone, begin) for piece in grid.pieces]
    told = [*grid.warnings(), *faults.told(path), *_night(path, begin)]
    frame = pd.concat(pieces, ignore_index=True) if pieces else pd.DataFrame()
    grids.refuse_most(path, format_name=FORMAT, faults=told, kept=len(frame))
    n_lost = sum(len(v) for k, v in faults.lines.items() if k != "twice")
    if n_lost > HALF * (n_lost + len(frame)):
        raise FaultyFileError(path, format_name=FORMAT, faults=told)
    if not {"date", "instant"} & set(grid.roles):
        told.append(both("{file} names no day: its passes are taken to be of one day.",
                         file=path.name))  # fmt: skip
    kept, doubles = _once(frame)
    if doubles:
        told.append(both("{file}: {n} read(s) left out, of a plate seen twice in a section at one "
                         "pass", file=path.name, n=doubles))  # fmt: skip
    kept.insert(0, "read_id", np.arange(len(kept)))
    return Read(PLATE_READS.typed(kept), tuple(told))


def _begin(path: Path) -> float:
    """Tell when the day of the survey begins, from midnight [s]."""
    grid = grids.opened(path, ASKED)
    times = [np.unique(clocks.moments(p.cells, len(p.lines))[1]) for p in grid.pieces]
    return clocks.day_begin(np.concatenate(times)) if times else 0.0


def _night(path: Path, begin: float) -> Iterator[Words]:
    if begin:
        hour = f"{int(begin % clocks.DAY // 3600):02d}:{int(begin % 3600 // 60):02d}"
        yield both("{file}: some passes are on both sides of midnight; the day of the survey "
                   "begins at {hour}, an hour without passes, so that a vehicle seen on both sides "
                   "is one.", file=path.name, hour=hour)  # fmt: skip


def _of_survey(day: Floats, local: Floats, begin: float) -> tuple[Floats, Floats]:
    """Give each row its day of the survey; where no day is named, its time keeps the order."""
    shift = np.floor((local - begin) / clocks.DAY) - np.floor(local / clocks.DAY)
    named = day != 0
    return np.where(named, day + shift, day), np.where(named, local, local - shift * clocks.DAY)


def _reads(
    piece: grids.Piece, vehicles: _Vehicles, faults: _Faults, zone: str, begin: float
) -> pd.DataFrame:
    cells, lines = piece.cells, np.array(piece.lines, dtype=np.int64)
    day, local = clocks.moments(cells, len(lines))
    if begin:
        day, local = _of_survey(day, local, begin)
    section = _sections(cells)
    good = np.array([bool(name) for name in section], dtype=bool)
    faults.note("section", lines[~good])
    faults.note("day", lines[good & np.isnan(day)])
    good &= ~np.isnan(day)
    faults.note("time", lines[good & np.isnan(local)])
    utc, skipped, twice = _in_utc(local, zone)
    faults.note("skipped", lines[good & skipped])
    faults.note("twice", lines[good & twice])
    good &= np.isfinite(utc)
    empty, unread, plates = _plates(cells["plate"])
    number = np.full(len(lines), UNKNOWN_PLATE, dtype=np.int64)
    known = np.flatnonzero(good & ~empty & ~unread)
    number[known] = vehicles.of(day[known], [plates[k] for k in known])
    vehicle = pd.Series(number, dtype="Int64").mask(empty)
    codes, distinct = pd.factorize(day)
    names = np.array(["" if d == 0 else _iso(d) for d in distinct], dtype=object)
    passes = pd.Series(cells.get("pass", [""] * len(lines)), dtype="string")
    frame = pd.DataFrame({
        "section": pd.Series(section, dtype="string"),
        "day": pd.Series(names[codes], dtype="string"),
        "pass": passes.mask(passes == ""),
        "time": local, "instant": utc, "vehicle": vehicle,
    })  # fmt: skip
    return frame[good]


def _iso(day: float) -> str:
    return str(np.datetime64(int(day), "D")) if np.isfinite(day) else ""


def _sections(cells: Mapping[str, Sequence[str]]) -> list[str]:
    names = [" ".join(name.split()) for name in cells["section"]]
    if "side" not in cells:
        return names
    return [f"{name} ({side})" if name and side else name
            for name, side in zip(names, cells["side"], strict=True)]  # fmt: skip


def _in_utc(
    local: Floats, zone: str
) -> tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Place each distinct time once: rows of a pass share theirs."""
    codes, distinct = pd.factorize(local, use_na_sentinel=False)
    utc, skipped, twice = clocks.in_utc(np.asarray(distinct, dtype=np.float64), zone)
    return utc[codes], skipped[codes], twice[codes]


def _plates(
    texts: Sequence[str],
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_], list[str]]:
    """Say which rows hold no vehicle, which hold one without a plate, and the plates to hash."""
    bare = ["".join(filter(str.isalnum, text)).upper() for text in texts]
    codes, distinct = pd.factorize(np.array(bare, dtype=object))
    words = [plain(text) for text in distinct]
    empty = np.array([word in EMPTY for word in words], dtype=bool)[codes]
    unread = np.array([word in UNREAD for word in words], dtype=bool)[codes]
    blank = np.array([not text for text in texts], dtype=bool)
    return empty | blank, unread & ~blank, bare


def _once(frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Keep a plate once in a section at a pass, and the vehicles whose plate was not read."""
    at = frame["pass"].fillna(frame["time"].astype("string"))
    keys = [pd.factorize(column)[0] for column in (frame["section"], frame["day"], at)]
    vehicle = frame["vehicle"].fillna(-2).to_numpy(dtype=np.int64)
    row = pd.DataFrame({"s": keys[0], "d": keys[1], "p": keys[2], "v": vehicle})
    double = row.duplicated().to_numpy() & (vehicle != UNKNOWN_PLATE)
    n_double = int((double & (vehicle >= 0)).sum())
    # A blank plate beside others is a vehicle whose plate was not read, not an empty street.
    others = row.assign(is_seen=vehicle != -2).groupby(["s", "d", "p"])["is_seen"].transform("any")
    beside = (vehicle == -2) & others.to_numpy()
    kept = frame.assign(vehicle=frame["vehicle"].mask(beside, UNKNOWN_PLATE))
    return kept[~double | beside].reset_index(drop=True), n_double
