"""Transfers: which stops one can walk between to change vehicle, and how long to allow."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.integration.inputs import parameter
from beffroi.engines.mobility.integration.joining import end_to_end
from beffroi.engines.mobility.integration.scopes import SPECIAL, cells

TIMED = 2
"""`transfer_type` of a transfer that asks for a least time."""
Flags = npt.NDArray[np.bool_]


def transfers(
    tables: Mapping[str, pd.DataFrame], poles: pd.DataFrame, walks: pd.DataFrame, *, limit: float
) -> pd.DataFrame:
    """List the transfers that a feed lacks.

    Parameters
    ----------
    tables
        All feeds in one: `stops`, `trips`, `stop_times`, and `transfers` if there are some.
    poles, walks
        From `poles.poles` and `walking.walks`.
    limit
        Longest walk between two vehicles. [s]

    Returns
    -------
    One row for each ordered pair of different stops where vehicles stop, of any operators, within
    the limit: `from_stop_id`, `to_stop_id`, `walk` [s], `min_transfer_time` (the walk rounded up,
    and the parameter `transfer_buffer`) [s], `by` (``streets`` or ``crow``). Left out are pairs
    between which the feed has a transfer already, named by themselves or by their stations, and,
    within one operator's feed, stops served by the same lines in the same directions.
    """
    short = walks[walks["seconds"] <= limit]
    ids = poles["stop_id"].to_numpy(dtype=object)
    tail, head = short["tail"].to_numpy(), short["head"].to_numpy()
    served = poles["stop_id"].isin(cells(tables["stop_times"], "stop_id").unique()).to_numpy(bool)
    kept = served[tail] & served[head] & _is_useful(tables, poles, tail, head)
    kept &= ~_is_known(tables.get("transfers"), poles, tail, head)
    walk = short["seconds"].to_numpy()[kept]
    return pd.DataFrame({
        "from_stop_id": pd.array(ids[tail[kept]], dtype="string"),
        "to_stop_id": pd.array(ids[head[kept]], dtype="string"),
        "walk": walk,
        "min_transfer_time": np.ceil(walk).astype(np.int64) + int(parameter("transfer_buffer")),
        "by": short["by"].to_numpy()[kept],
    }).astype({"by": "string", "min_transfer_time": "Int64"})  # fmt: skip


def with_transfers(given: pd.DataFrame | None, made: pd.DataFrame) -> pd.DataFrame | None:
    """Add transfers to those that a feed has, which stay as they are; None if there are none."""
    if made.empty:
        return given
    columns = ["from_stop_id", "to_stop_id", "min_transfer_time"]
    kinds = pd.array([TIMED] * len(made), dtype="Int64")
    added = made[columns].assign(transfer_type=kinds)
    added = added[["from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time"]]
    return added if given is None else end_to_end([given, added])


def _is_useful(
    tables: Mapping[str, pd.DataFrame],
    poles: pd.DataFrame,
    tail: npt.NDArray[np.int64],
    head: npt.NDArray[np.int64],
) -> Flags:
    """Say which pairs lead to another feed, or to some line that does not stop where one is."""
    feed, _ = pd.factorize(poles["feed"])
    lines = _lines(tables)
    number, _ = pd.factorize(poles["stop_id"].map(lines))
    return np.asarray((feed[tail] != feed[head]) | (number[tail] != number[head]), dtype=bool)


def _lines(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Return, by stop, the lines and directions that stop there, as one text."""
    trips = tables["trips"].drop_duplicates("trip_id")
    direction = cells(trips, "direction_id", "Int64").astype("string").fillna("")
    line = trips["route_id"].str.cat(direction, sep="\t")
    calls = tables["stop_times"].reindex(columns=["trip_id", "stop_id"]).dropna()
    named = calls.assign(line=calls["trip_id"].map(line.set_axis(trips["trip_id"])))
    distinct = named[["stop_id", "line"]].drop_duplicates().dropna().sort_values("line")
    return distinct.groupby("stop_id")["line"].agg("\n".join)


def _is_known(
    given: pd.DataFrame | None,
    poles: pd.DataFrame,
    tail: npt.NDArray[np.int64],
    head: npt.NDArray[np.int64],
) -> Flags:
    """Say which pairs have a transfer of any kind between them or their stations."""
    known = np.zeros(len(tail), dtype=bool)
    if given is None or given.empty:
        return known
    plain = pd.concat([cells(given, name).isna() for name in SPECIAL], axis=1).all(axis=1)
    pairs = pd.MultiIndex.from_frame(given.loc[plain, ["from_stop_id", "to_stop_id"]].astype(str))
    names = [poles[name].fillna("").astype(str).to_numpy() for name in ("stop_id", "parent")]
    for one in names:
        for other in names:
            asked = pd.MultiIndex.from_arrays([one[tail], other[head]])
            known |= asked.isin(pairs)
    return known
