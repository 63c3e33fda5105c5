"""Watches: who stood at a terminal, when, and which departures were seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.informal.published import Plane
from beffroi.engines.informal.service.norms import parameter

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
FEWEST = 2


@dataclass(frozen=True, slots=True, eq=False)
class Watch:
    """Departures seen from one place in one go.

    Attributes
    ----------
    variants : (n_variants,)
        Numbers of the variants that begin there: those whose departures would have been seen.
    begins, ends
        From when to when. [s since 1970]
    times : (n,)
        Departures seen, growing; where the begin is not given, the one that opens it is not among
        them. [s since 1970]
    labelled : (n,)
        Number of the variant that each was said to be of, -1 where none was said.
    given
        Whether its begin and end are given, not told by its departures.
    """

    variants: Ints
    begins: float
    ends: float
    times: Floats
    labelled: Ints
    given: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """The watches of a survey.

    Attributes
    ----------
    watches
        The watches.
    lost
        Departures counted where no variant begins.
    """

    watches: tuple[Watch, ...]
    lost: int


def watched(
    counts: pd.DataFrame, plane: Plane, starts: Floats, names: Sequence[Sequence[str]]
) -> Watched:
    """Gather counted departures into watches.

    Rows that say when their watch began and ended are of that watch; without, a watch at a place
    lasts from its first departure to its last, and a silence of `break` or of `break_headways`
    mean headways, whichever is longer, parts two watches. A variant is counted at a place if it
    begins within `terminal` of it, and at most `same_place` farther than the nearest.

    Parameters
    ----------
    counts
        A row for each departure: `time` [s since 1970], `lon`, `lat`; and where known `label` (a
        line or a variant), `begins`, `ends` [s since 1970]. A row without time but with begin and
        end is a watch that saw nothing.
    plane
        The metres of the lines.
    starts : (n_variants, 2)
        Where each variant begins. [m]
    names
        What each variant may be called in the labels: itself, its line, its number.

    Returns
    -------
    The watches; departures at places where no variant begins are counted as lost.
    """
    table = _placed(counts, plane)
    raw = [one for _, own in table.groupby(["place", "begins", "ends"], dropna=False, sort=True)
           for one in _cut(own)]  # fmt: skip
    could = _could_see(raw, starts)
    known = _known(names)
    made = []
    for one, own in zip(raw, could.T, strict=True):
        variants = np.flatnonzero(own)
        said = [_said(label, variants, known) for label in one.labels]
        made.append(Watch(variants, one.begins, one.ends, one.times,
                          np.array(said, dtype=np.int64), one.given))  # fmt: skip
    lost = sum(len(one.times) for one in made if not len(one.variants))
    return Watched(tuple(one for one in made if len(one.variants)), lost)


@dataclass(frozen=True, slots=True, eq=False)
class _Raw:
    """A watch whose variants are not known yet."""

    place: int
    where: Floats
    begins: float
    ends: float
    times: Floats
    labels: tuple[str, ...]
    given: bool


def _could_see(raw: Sequence[_Raw], starts: Floats) -> npt.NDArray[np.bool_]:
    """Say which variants each watch could see: one that two watches could at once, the nearer."""
    could = np.zeros((len(starts), len(raw)), dtype=bool)
    if not len(raw) or not len(starts):
        return could
    apart = np.hypot(*(starts[:, np.newaxis] - np.array([w.where for w in raw])).transpose(2, 0, 1))
    limit = np.minimum(apart.min(axis=0) + parameter("same_place"), parameter("terminal"))
    near = apart <= np.minimum(limit, apart.min(axis=1, keepdims=True) + parameter("same_place"))
    for variant in range(len(starts)):
        kept: list[_Raw] = []
        for k in np.argsort(apart[variant], kind="stable"):
            if near[variant, k] and not any(_at_once(raw[k], other) for other in kept):
                could[variant, k] = True
                kept.append(raw[k])
    return could


def _at_once(one: _Raw, other: _Raw) -> bool:
    return one.place != other.place and one.begins < other.ends and other.begins < one.ends


def _placed(counts: pd.DataFrame, plane: Plane) -> pd.DataFrame:
    """Give places numbers: rows within `same_place` of the first one at a place are there."""
    points = plane.metres(counts["lon"].to_numpy(dtype=float), counts["lat"].to_numpy(dtype=float))
    distinct, back = np.unique(points.round(1), axis=0, return_inverse=True)
    place = np.full(len(distinct), -1, dtype=np.int64)
    for k in range(len(distinct)):
        if place[k] < 0:
            near = np.hypot(*(distinct - distinct[k]).T) <= parameter("same_place") / 2
            place[near & (place < 0)] = k
    columns = {
        name: counts[name].to_numpy(dtype=float, na_value=np.nan) if name in counts
        else np.full(len(counts), np.nan) for name in ("time", "begins", "ends")
    }  # fmt: skip
    label = counts["label"].astype("string").fillna("") if "label" in counts else ""
    table = pd.DataFrame({**columns, "x": points[:, 0], "y": points[:, 1],
                          "place": place[back.ravel()]})  # fmt: skip
    return table.assign(label=np.asarray(label)).sort_values("time", kind="stable")


def _known(names: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for variant, own in enumerate(names):
        for name in own:
            found.setdefault(name.strip().casefold(), []).append(variant)
    return found


def _said(label: str, variants: Ints, known: dict[str, list[int]]) -> int:
    """Return the one variant of a place that a label names, -1 where it names none or several."""
    named = [one for one in known.get(str(label).strip().casefold(), []) if one in variants]
    return named[0] if len(named) == 1 else -1


def silence(times: Floats) -> float:
    """Return the time without any departure after which a new watch begins.

    Parameters
    ----------
    times : (n,)
        Departures in order, two at least. [s]
    """
    usual = float(np.median(np.diff(times)))
    return max(parameter("break"), parameter("break_headways") * usual)


def _cut(own: pd.DataFrame) -> list[_Raw]:
    begins, ends = float(own["begins"].iloc[0]), float(own["ends"].iloc[0])
    place, where = int(own["place"].iloc[0]), own[["x", "y"]].to_numpy(dtype=float).mean(axis=0)
    seen = own[own["time"].notna()]
    time, labels = seen["time"].to_numpy(dtype=float), tuple(seen["label"])
    if np.isfinite(begins) and np.isfinite(ends):
        inside = (time >= begins) & (time <= ends)
        kept = tuple(label for label, is_in in zip(labels, inside, strict=True) if is_in)
        raw = _Raw(place, where, begins, ends, time[inside], kept, given=True)
        return [raw] if ends > begins else []
    if len(time) < FEWEST:
        return []
    breaks = np.flatnonzero(np.diff(time) > silence(time)) + 1
    bounds = np.concatenate([[0], breaks, [len(time)]])
    return [
        _Raw(place, where, float(time[a]), float(time[b - 1]), time[a + 1 : b], labels[a + 1 : b],
             given=False)
        for a, b in pairwise(bounds.tolist()) if b - a >= FEWEST
    ]  # fmt: skip
