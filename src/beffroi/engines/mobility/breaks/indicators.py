"""Figures of breaks: connections missed, what small shifts mend, places unlinked, fares."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd

from beffroi.engines.mobility.breaks.exhibits import exhibits
from beffroi.engines.mobility.breaks.found import Found, found_breaks, is_on
from beffroi.engines.mobility.breaks.together import Together
from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.integration.fare_breaks import BREAK, UNKNOWN
from beffroi.engines.mobility.integration.unlinked import unlinked
from beffroi.engines.mobility.service.day_types import KIND_WORDS, Kind, measured
from beffroi.engines.mobility.service.figures import MAIN, day_words, feed_sources
from beffroi.engines.mobility.service.quality import Quality
from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words
from beffroi.territory.indicator import Indicator, read
from beffroi.territory.outcome import Outcome

DEFINITIONS = Path(__file__).parent / "indicators.toml"
MOST_USEFUL = 10
"""Shifts whose effect is summed."""
Indicators = Mapping[str, Indicator]


def outcome(inputs: Inputs, quality: Quality) -> Outcome:
    """Say where journeys break.

    Parameters
    ----------
    inputs
        The town, with one timetable at least, and `parts`.
    quality
        What was measured of its timetables.

    Returns
    -------
    Figures and exhibits; tables ``missed_connections`` (with the place of the stop),
    ``useful_shifts``, ``place_links`` and ``fare_breaks``, where each can be found.
    """
    found, definitions = found_breaks(inputs, quality), read(DEFINITIONS)
    figures = (
        *_missed(inputs, quality, found, definitions),
        *_linked(inputs, quality, found, definitions),
        *_fares(inputs, found, definitions),
    )
    return Outcome(figures, tuple(exhibits(inputs, quality, found)), _tables(inputs, found))


def _tables(inputs: Inputs, found: Found) -> dict[str, pd.DataFrame]:
    tables: dict[str, pd.DataFrame] = {}
    if found.missed is not None:
        x, y = (found.missed[name].to_numpy(dtype=float) for name in ("x", "y"))
        points = gpd.GeoSeries.from_xy(x, y, crs=inputs.epsg, index=found.missed.index)
        points = points.where(found.missed["x"].notna())
        told = found.missed.drop(columns=["x", "y"])
        tables["missed_connections"] = gpd.GeoDataFrame(told, geometry=points)
        tables["useful_shifts"] = found.shifts
    if found.links is not None:
        tables["place_links"] = found.links
    if found.fares is not None:
        tables["fare_breaks"] = found.fares
    return tables


def _missed(
    inputs: Inputs, quality: Quality, found: Found, definitions: Indicators
) -> Iterator[Figure]:
    sources = (*feed_sources(inputs), *inputs.sources["osm"])
    for kind in dict.fromkeys((MAIN, *measured(quality.basin.types))):
        counts = dict(_counts(found, kind))
        parts = {
            "kind": KIND_WORDS[kind],
            "day": day_words(quality, kind),
            "limits": limits(found.basin, kind),
        }
        for name, count in counts.items():
            yield definitions[name].figure(
                count, sources, variant=kind, parts=parts,
                minimum=count is not None and _is_partial(found.basin, kind),
            )  # fmt: skip
    mended = None
    if found.missed is not None:
        helped = found.shifts["mended"] if len(found.shifts) else pd.Series(dtype=float)
        mended = float(helped.head(MOST_USEFUL).sum())
    yield definitions["mobility.mended_connections"].figure(
        mended, sources, parts={"limits": limits(found.basin, MAIN)}
    )


def _counts(found: Found, kind: Kind) -> Iterator[tuple[str, float | None]]:
    """Count the connections missed on a day type; None where it cannot be known."""
    basin, missed = found.basin, found.missed
    is_known = basin is not None and missed is not None and kind in {*basin.days, *basin.apart}
    if basin is None or missed is None or not is_known:
        yield "mobility.missed_connections", None
        yield "mobility.stranded_connections", None
        return
    today = missed[is_on(missed, kind)]
    yield "mobility.missed_connections", float(len(today))
    yield "mobility.stranded_connections", float(today["next_departure"].isna().sum())
    between = today["from_operator"].ne(today["to_operator"]).fillna(value=False)
    shares_day = kind in basin.days and basin.operators > 1
    yield "mobility.missed_between_operators", float(between.sum()) if shares_day else None
    trains = basin.trains()
    ends = [today[f"{end}_route_id"].isin(trains) for end in ("from", "to")]
    yield "mobility.missed_trains", float((ends[0] | ends[1]).sum()) if len(trains) else None


def _is_partial(basin: Together | None, kind: Kind) -> bool:
    """Say whether some connections could not be looked at."""
    if basin is None:
        return False
    return basin.n_inexact > 0 or len(basin.apart.get(kind, {})) > 1


def limits(basin: Together | None, kind: Kind) -> Words:
    """Say what could not be looked at."""
    if basin is None:
        return CLOCKS
    said = []
    if len(basin.apart.get(kind, {})) > 1:
        said.append(APART)
    if basin.n_inexact:
        said.append(INEXACT)
    if not len(basin.trains()):
        said.append(NO_TRAIN)
    return Words(fr=" ".join(one.fr for one in said), en=" ".join(one.en for one in said))


CLOCKS = Words(
    fr="Les horloges des fichiers ne s'accordent pas : rien n'a pu être regardé.",
    en="The clocks of the feeds disagree: nothing could be looked at.",
)
APART = Words(
    fr="Les fichiers n'ont pas de jour commun : chacun est regardé à sa date, et ce qui se manque "
    "de l'un à l'autre est inconnu.",
    en="The feeds share no day: each is looked at on its own date, and what is missed from one to "
    "another is unknown.",
)
INEXACT = Words(
    fr="Des lignes à fréquence n'ont pas d'heure exacte : ce qui s'y manque est inconnu.",
    en="Lines run by headway have no exact times: what is missed there is unknown.",
)
NO_TRAIN = Words(
    fr="Aucun horaire de train n'est donné : ce qui se manque avec eux est inconnu.",
    en="No timetable of trains is given: what is missed with them is unknown.",
)


def _linked(
    inputs: Inputs, quality: Quality, found: Found, definitions: Indicators
) -> Iterator[Figure]:
    sources = (*feed_sources(inputs), *inputs.sources["osm"])
    value, pairs = None, None
    if found.links is not None:
        value, pairs = float(len(unlinked(found.links))), len(found.links) / 2
    yield definitions["mobility.unlinked_pairs"].figure(
        value, sources, parts={"day": link_day(quality, found)}
    )
    yield definitions["mobility.place_pairs"].figure(pairs, inputs.sources["osm"])


def link_day(quality: Quality, found: Found) -> Words:
    """Name the day on which places are joined; a dash where none is common."""
    main = None if found.basin is None else found.basin.main_day
    return Words("–", "–") if main is None else day_words(quality, main[0])


def _fares(inputs: Inputs, found: Found, definitions: Indicators) -> Iterator[Figure]:
    sources = (*feed_sources(inputs), *inputs.sources["osm"])
    value, unknown = None, None
    if found.fares is not None and len(found.fares):
        counts = found.fares["fare"].value_counts()
        unknown = float(counts.get(UNKNOWN, 0))
        if unknown < len(found.fares):
            value = float(counts.get(BREAK, 0))
    elif found.fares is not None:
        value, unknown = 0.0, 0.0
    is_partial = bool(unknown) and value is not None and value > 0
    if unknown and value == 0:
        value = None
    yield definitions["mobility.fare_breaks"].figure(
        value, sources, minimum=is_partial, parts={"unknown": SILENT if unknown else Words("", "")}
    )
    yield definitions["mobility.fares_unknown"].figure(unknown, sources)


SILENT = Words(
    fr="Des fichiers ne disent rien de leurs tarifs : une rupture y est inconnue, et non absente.",
    en="Some feeds say nothing of their fares: a break is unknown there, not absent.",
)
