"""Figures of access: minutes to the centre, who is left out without a car, how unequal it is."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.access.inputs import MODE_WORDS, Mode
from beffroi.engines.mobility.access.opportunities import family_words
from beffroi.engines.mobility.access.place_figures import (
    parking_words,
    place_columns,
    place_exhibits,
    place_figures,
)  # fmt: skip
from beffroi.engines.mobility.access.reach_of_centre import (
    DIRECTIONS,
    QUARTER,
    SHOWN,
    WINDOW,
    WITHIN,
    WITHOUT_CAR,
    Reach,
)
from beffroi.engines.mobility.access.ready import clock
from beffroi.engines.mobility.inputs import Inputs
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.kernels.inequality import gini, palma, quantiles
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.indicator import Indicator

Floats = npt.NDArray[np.float64]
HALF = 0.5
NO_DAY = Words(fr="sans horaires", en="without timetables")


def access_figures(
    inputs: Inputs, reach: Reach, indicators: Mapping[str, Indicator]
) -> Iterator[Figure]:
    """Give the minutes to the centre by mode, the people left out, and how unequal access is.

    Parameters
    ----------
    inputs
        Tables of the town, for sources and words.
    reach
        From `reach_of_centre`.
    indicators
        Definitions by id.
    """
    parts = _parts(inputs, reach)
    for direction, words in DIRECTIONS.items():
        for mode, minutes in reach.minutes[direction].items():
            named = parts | {"mode": MODE_WORDS[mode], "direction": words}
            sources = _sources(inputs, mode)
            variant = f"{mode}.{direction}"
            median = known(quantiles(minutes, reach.squares.weight, HALF)[0])
            yield indicators["mobility.minutes_to_centre"].figure(
                median, sources, variant=variant, parts=named
            )
            yield indicators["mobility.share_within_half_hour"].figure(
                share(minutes <= WITHIN, minutes, reach.squares.weight),
                sources,
                variant=variant,
                parts=named,
            )
    yield from _left_out(inputs, reach, indicators, parts)
    yield from _unequal(inputs, reach, indicators, parts)
    yield from _near(inputs, reach, indicators, parts)
    yield from place_figures(inputs, reach, indicators, parts)


def _parts(inputs: Inputs, reach: Reach) -> dict[str, str | Words]:
    return {
        "parking": parking_words(reach), "population": inputs.population.method,
        "day": reach.day or NO_DAY,
        "begin": clock(WINDOW[0]), "end": clock(WINDOW[1]), "minutes": f"{WITHIN:.0f}",
    }  # fmt: skip


def _sources(inputs: Inputs, mode: Mode) -> tuple[Source, ...]:
    feeds = tuple(feed.source for feed in inputs.timetables) if mode == "transit" else ()
    return (*inputs.sources["population"], *inputs.sources["osm"], *feeds)


def known(value: float) -> float | None:
    """Say that what is beyond an hour, or nobody's, has no value."""
    return float(value) if np.isfinite(value) else None


def share(within: npt.NDArray[np.bool_], minutes: Floats, people: Floats) -> float | None:
    """Give the share of those within, of the people whose times are known; None if none are."""
    told = ~np.isnan(minutes)
    total = float(people[told].sum())
    return float(people[told & within].sum()) / total if total > 0 else None


def best_without_car(reach: Reach) -> Floats:
    """Give the least minutes to the centre on foot, by quiet bike or by public transport.

    Returns
    -------
    (n_squares,)
        Infinite beyond an hour, NaN off the streets. [min]
    """
    return least(reach.minutes["to_centre"], WITHOUT_CAR)


def least(times: Mapping[Any, Floats], modes: Iterable[str]) -> Floats:
    """Give the least minutes by any of some modes, those that were not searched left out.

    Returns
    -------
    (n_squares,)
        NaN where a mode is unknown, for it may be the quickest. [min]
    """
    return np.asarray(np.min([times[mode] for mode in modes if mode in times], axis=0), float)


def _left_out(
    inputs: Inputs, reach: Reach, indicators: Mapping[str, Indicator], parts: dict[str, str | Words]
) -> Iterator[Figure]:
    """Count the people who do not come to the centre within half an hour without a car."""
    best, people = best_without_car(reach), reach.squares.weight
    far = np.asarray(best > WITHIN)
    sources = _sources(inputs, "transit" if reach.day else "walk")
    left = share(far, best, people)
    yield indicators["mobility.left_out"].figure(
        float(people[far].sum()) if left is not None else None, sources, parts=parts
    )
    yield indicators["mobility.left_out_share"].figure(left, sources, parts=parts)


def _unequal(
    inputs: Inputs, reach: Reach, indicators: Mapping[str, Indicator], parts: dict[str, str | Words]
) -> Iterator[Figure]:
    """Measure how unevenly shops within half an hour are shared out."""
    people = reach.squares.weight
    for mode, shops in reach.shops.items():
        named = parts | {"mode": MODE_WORDS[mode]}
        sources = _sources(inputs, mode)
        for id_, measure in (("mobility.shops_gini", gini), ("mobility.shops_palma", palma)):
            yield indicators[id_].figure(
                known(measure(shops, people)), sources, variant=mode, parts=named
            )


def _near(
    inputs: Inputs, reach: Reach, indicators: Mapping[str, Indicator], parts: dict[str, str | Words]
) -> Iterator[Figure]:
    """Give the share of people who have a place of each family within a quarter of an hour."""
    for family, minutes in reach.nearest.items():
        named = parts | {"family": family_words(family), "minutes": f"{QUARTER:.0f}"}
        yield indicators["mobility.share_near"].figure(
            share(minutes <= QUARTER, minutes, reach.squares.weight), _sources(inputs, "walk"),
            variant=f"{family}.{QUARTER:.0f}min", parts=named,
        )  # fmt: skip


def access_exhibits(
    inputs: Inputs, reach: Reach, figures: Mapping[str, Figure]
) -> Iterator[Exhibit]:
    """Show the minutes to the centre by mode, and how near the families of places are."""
    note = Words(
        fr="Carrés de 200 m habités de la carte ; transport public : médiane des départs de "
        "{begin} à {end}, le {day}.",
        en="Inhabited squares of 200 m of the map; public transport: median of the departures "
        "from {begin} to {end} on {day}.",
    ).filled(**_parts(inputs, reach))
    modes = [mode for mode in SHOWN if mode in reach.minutes["to_centre"]]
    ids = tuple(f"mobility.share_within_half_hour.{mode}.to_centre" for mode in modes)
    yield Exhibit(
        id="mobility.within_half_hour",
        title=Words(
            fr="Habitants qui viennent au centre en une demi-heure, par mode",
            en="Inhabitants who come to the centre within half an hour, by mode",
        ),
        shape="bars",
        fields=(Field("mode", Words(fr="Mode", en="Mode")),
                Field("share", Words(fr="Part des habitants", en="Share of inhabitants"), "1")),
        rows=tuple((MODE_WORDS[mode], figures[id_].value)
                   for mode, id_ in zip(modes, ids, strict=True)),
        sources=_sources(inputs, "transit" if reach.day else "walk"),
        note=note,
        figures=ids,
    )  # fmt: skip
    near = [id_ for id_ in figures if id_.startswith("mobility.share_near.")]
    if near:
        yield Exhibit(
            id="mobility.near",
            title=Words(fr="Habitants à un quart d'heure à pied de…",
                        en="Inhabitants within a quarter of an hour's walk of…"),
            shape="bars",
            fields=(Field("family", Words(fr="Lieux", en="Places")),
                    Field("share", Words(fr="Part des habitants", en="Share of inhabitants"), "1")),
            rows=tuple((family_words(id_.split(".")[2]), figures[id_].value) for id_ in near),
            sources=_sources(inputs, "walk"),
            note=Words(fr="Carrés de 200 m habités de la carte ; à pied par les rues.",
                       en="Inhabited squares of 200 m of the map; on foot along the streets."),
            figures=tuple(near),
        )  # fmt: skip
    yield from place_exhibits(inputs, reach, figures, note)


def access_squares(reach: Reach) -> pd.DataFrame:
    """List the squares with their people and their minutes to the centre by mode.

    Returns
    -------
    Columns `square_id`, `x`, `y` [m], `population`, `off_streets`, and `minutes_<mode>` and
    `minutes_without_car`, `minutes_transit_<day type>`: missing beyond an hour or off the streets
    [min]; `<family>_<mode>`, places within half an hour, and `<family>_per_thousand`, places for
    1,000 inhabitants given who else comes to them without a car.
    """
    squares = reach.squares
    best = best_without_car(reach)
    times = {f"minutes_{mode}": minutes for mode, minutes in reach.minutes["to_centre"].items()}
    times |= {f"minutes_transit_{kind}": minutes for kind, minutes in reach.by_day.items()}
    columns = {name: pd.Series(np.where(np.isfinite(minutes), minutes, np.nan))
               for name, minutes in (times | {"minutes_without_car": best}).items()}  # fmt: skip
    return pd.DataFrame({
        "square_id": pd.Series(squares.ids, dtype="string"), "x": squares.x, "y": squares.y,
        "population": squares.weight, "off_streets": np.isnan(best), **columns,
        **place_columns(reach),
    })  # fmt: skip
