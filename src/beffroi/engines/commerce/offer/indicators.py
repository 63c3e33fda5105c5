"""The offer: how varied the shops are, whose, where they gather, when open, how long they last."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.engines.commerce.directory.coverage import least_known
from beffroi.engines.commerce.families import families
from beffroi.engines.commerce.offer.hours import (
    MIDDAY,
    MONDAY,
    QUARTER,
    SUNDAY,
    Opened,
    opened,
)
from beffroi.engines.commerce.vitality.fronts import fronts, runs
from beffroi.engines.commerce.vitality.lasting import lasting
from beffroi.engines.commerce.vitality.offer import WIDE, chains, diversity, poles, trading
from beffroi.engines.commerce.vitality.vacancy import STRUCTURAL, UNDATED, ages, is_surveyed
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.kernels.proportions import wilson_interval
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.indicator import Indicator, read
from beffroi.territory.outcome import Outcome

DEFINITIONS = Path(__file__).parent / "indicators.toml"
ASKED = 5.0
"""Age at which the survival of shops is told, as INSEE does. [year]"""
SHOWN = range(7 * 60, 21 * 60 + 1, 30)
"""Moments of the day that the report shows. [min]"""
Sources = tuple[Source, ...]
Definitions = Mapping[str, Indicator]


@dataclass(frozen=True)
class Offered:
    """What the figures of the offer rest on.

    Attributes
    ----------
    premises
        Table `PREMISES` of the perimeter, in metres.
    streets
        Table `STREETS` of the whole map, in the same projection.
    lives
        Lives of the shops of the town, as `vitality.lives.lives` gives them; None without a
        history.
    date
        Day of the premises, ISO 8601.
    sources
        Where the premises come from.
    country
        Whose public holidays hold, ISO 3166-1.
    """

    premises: gpd.GeoDataFrame
    streets: gpd.GeoDataFrame
    lives: pd.DataFrame | None
    date: str
    sources: Sources
    country: str = "FR"


def outcome(given: Offered) -> Outcome:
    """Describe the offer of a perimeter.

    Returns
    -------
    Figures; exhibits of the shops by family, of the hours, of empty runs; the poles as a table.
    """
    definitions, alive = read(DEFINITIONS), trading(given.premises)
    gathered = poles(given.premises)
    empty = runs(given.premises, fronts(given.premises, given.streets))
    hours = opened(alive, given.date, given.country)
    figures = (
        *_variety(alive, definitions, given.sources),
        *_vacancy(given, empty, definitions),
        *_gathered(gathered, definitions, given.sources),
        *_hours(hours, definitions, given.sources),
        *_lasting(given, definitions),
    )
    exhibits = (
        *_families(given.premises, given.sources), *_day(hours, given.sources),
        *_runs(empty, given.sources),
    )  # fmt: skip
    return Outcome(figures, exhibits, {"shopping_poles": gathered, "vacant_runs": _kept(empty)})


def _kept(empty: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Keep what a file can hold of runs: no lists."""
    return gpd.GeoDataFrame(empty.drop(columns=["members"]))


def _share(k: int, n: int) -> tuple[float | None, tuple[float, float] | None]:
    if n == 0:
        return None, None
    low, high = wilson_interval(k, n)
    return k / n, (float(low), float(high))


def _variety(alive: pd.DataFrame, definitions: Definitions, sources: Sources) -> Iterator[Figure]:
    yield definitions["commerce.premises_trading"].figure(float(len(alive)), sources)
    told = diversity(alive["family"].value_counts())
    value, error = told.rarefied[1], told.error[1]
    known = bool(np.isfinite(value))
    around = (value - WIDE * error, value + WIDE * error) if np.isfinite(error) else None
    yield definitions["commerce.variety"].figure(
        value if known else None, sources, interval=around if known else None
    )
    own = chains(alive)
    is_told = own.shops > own.unknown
    yield definitions["commerce.chains"].figure(
        own.least if is_told else None, sources, minimum=own.unknown > 0,
    )  # fmt: skip


def _vacancy(given: Offered, empty: gpd.GeoDataFrame, definitions: Definitions) -> Iterator[Figure]:
    looked = is_surveyed(given.premises)
    yield definitions["commerce.vacant_runs"].figure(
        float(len(empty)) if looked else None, given.sources
    )
    told = {age.key: age for age in ages(given.premises, given.date)}
    dated = sum(age.premises for key, age in told.items() if key != UNDATED)
    old = told[STRUCTURAL]
    yield definitions["commerce.structural_vacancy"].figure(
        old.share if dated else None, given.sources,
        interval=(old.low, old.high) if dated else None,
        parts={"dated": str(dated), "undated": str(told[UNDATED].premises)},
    )  # fmt: skip


def _gathered(
    gathered: gpd.GeoDataFrame, definitions: Definitions, sources: Sources
) -> Iterator[Figure]:
    yield definitions["commerce.poles"].figure(float(len(gathered)), sources)
    largest = float(gathered["shops"].iloc[0]) if len(gathered) else None
    yield definitions["commerce.main_pole"].figure(largest, sources)


def _hours(hours: Opened, definitions: Definitions, sources: Sources) -> Iterator[Figure]:
    parts = {"known": str(hours.known), "shops": str(hours.shops)}
    for id_, n in (
        ("commerce.open_at_noon", hours.at(MIDDAY)),
        ("commerce.open_on_monday", hours.on(MONDAY)),
        ("commerce.open_on_sunday", hours.on(SUNDAY)),
    ):
        share, around = _share(n, hours.known)
        yield definitions[id_].figure(share, sources, interval=around, parts=parts)
    gap = hours.noon_gap()
    yield definitions["commerce.noon_gap"].figure(
        None if gap is None else gap.value, sources,
        interval=None if gap is None else (gap.low, gap.high),
        parts=parts | {"least": str(least_known(hours.shops))},
    )  # fmt: skip


def _lasting(given: Offered, definitions: Definitions) -> Iterator[Figure]:
    definition = definitions["commerce.survival"]
    if given.lives is None or given.lives.empty:
        yield definition.figure(None, given.sources)
        return
    found = lasting(given.lives, given.date)
    curve = found.curve
    value, low, high = (float(one[0]) for one in curve.at(np.array([ASKED])))
    known = bool(np.isfinite(value))
    yield definition.figure(
        value if known else None, given.sources,
        interval=(low, high) if known and np.isfinite([low, high]).all() else None,
    )  # fmt: skip


def _families(premises: pd.DataFrame, sources: Sources) -> Iterator[Exhibit]:
    rows = premises[premises["family"].notna()]
    if rows.empty:
        return
    looked = is_surveyed(premises)
    named = families()
    counts = pd.crosstab(rows["family"].astype(str), rows["state"].astype(str))
    counts = counts.reindex(columns=["trading", "vacant", "unknown"], fill_value=0)
    counts = counts.sort_values("trading", ascending=False, kind="stable").astype(float)
    yield Exhibit(
        id="commerce.offer_families",
        title=Words(fr="Locaux par famille de commerces", en="Premises by family of shops"),
        shape="table",
        fields=(
            Field("family", Words(fr="Famille", en="Family")),
            Field("trading", Words(fr="En activité", en="Trading"), "premises"),
            Field("vacant", Words(fr="Vacants, d'après la dernière activité",
                                  en="Vacant, by what traded last"), "premises"),
            Field("unknown", Words(fr="Au registre seul", en="In the register alone"), "premises"),
        ),
        rows=tuple(
            (named[name].name if name in named else name, n, empty if looked else None, alone)
            for name, (n, empty, alone) in zip(map(str, counts.index), counts.to_numpy(),
                                               strict=True)
        ),
        sources=sources,
        note=Words(
            fr="Commerces, cafés, restaurants et services ouverts au public. « Au registre "
            "seul » : SIRENE les dit actifs et la carte ne les montre pas, ce qui ne prouve pas "
            "qu'ils le sont.",
            en="Shops, cafés, restaurants and services open to the public. \"In the register "
            "alone\": SIRENE says that they are active and the map does not show them, which does "
            "not prove that they are.",
        ),
    )  # fmt: skip


def _day(hours: Opened, sources: Sources) -> Iterator[Exhibit]:
    if not hours.tells:
        return
    shares = hours.shares()
    yield Exhibit(
        id="commerce.open_hours",
        title=Words(fr="Commerces ouverts au fil d'un jour ordinaire",
                    en="Shops open along an ordinary day"),
        shape="line",
        fields=(
            Field("hour", Words(fr="Heure", en="Time")),
            Field("share", Words(fr="Part ouverte", en="Share open"), "1"),
        ),
        rows=tuple(
            (f"{minute // 60:02d}:{minute % 60:02d}", float(shares[minute // QUARTER]))
            for minute in SHOWN
        ),
        sources=sources,
        note=Words(
            fr="Moyenne du mardi au vendredi, d'une semaine sans jour férié, parmi les {known} "
            "commerces dont les horaires sont compris, sur {shops}.",
            en="Mean of Tuesday to Friday, in a week without a public holiday, among the {known} "
            "shops whose hours are understood, of {shops}.",
        ).filled(known=str(hours.known), shops=str(hours.shops)),
    )  # fmt: skip


def _runs(empty: gpd.GeoDataFrame, sources: Sources) -> Iterator[Exhibit]:
    if empty.empty:
        return
    yield Exhibit(
        id="commerce.vacant_runs",
        title=Words(fr="Vitrines vides qui se suivent", en="Empty windows in a row"),
        shape="table",
        fields=(
            Field("street", Words(fr="Rue", en="Street")),
            Field("premises", Words(fr="Locaux", en="Premises"), "premises"),
            Field("length", Words(fr="Longueur", en="Length"), "m"),
        ),
        rows=tuple(
            (str(row.street), float(row.premises), float(row.length)) for row in empty.itertuples()
        ),
        sources=sources,
        note=Words(
            fr="Trois locaux vacants ou plus d'un même côté de la rue, sans commerce en activité "
            "entre eux.",
            en="Three vacant premises or more on one side of the street, with no trading shop "
            "between them.",
        ),
    )
