"""Sections: how much of a line is hail and ride, stretch by stretch."""

import numpy as np
import pandas as pd

from beffroi.engines.informal.halts.events import Events
from beffroi.engines.informal.halts.norms import parameter
from beffroi.engines.informal.traces import Floats, Laid
from beffroi.kernels.polylines import arcs


def sections(
    laid: Laid, seen: Events, calls: pd.DataFrame, variant_ids: tuple[str, ...]
) -> pd.DataFrame:
    """Share each variant out in stretches, and say where passengers get on far from any stop.

    Parameters
    ----------
    laid
        Rides along the lines of their variants.
    seen
        Halts of rides: boardings count where somebody counted them on that variant, else halts.
    calls
        Stops of each variant, with `variant_id` and `along_m`.
    variant_ids
        Identifier of each variant, by number.

    Returns
    -------
    Columns of `INFORMAL_SECTIONS`; `hailed` is missing where nothing was seen.
    """
    stops = {id_: own["along_m"].to_numpy(dtype=float) for id_, own in calls.groupby("variant_id")}
    rows: list[dict[str, object]] = []
    for number, id_ in enumerate(variant_ids):
        length = float(arcs(laid.lines[number])[-1])
        n = max(1, round(length / parameter("section")))
        edges = np.linspace(0.0, length, n + 1)
        along, weight, is_counted = _weighed(seen, number)
        far = _beyond(along, stops[id_]) > parameter("hailed_beyond")
        part = np.clip(np.searchsorted(edges, along, side="right") - 1, 0, n - 1)
        total = np.bincount(part, weights=weight, minlength=n)
        hailed = np.bincount(part, weights=weight * far, minlength=n)
        rows += [{
            "section_id": f"{id_}:{k}", "variant_id": id_, "begins_m": edges[k],
            "ends_m": edges[k + 1], "n_seen": round(total[k]),
            "hailed": hailed[k] / total[k] if total[k] > 0 else None, "is_counted": is_counted,
        } for k in range(n)]  # fmt: skip
    return pd.DataFrame(rows, columns=[
        "section_id", "variant_id", "begins_m", "ends_m", "hailed", "n_seen", "is_counted",
    ])  # fmt: skip


def _weighed(seen: Events, number: int) -> tuple[Floats, Floats, bool]:
    """Return where passengers got on along a variant, how many, and that they were counted.

    Where nobody counted, return where it halted, once each: red lights and jams are among them.
    """
    own = seen.variant == number
    counted = own & seen.is_mark & (seen.boardings > 0)
    if counted.any():
        return seen.along[counted], seen.boardings[counted], True
    return seen.along[own], np.ones(int(own.sum())), False


def _beyond(along: Floats, stops: Floats) -> Floats:
    """Measure how far each halt is from the nearest stop of its variant. [m]."""
    made: Floats = np.abs(along[:, np.newaxis] - stops[np.newaxis]).min(axis=1, initial=np.inf)
    return made
