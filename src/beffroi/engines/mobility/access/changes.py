"""Changes: what timetables say of changing from one vehicle to another, beside the walk."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.integration.scopes import SPECIAL, cells
from beffroi.foundation.language import Words, both, plural
from beffroi.kernels.raptor import Walks, amended

KEPT, TIMED, IMPOSSIBLE = 1, 2, 3
"""`transfer_type`: the next vehicle waits; a least time is needed; one cannot change."""


def as_published(
    between: Walks, feeds: Sequence[Timetable], stops: Sequence[str]
) -> tuple[Walks, tuple[Words, ...]]:
    """Apply to the walks between stops what the timetables say of changes.

    Parameters
    ----------
    between
        Walks along the streets, closed, with the margin that a change takes.
    feeds
        Timetables; `transfers` may be absent.
    stops : (n_stops,)
        Feed and id of each stop, ``feed:stop``.

    Returns
    -------
    walks
        A change that cannot be made is none; one that needs a least time takes it, or the walk if
        that is longer, and no margin besides; where the next vehicle waits, the walk without a
        margin. Other changes are walked as before. What names a station holds for its stops,
        save for pairs that are named themselves.
    remarks
        How many changes hold for some lines or trips alone, and are not applied.

    References
    ----------
    GTFS Schedule Reference, transfers.txt, https://gtfs.org/documentation/schedule/reference/.
    """
    said = [_said(feed) for feed in feeds]
    remarks = tuple(words for words in map(_special, feeds) if words is not None)
    told = _spread(pd.concat(said, ignore_index=True), _members(feeds, stops))
    if told.empty:
        return between, remarks
    tails, heads = told["tail"].to_numpy(np.int64), told["head"].to_numpy(np.int64)
    walked = _walked(between, tails, heads)
    seconds = np.fmax(told["least"].to_numpy(float), walked)
    known = np.isfinite(seconds) | told["least"].eq(np.inf).to_numpy()
    return amended(between, tails[known], heads[known], seconds[known]), remarks


def _table(feed: Timetable) -> pd.DataFrame:
    return feed.tables.get("transfers", pd.DataFrame())


def _is_special(given: pd.DataFrame) -> npt.NDArray[np.bool_]:
    named = pd.concat([cells(given, name).notna() for name in SPECIAL], axis=1)
    return np.asarray(named.any(axis=1), dtype=bool)


def _said(feed: Timetable) -> pd.DataFrame:
    """List what a feed says of whole stops: `tail`, `head`, and the `least` time. [s]."""
    given = _table(feed)
    kind = cells(given, "transfer_type", "Int64").fillna(0)
    least = cells(given, "min_transfer_time", "Int64").astype("Float64")
    time = pd.Series(np.nan, given.index, dtype=float)
    time[kind.eq(KEPT)] = 0.0
    time[kind.eq(TIMED)] = least.to_numpy(float, na_value=np.nan)[kind.eq(TIMED)]
    time[kind.eq(IMPOSSIBLE)] = np.inf
    found = pd.DataFrame({
        "tail": f"{feed.key}:" + cells(given, "from_stop_id"),
        "head": f"{feed.key}:" + cells(given, "to_stop_id"),
        "least": time,
    })  # fmt: skip
    return found[~_is_special(given) & time.ge(0).to_numpy()].dropna()


def _special(feed: Timetable) -> Words | None:
    count = int(_is_special(_table(feed)).sum())
    if not count:
        return None
    return plural(
        count,
        both("{feed}: {n} change is said for some lines or trips alone: not applied."),
        both("{feed}: {n} changes are said for some lines or trips alone: not applied."),
        feed=feed.source.file or feed.key,
    )


def _members(feeds: Sequence[Timetable], stops: Sequence[str]) -> pd.DataFrame:
    """List the numbers of the stops that a name stands for: `name`, `stop`, `is_station`."""
    own = pd.DataFrame({"name": list(stops), "stop": np.arange(len(stops)), "is_station": False})
    parents = pd.concat([
        pd.Series(feed.stops["parent_station"].to_numpy(object),
                  index=f"{feed.key}:" + feed.stops["stop_id"].astype(str))
        for feed in feeds
    ])  # fmt: skip
    station = parents[~parents.index.duplicated()].reindex(list(stops)).to_numpy(object)
    hung = own.assign(name=station, is_station=True).dropna(subset="name")
    return pd.concat([own, hung], ignore_index=True)


def _spread(said: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Put numbers in the place of names; of a pair said twice the closer, then the later counts."""
    for end in ("tail", "head"):
        named = members.rename(columns={"name": end, "stop": "number", "is_station": f"{end}_wide"})
        said = said.merge(named, on=end).drop(columns=end).rename(columns={"number": end})
    wide = said["tail_wide"].astype(int) + said["head_wide"].astype(int)
    order = np.lexsort((-said["least"].to_numpy(float), wide.to_numpy()))
    return said.iloc[order].drop_duplicates(["tail", "head"])


def _walked(
    between: Walks, tails: npt.NDArray[np.int64], heads: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Return the walks between stops without the margin; NaN where there is none. [s]."""
    n_stops = len(between.indptr) - 1
    tail = np.repeat(np.arange(n_stops), np.diff(between.indptr))
    pairs = pd.Index(tail * n_stops + between.stops)
    place = pairs.get_indexer(pd.Index(tails * n_stops + heads))
    seconds = (between.seconds - between.change).astype(float)
    return np.where(place < 0, np.nan, seconds[place])
