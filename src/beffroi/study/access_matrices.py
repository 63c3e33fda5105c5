"""Matrices of travel times: files in, one Parquet file out, resumed where it was interrupted."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from beffroi.engines.mobility.access import (
    MODE_WORDS,
    MODES,
    PERCENTILES,
    TRANSIT_MODES,
    Block,
    Mode,
    Part,
    Points,
    Ready,
    Task,
    block,
    plan,
    ready,
)
from beffroi.engines.mobility.access.ready import clock
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import grouped
from beffroi.store import blocks as store
from beffroi.study.access_basins import Given, asked
from beffroi.study.workshop import Progress

VERSION = 1
"""Raised whenever blocks would change, so that those of an earlier version are not taken up."""
MINUTE = np.float32(60)
TIME = re.compile(r"^(\d{1,2})(?::|h)(\d{2})$")
LATEST = 30 * 60
"""A window ends before 30:00: a service day is over by then. [min]"""
LONGEST = (1.0, 300.0)
"""Bounds of the longest travel time. [min]"""


@dataclass(frozen=True)
class Written:
    """A matrix that was written.

    Attributes
    ----------
    path
        Where it is.
    rows
        Pairs of places in it, mode by mode.
    n_origins, n_destinations
        Places.
    task
        What was searched.
    warnings
        What was left out or doubtful.
    """

    path: Path
    rows: int
    n_origins: int
    n_destinations: int
    task: Task
    warnings: tuple[Words, ...]


def task_of(
    modes: str, *, date: str = "", window: str = "07:00-09:00", longest: float = 90.0,
    arrive: bool = False, bike_to: str = "any",
) -> Task:  # fmt: skip
    """Read what a person asks for.

    Parameters
    ----------
    modes
        Names parted by commas, or ``all``.
    date
        ISO 8601; needed by public transport.
    window
        ``HH:MM-HH:MM``, past 24:00 after midnight.
    longest
        [min]
    arrive
        Whether the window is of arrivals.
    bike_to
        ``any`` or ``trains``.

    Raises
    ------
    InputError
        With everything that cannot be used.
    """
    faults = list[Words]()
    named = MODES if modes.strip() == "all" else tuple(m.strip() for m in modes.split(","))
    unknown = [name for name in named if name not in MODES]
    if unknown:
        faults.append(both("there is no mode {modes} (known: {known})",
                           modes=", ".join(unknown), known=", ".join(MODES)))  # fmt: skip
    span = _window(window)
    if span is None:
        faults.append(both("{window!r} is no window such as 07:00-09:00", window=window))
    if not LONGEST[0] <= longest <= LONGEST[1]:
        least, most = map(int, LONGEST)
        faults.append(both("the longest time is {longest} min, not from {least} to {most}",
                           longest=longest, least=least, most=most))  # fmt: skip
    if set(named) & set(TRANSIT_MODES) and not _is_date(date):
        faults.append(both("public transport needs a date such as 2026-09-15, not {date!r}",
                           date=date))  # fmt: skip
    if bike_to not in {"any", "trains"}:
        faults.append(both("one rides to any stops or to trains, not to {found!r}", found=bike_to))
    if faults or span is None:
        raise InputError("This cannot be searched: {faults}.", faults=tuple(faults))
    kept: tuple[Mode, ...] = tuple(mode for mode in MODES if mode in named)
    return Task(kept, date, span, 60.0 * longest, arrive,
                "trains" if bike_to == "trains" else "any")  # fmt: skip


def _window(text: str) -> tuple[int, int] | None:
    ends = [TIME.match(part.strip()) for part in text.split("-")]
    if len(ends) != 2 or None in ends:
        return None
    minutes = [int(end[1]) * 60 + int(end[2]) for end in ends if end is not None]
    fits = all(int(end[2]) < 60 for end in ends if end is not None)
    if not fits or not minutes[0] < minutes[1] <= LATEST:
        return None
    return minutes[0] * 60, minutes[1] * 60


def _is_date(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)) and bool(np.datetime64(text, "D"))
    except ValueError:
        return False


def write(
    given: Given, origins: str, destinations: str, task: Task, out: Path, *,
    progress: Progress | None = None,
) -> Written:  # fmt: skip
    """Write the travel times between places.

    Parameters
    ----------
    given
        A basin, from `access_basins`.
    origins, destinations
        Words or files, as `access_basins.asked` takes them.
    task
        What is asked.
    out
        The Parquet file.
    progress
        Hears each block.

    Raises
    ------
    InputError
        If places, day or modes cannot be used.
    StorageError
        If the file cannot be written.
    """
    from_, said_from, key_from = asked(origins, given)
    to, said_to, key_to = asked(destinations, given)
    laid = ready(given.basin, from_, to, task)
    parts = plan(laid)
    rests_on = [VERSION, given.hashes, key_from, key_to, asdict(laid.task)]
    rows = store.write(
        out,
        [f"{part.mode} {part.origins} {part.destinations}" for part in parts],
        lambda number: table(laid, block(laid, parts[number])),
        key=hashlib.sha256(json.dumps(rests_on, sort_keys=True).encode()).hexdigest(),
        metadata=_described(laid),
        hear=None if progress is None else _heard(progress, parts),
    )
    said = dict.fromkeys((*given.warnings, *said_from, *said_to, *laid.remarks))
    return Written(out, rows, len(from_), len(to), laid.task, tuple(said))


def _heard(progress: Progress, parts: Sequence[Part]) -> store.Hear:
    def hear(done: int, total: int) -> None:
        mode = parts[min(done, total - 1)].mode
        progress(both("Times {mode}", mode=MODE_WORDS[mode]), done, total)

    return hear


def table(laid: Ready, found: Block) -> pa.Table:
    """Turn a block into rows: pairs in reach at least once, and pairs that are unknown.

    Returns
    -------
    Columns `from_id`, `to_id`, `mode` (dictionaries), `minutes` (by public transport the median,
    infinite where fewer than half of the departures arrive), `least`, `p5` to `p95`, `share`
    (missing along streets); all missing where a place lies off the streets.
    """
    best = found.seconds if found.spans is None else found.spans.least
    rows, columns = np.nonzero(~np.isinf(best))
    at = (rows, columns)
    arrays = [
        _ids(laid.origins, found.part.origins, rows),
        _ids(laid.destinations, found.part.destinations, columns),
        pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(rows), np.int32)),
                                       pa.array([found.part.mode])),
        _minutes(found.seconds[at]),
    ]  # fmt: skip
    names = ["from_id", "to_id", "mode", "minutes", "least",
             *(f"p{percentile}" for percentile in PERCENTILES), "share"]  # fmt: skip
    if found.spans is None:
        arrays += [pa.nulls(len(rows), pa.float32())] * (len(names) - len(arrays))
    else:
        arrays.append(_minutes(found.spans.least[at]))
        arrays += [_minutes(found.spans.percentiles[..., n][at]) for n in range(len(PERCENTILES))]
        share = found.spans.share[at]
        arrays.append(pa.array(share, mask=np.isnan(share)))
    return pa.Table.from_arrays(arrays, names)


def _minutes(seconds: np.ndarray) -> pa.Array:
    return pa.array(seconds / MINUTE, pa.float32(), mask=np.isnan(seconds))


def _ids(points: Points, cut: slice, rows: np.ndarray) -> pa.Array:
    named = pa.array(points.ids[cut].tolist(), pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(rows.astype(np.int32)), named)


def _described(laid: Ready) -> dict[str, Any]:
    """Say what a matrix holds, for whoever opens the file alone."""
    task = laid.task
    return {
        "modes": list(task.modes), "date": task.date,
        "window": [clock(task.window[0]), clock(task.window[1])], "arrive": task.arrive,
        "longest_minutes": task.longest / 60, "percentiles": list(PERCENTILES),
        "bike_to": task.bike_to,
        "off_streets": {
            "origins": [str(i) for i in laid.origins.ids[laid.unplaced_origins]],
            "destinations": [str(i) for i in laid.destinations.ids[laid.unplaced_destinations]],
        },
        "remarks": [words.as_json() for words in laid.remarks],
    }  # fmt: skip


def told(done: Written) -> Iterator[Words]:
    """Say what was written, then what is wrong."""
    yield both(
        "{rows} times in {file}: {n_origins} origins, {n_destinations} destinations, {modes}.",
        rows=_grouped(done.rows),
        file=done.path.name,
        n_origins=_grouped(done.n_origins),
        n_destinations=_grouped(done.n_destinations),
        modes=Words(
            fr=", ".join(MODE_WORDS[mode].fr for mode in done.task.modes),
            en=", ".join(MODE_WORDS[mode].en for mode in done.task.modes),
        ),
    )
    yield from done.warnings


def _grouped(n: int) -> Words:
    return Words(fr=grouped(n, 0, "fr"), en=grouped(n, 0, "en"))


def as_json(done: Written) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    return {
        "figures": [], "findings": [], "warnings": [words.as_json() for words in done.warnings],
        "files": [done.path.name], "rows": done.rows, "origins": done.n_origins,
        "destinations": done.n_destinations, "modes": list(done.task.modes),
    }  # fmt: skip
