"""What is published of each variant: its line, its stops along it, its runs; or why nothing is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.informal.publishing import paces
from beffroi.engines.informal.publishing.ledger import Ledger
from beffroi.engines.informal.publishing.lines import Line, Placed, gaps, line, placed
from beffroi.engines.informal.publishing.options import Assumed, Options, parameter
from beffroi.territory.informal import FERRY, InformalNetwork, counted
from beffroi.territory.informal_plan import KINDS_OF_DAYS, PlannedVariant, Run
from beffroi.territory.rides import PROVISIONAL

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ids = Mapping[str, Mapping[str, str]]
FEWEST = 2


@dataclass(frozen=True, slots=True, eq=False)
class _Shown:
    """What the network says of a variant: its row, and its rows of the other tables."""

    row: pd.Series
    calls: pd.DataFrame
    headways: pd.DataFrame
    times: pd.DataFrame
    sections: pd.DataFrame
    places: Floats
    mode: str

    @property
    def name(self) -> str:
        return str(self.row["variant_id"])


def planned_variants(
    network: InformalNetwork, options: Options, ids: Ids, ledger: Ledger
) -> Iterator[PlannedVariant]:
    """Make what is published of each variant, under the identifiers given.

    Parameters
    ----------
    network
        The network.
    options
        What the town decides.
    ids
        By kind, the identifier published for each of the network.
    ledger
        Where what is left out is noted.
    """
    for shown in _shown(network):
        made = _variant(shown, options, ids, ledger)
        if isinstance(made, str):
            ledger.note("variant", [shown.name], made)
        else:
            yield made


def _shown(network: InformalNetwork) -> Iterator[_Shown]:
    modes = network.routes.set_index("route_id")["mode"]
    points = network.stops.set_index("stop_id").geometry
    known = dict(zip(points.index, np.column_stack([points.x, points.y]), strict=True))
    calls_ = network.calls[network.calls["stop_id"].isin(points.index)]
    ordered = calls_.sort_values("rank", kind="stable")
    frames = (ordered, network.headways, network.times, network.sections)
    parts = [dict(tuple(frame.groupby("variant_id", sort=False))) for frame in frames]
    for _, row in network.variants.iterrows():
        pairs = zip(parts, frames, strict=True)
        calls, headways, times, sections = (
            part.get(row["variant_id"], frame.head(0)) for part, frame in pairs
        )
        calls = calls.reset_index(drop=True)
        places = np.array([known[stop] for stop in calls["stop_id"]]).reshape(-1, 2)
        mode = str(modes[row["route_id"]])
        yield _Shown(row, calls, headways, times, sections, places, mode)


def _variant(shown: _Shown, options: Options, ids: Ids, ledger: Ledger) -> PlannedVariant | str:
    """Make what is published of a variant, or say why nothing is."""
    if shown.row["state"] == PROVISIONAL and not options.provisional:
        return "provisional"
    drawn = line(shown.row["geometry"])
    if drawn is None:
        return "no_line"
    if len(shown.calls) < FEWEST:
        return "few_stops"
    said = shown.calls["along_m"].to_numpy(dtype=float)
    length = max(float(shown.row["length_m"]), float(said[-1]), 1.0)
    on = placed(drawn, shown.places, said, length)
    if on.kept.sum() < FEWEST:
        return "few_stops"
    runs = _runs(shown, on, options, ledger)
    if isinstance(runs, str):
        return runs
    ledger.note("call", shown.calls.loc[on.is_far, "call_id"], "far_stop")
    ledger.note("call", shown.calls.loc[on.is_same, "call_id"], "same_place")
    assumed = parameter("hail_some") if options.hailed and shown.mode != FERRY else np.nan
    return _made(shown, drawn, on, runs, ids, assumed=assumed)


def _made(
    shown: _Shown, drawn: Line, on: Placed, runs: tuple[Run, ...], ids: Ids, *, assumed: float
) -> PlannedVariant:
    calls, row = shown.calls[on.kept], shown.row
    return PlannedVariant(
        variant_id=ids["variant"][shown.name],
        route_id=ids["route"][str(row["route_id"])],
        direction=int(row["direction"]) % 2,
        origin=_text(row["origin"]),
        destination=_text(row["destination"]),
        shape=drawn.shape,
        distances=drawn.distances,
        stop_ids=tuple(ids["stop"][str(stop)] for stop in calls["stop_id"]),
        along=on.along[on.kept],
        hailed=_hailed(shown.sections, calls["along_m"].to_numpy(dtype=float), assumed),
        runs=runs,
        number=_text(row["number"]),
        colour=_text(row["colour"]),
        text_colour=_text(row["text_colour"]),
    )


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _hailed(sections: pd.DataFrame, said: Floats, assumed: float) -> Floats:
    """Average what sections say between each stop and the next, by the length they share.

    Sections on which nobody counted boardings say nothing of hailing: halts at red lights and in
    jams are all that is known of them. There the town's own word stands, if it gives one.
    """
    known = sections[sections["hailed"].notna() & counted(sections)]
    begins, ends, share = (known[c].to_numpy(dtype=float) for c in ("begins_m", "ends_m", "hailed"))
    low = np.maximum(said[:-1, np.newaxis], begins[np.newaxis])
    high = np.minimum(said[1:, np.newaxis], ends[np.newaxis])
    common: Floats = np.clip(high - low, 0.0, None)
    whole = common.sum(axis=1)
    found: Floats = np.full(len(whole), assumed)
    np.divide(common @ share, whole, out=found, where=whole > 0)
    return found


def _runs(shown: _Shown, on: Placed, options: Options, ledger: Ledger) -> tuple[Run, ...] | str:
    """Find the runs of a variant, bands of equal times together, or say why there is none."""
    assumed = options.assumed
    headways = _stated(shown, assumed)
    timed = _timed(shown, on)
    found: list[Run] = []
    every = headways["days"].to_numpy(dtype=object)
    for days in KINDS_OF_DAYS:
        of_day = headways[every == days]
        if not len(of_day):
            continue
        kept, lost = paces.bands(of_day, assumed.headway if assumed else None)
        for band_id, reason in lost.items():
            ledger.note("band", [band_id], reason)
        groups: dict[bytes, tuple[paces.Whole, paces.Whole, list[paces.Whole]]] = {}
        for band in kept:
            passages = _passages(timed, band, assumed.speed if assumed else None)
            if passages is None:
                return "times_unknown"
            key = passages[0].tobytes() + passages[1].tobytes()
            groups.setdefault(key, (*passages, []))[2].append(band)
        found += [Run(days, one, other, np.array(own)) for one, other, own in groups.values()]
    return tuple(found) or "headway_unknown"


def _stated(shown: _Shown, assumed: Assumed | None) -> pd.DataFrame:
    """Take the bands that rides show; where they show none, those that the town states."""
    if len(shown.headways) or assumed is None:
        return shown.headways
    return pd.DataFrame([{
        "band_id": f"{shown.name}:{days}", "days": days, "begins_s": assumed.begins,
        "ends_s": assumed.ends, "headway_s": assumed.headway,
    } for days in assumed.days])  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Timed:
    """What the times of a variant rest on, whichever the band."""

    known: paces.Paces
    ranks: Floats
    lengths: Floats
    stays: Floats
    kept: Bools
    metres: Floats
    fastest: float


def _timed(shown: _Shown, on: Placed) -> _Timed:
    said = shown.calls["along_m"].to_numpy(dtype=float)
    places = shown.places[on.kept]
    return _Timed(
        known=paces.paces(shown.times),
        ranks=shown.calls["rank"].to_numpy(dtype=float)[:-1],
        lengths=np.maximum(np.diff(said), 1.0),
        stays=paces.stays(shown.calls),
        kept=on.kept,
        metres=np.maximum(np.diff(on.along[on.kept]), gaps(places[:-1], places[1:])),
        fastest=parameter("fastest_ferry" if shown.mode == FERRY else "fastest_bus"),
    )


def _passages(
    timed: _Timed, band: paces.Whole, speed: float | None
) -> tuple[paces.Whole, paces.Whole] | None:
    """Add up the times of a band at the stops that are published; None where none is known."""
    known = paces.seconds(timed.known, timed.ranks, float(band[0]), float(band[1]))
    running = paces.filled(known, timed.lengths, speed)
    if running is None:
        return None
    return paces.passages(running, timed.stays, timed.kept, timed.metres, timed.fastest)
