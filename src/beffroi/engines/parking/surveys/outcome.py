"""What a plate survey tells: its figures, its tables, and what it cannot tell."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.engines.parking.surveys import secrecy
from beffroi.engines.parking.surveys.norms import norm
from beffroi.engines.parking.surveys.occupancy import Occupied, doubtful, occupied, rotation
from beffroi.engines.parking.surveys.passes import MISSING, Passes, made
from beffroi.engines.parking.surveys.plates import stays
from beffroi.engines.parking.surveys.stays import (
    Estimate,
    Lengths,
    Refused,
    kinds,
    lengths,
    sure_share,
)
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import said
from beffroi.territory.indicator import Indicator, read

DEFINITIONS = Path(__file__).parent / "indicators.toml"
MINUTE, HOUR = 60.0, 3_600.0
Make = Callable[..., Figure]
LAW_NAMES = {"gamma": both("Gamma"), "weibull": both("Weibull"), "lognormal": both("Log-normal")}


@dataclass(frozen=True, slots=True, eq=False)
class Surveyed:
    """What a plate survey tells.

    Attributes
    ----------
    sections
        Table `SURVEY_SECTIONS`.
    passes
        Passes by sections.
    stays
        Stays seen, one row each: to be kept in memory.
    occupied
        Occupancies.
    lengths
        How long vehicles stay, or why it is not known.
    by_limit
        The same by limit of stay [min], for the sections that have one.
    counted
        Stays by section and class of length, as they may be shown.
    long
        Vehicles that surely stayed long or beyond the limit, by section, as they may be shown
        (`secrecy.overstays`), with its `spaces`, `limit` and `days`.
    figures
        Figures.
    remarks
        What was doubtful.
    """

    sections: pd.DataFrame
    passes: Passes
    stays: pd.DataFrame
    occupied: Occupied
    lengths: Lengths | Refused
    by_limit: Mapping[float, Lengths | Refused]
    counted: pd.DataFrame
    long: pd.DataFrame
    figures: tuple[Figure, ...]
    remarks: tuple[Words, ...]


def surveyed(
    reads: pd.DataFrame, sections: pd.DataFrame, sources: tuple[Source, ...], *, seed: int = 0
) -> Surveyed:
    """Tell what a plate survey tells.

    Parameters
    ----------
    reads
        Table `PLATE_READS`.
    sections
        Table `SURVEY_SECTIONS`, one row for each section of the reads.
    sources
        Where both come from.
    seed
        Seed of the intervals.
    """
    passes = made(reads)
    table = stays(reads, passes)
    taken = occupied(passes.table, sections, seed=seed)
    whole = lengths(table, seed=seed)
    limits = sections.set_index("section")["limit"].dropna()
    by_limit = {
        float(limit): lengths(table[table["section"].isin(own.index)], seed=seed)
        for limit, own in limits.groupby(limits)
    }
    made_ = Surveyed(
        sections, passes, table, taken, whole, by_limit, secrecy.counted(table),
        _overstays(table, passes, sections), (),
        (*_remarks(reads, passes, sections, taken), *_kinds(table, whole)),
    )  # fmt: skip
    return replace(made_, figures=tuple(_figures(made_, read(DEFINITIONS), sources)))


def _overstays(table: pd.DataFrame, passes: Passes, sections: pd.DataFrame) -> pd.DataFrame:
    own = sections.set_index("section")
    days = passes.table.groupby("section")["day"].nunique()
    found = secrecy.overstays(table, own["limit"])
    name = found["section"]
    return found.assign(spaces=name.map(own["spaces"]).to_numpy(dtype=float, na_value=np.nan),
                        limit=name.map(own["limit"]).to_numpy(dtype=float, na_value=np.nan),
                        days=name.map(days).to_numpy(dtype=float))  # fmt: skip


def _remarks(
    reads: pd.DataFrame, passes: Passes, sections: pd.DataFrame, taken: Occupied
) -> Iterator[Words]:
    lost = passes.table[passes.table["state"] == MISSING]
    for section, own in lost.groupby("section", sort=True):
        yield both("{section}: {n} pass(es) (is|are) missing ({when}): occupancy is unknown there, "
                   "and stays go on across them.", section=section, n=len(own),
                   when=", ".join(_clock(t) for t in own["time"].head(6)))  # fmt: skip
    if not passes.has_names:
        yield both("The file names no pass: sections where nobody stood were not seen to be empty, "
                   "so that occupancy may be too high. Add a column `pass`.")  # fmt: skip
    unread = int((reads["vehicle"] == -1).sum())
    if unread:
        yield both("{n} vehicle(s) whose plate could not be read (counts|count) in occupancy, not "
                   "in stays.", n=unread)  # fmt: skip
    yield from doubtful(sections, taken.passes)


def _kinds(table: pd.DataFrame, whole: Lengths | Refused) -> Iterator[Words]:
    """Tell two kinds of stays, where one law does not tell them as well."""
    two = kinds(table, whole)
    if two is None or isinstance(whole, Refused):
        return
    mean = two.share * two.short + (1 - two.share) * two.long
    parts = {
        name: Words(*(said(value / 60, "min", code) for code in LANGUAGES))
        for name, value in (("short", two.short), ("long", two.long), ("mean", mean),
                            ("one", whole.law.mean))
    }  # fmt: skip
    share = Words(*(said(two.share, "1", code) for code in LANGUAGES))
    yield both("Stays are of two kinds, as those of visitors and residents are: {share} of those "
               "who come stay about {short}, the others about {long}, {mean} in all (one law: "
               "{one}). The figures are those of one law: survey at night too, or residents' and "
               "visitors' streets apart.", share=share, **parts)  # fmt: skip


def _clock(seconds: float) -> str:
    return f"{int(seconds % 86_400 // 3_600):02d}:{int(seconds % 3_600 // 60):02d}"


def _figures(
    done: Surveyed, known: Mapping[str, Indicator], sources: tuple[Source, ...]
) -> Iterator[Figure]:
    def figure(name: str, found: Estimate | float | None, **parts: object) -> Figure:
        span = None
        if isinstance(found, Estimate):
            span = (found.low, found.high) if found.low < found.high else None
            found = found.value
        given = {key: str(part) if not isinstance(part, Words) else part
                 for key, part in parts.items() if key not in {"variant", "minimum"}}  # fmt: skip
        return known[f"parking.survey.{name}"].figure(
            found, sources, interval=span, parts=given, variant=str(parts.get("variant", "")),
            minimum=bool(parts.get("minimum", False)),
        )  # fmt: skip

    taken, table = done.occupied, done.stays
    n_known = int((done.sections["spaces"] > 0).sum())
    yield figure("occupancy", taken.mean, known=n_known, all=len(done.sections))
    yield figure("peak", taken.peak, hour="?" if taken.peak_hour is None else taken.peak_hour)
    yield figure("saturated", taken.saturated)
    distinct = len(table[["visit", "vehicle"]].drop_duplicates())
    yield figure("seen", float(distinct))
    n_days = max(done.passes.table["day"].nunique(), 1)
    raw, begun = rotation(table, done.sections, n_days)
    yield figure("rotation_seen", raw)
    yield from _of_lengths(done, figure, begun)
    yield from _long(done, figure)
    yield from _respect(done, figure)


def _of_lengths(done: Surveyed, make: Make, begun: float | None) -> Iterator[Figure]:
    told = done.lengths
    if isinstance(told, Refused):
        empty = {"law": both("No"), "n": 0, "drawn": both("vehicles")}
        yield make("rotation", None)
        yield make("unseen", None)
        yield make("mean_stay", None, **empty)
        yield make("median_stay", None)
        return
    n_all = told.n_seen + told.n_first
    made_up = None
    if begun is not None:
        made_up = Estimate(
            *(begun * (told.n_first + n) / n_all
              for n in (told.n_came.value, told.n_came.low, told.n_came.high))
        )  # fmt: skip
    yield make("rotation", made_up)
    shares = [1 - told.n_seen / n
              for n in (told.n_came.value, told.n_came.low, told.n_came.high)]  # fmt: skip
    yield make("unseen", Estimate(*(float(np.clip(one, 0.0, 1.0)) for one in shares)))
    drawn = both("vehicles") if told.by_vehicle else both("sections")
    mean, median = (_scaled(one, 1 / MINUTE) for one in (told.mean(), told.median()))
    law = LAW_NAMES[told.law.law]
    yield make("mean_stay", mean, law=law, n=told.n_seen, drawn=drawn)
    yield make("median_stay", median)


def _scaled(one: Estimate, by: float) -> Estimate:
    return Estimate(one.value * by, one.low * by, one.high * by)


def _long(done: Surveyed, make: Make) -> Iterator[Figure]:
    hours, table = norm("long_stay"), done.stays
    sure = sure_share(table, lambda t: t >= hours * HOUR)
    share = None if sure is None else sure[0]
    said_ = Words(f"{hours:g}".replace(".", ","), f"{hours:g}")
    yield make("long_stays", share, hours=said_, minimum=True)
    yield make("long_hours", long_presence(done), hours=said_, minimum=True)


def long_presence(done: Surveyed) -> float | None:
    """Share of the presences at passes that are of long stays; None for too few vehicles."""
    if len(done.stays) < norm("least_told"):
        return None
    n = done.stays["sightings"].to_numpy(dtype=np.float64)
    span = (done.stays["last"] - done.stays["first"]).to_numpy(dtype=np.float64)
    is_long = span >= norm("long_stay") * HOUR
    return float(n[is_long].sum() / n.sum())


def _respect(done: Surveyed, make: Make) -> Iterator[Figure]:
    limits = done.sections.set_index("section")["limit"].dropna()
    for limit, told in done.by_limit.items():
        own = limits.index[(limits == limit).to_numpy(dtype=bool)]
        seconds = limit * MINUTE
        sure = sure_share(
            done.stays[done.stays["section"].isin(own)],
            lambda t, s=seconds: t > s,  # type: ignore[misc]
        )
        bounds = [Words(*(said(share, "1", code) for code in LANGUAGES))
                  for share in (sure or (None, None))]  # fmt: skip
        kept = None
        if isinstance(told, Lengths):
            over = told.longer(seconds)
            kept = Estimate(1 - over.value, 1 - over.high, 1 - over.low)
        yield make("respect", kept, limit=f"{limit:g}", sure=bounds[0], possible=bounds[1],
                     variant=f"{limit:g}min")  # fmt: skip
