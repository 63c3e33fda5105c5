"""Figures of places: what people find within half an hour, and who is left out on which days."""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.access.inputs import MODE_WORDS, Mode, parameter
from beffroi.engines.mobility.access.opportunities import family_words
from beffroi.engines.mobility.access.places import JOBS, Found
from beffroi.engines.mobility.access.reach_of_centre import WITHIN, Reach
from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.service.day_types import KIND_WORDS
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.kernels.inequality import quantiles
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.indicator import Indicator

Floats = npt.NDArray[np.float64]
Parts = Mapping[str, str | Words]
THOUSAND = 1_000.0
HALF, NINE_TENTHS = 0.5, 0.9
SHARES = ("mobility.places_within", "mobility.places_gravity")
PLACED = Words(
    fr="Un lieu que ni la carte ni les horaires ne portent manque.",
    en="A place that neither the map nor the timetables hold is missing.",
)
SILENT = Words(fr="rien ne circule", en="nothing runs")


def parking_words(reach: Reach) -> Words:
    """Say what parking adds to a trip to the centre."""
    search = f"{parameter('parking_search') / 60:.0f}"
    if reach.parked is None:
        return Words(
            fr="{search} min pour trouver une place et {walk} min de marche en plus, par "
            "hypothèse.",
            en="{search} min to find a space and {walk} min on foot besides, by assumption.",
        ).filled(search=search, walk=f"{parameter('parking_walk') / 60:.0f}")
    return Words(
        fr="{search} min pour trouver une place, par hypothèse, et {walk} min de marche depuis la "
        "place du milieu des parcs du centre que porte la carte.",
        en="{search} min to find a space, by assumption, and {walk} min on foot from the middle "
        "bay of the centre's car parks that the map holds.",
    ).filled(search=search, walk=f"{reach.parked:.0f}")


def place_figures(
    inputs: Inputs, reach: Reach, indicators: Mapping[str, Indicator], parts: Parts
) -> Iterator[Figure]:
    """Give what the middle inhabitant finds by family and mode, and who comes on which day.

    Parameters
    ----------
    inputs
        Tables of the town, for sources and words.
    reach
        From `reach_of_centre`.
    indicators
        Definitions by id.
    parts
        Words of the methods.
    """
    yield from _by_day(inputs, reach, indicators, parts)
    found = reach.places
    if found is None:
        return
    people = reach.squares.weight
    for family in found.families:
        n = found.column[family]
        if family == JOBS:
            yield from _jobs(inputs, reach, indicators, parts)
            continue
        named: dict[str, str | Words] = {**parts, "family": family_words(family), "placed": PLACED}
        for id_, values in zip(SHARES, (found.within, found.weighed), strict=True):
            for mode, held in values.items():
                half = parameter("half_life_walk" if mode == "walk" else "half_life_vehicle")
                yield indicators[id_].figure(
                    _middle(held[:, n], people), _sources(inputs, mode),
                    variant=f"{family}.{mode}",
                    parts=named | {"mode": MODE_WORDS[mode], "half": f"{half:.0f}"},
                )  # fmt: skip
        sources = _sources(inputs, "transit")
        yield indicators["mobility.places_shared"].figure(
            _middle(THOUSAND * found.catchment[:, n], people), sources, variant=family, parts=named
        )
        yield indicators["mobility.share_without_place"].figure(
            _share(found.without_car[:, n], people), sources, variant=family, parts=named
        )


def _by_day(
    inputs: Inputs, reach: Reach, indicators: Mapping[str, Indicator], parts: Parts
) -> Iterator[Figure]:
    people, walk = reach.squares.weight, reach.minutes["to_centre"]["walk"]
    for kind, minutes in reach.by_day.items():
        best = np.fmin(minutes, walk)
        named = {**parts, "kind": KIND_WORDS[kind], "date": reach.days[kind] or SILENT}
        sources, known = _sources(inputs, "transit"), ~np.isnan(walk)
        if reach.days[kind]:
            times = np.where(known, best, np.nan)
            for id_, share in (("minutes_by_day", HALF), ("slowest_by_day", NINE_TENTHS)):
                yield indicators[f"mobility.{id_}"].figure(
                    _at(times, people, share), sources, variant=kind, parts=named
                )
        yield indicators["mobility.left_out_by_day"].figure(
            float(people[known & (best > WITHIN)].sum()) if known.any() else None, sources,
            variant=kind, parts=named,
        )  # fmt: skip


def _jobs(
    inputs: Inputs, reach: Reach, indicators: Mapping[str, Indicator], parts: Parts
) -> Iterator[Figure]:
    found = reach.places
    if found is None:
        return
    for mode, held in found.within.items():
        yield indicators["mobility.jobs_within"].figure(
            _middle(held[:, found.column[JOBS]], reach.squares.weight),
            (*_sources(inputs, mode), *inputs.sources.get("flows", ())),
            interval=found.jobs_interval[mode], variant=mode,
            parts={**parts, "mode": MODE_WORDS[mode]},
        )  # fmt: skip


def _sources(inputs: Inputs, mode: Mode) -> tuple[Source, ...]:
    feeds = tuple(feed.source for feed in inputs.timetables) if mode == "transit" else ()
    return (*inputs.sources["population"], *inputs.sources["osm"], *feeds)


def _middle(values: Floats, people: Floats) -> float | None:
    return _at(values, people, HALF)


def _at(values: Floats, people: Floats, share: float) -> float | None:
    """Give what so many people do not exceed; None beyond an hour or where nobody's is known."""
    value = float(quantiles(values, people, share)[0])
    return value if np.isfinite(value) else None


def _share(held: Floats, people: Floats) -> float | None:
    known = ~np.isnan(held)
    total = float(people[known].sum())
    return float(people[known & (held == 0)].sum()) / total if total > 0 else None


def place_columns(reach: Reach) -> dict[str, pd.Series]:
    """List what each square finds: `<family>_<mode>`, `<family>_per_thousand`."""
    found = reach.places
    if found is None:
        return {}
    columns = {f"{family}_{mode}": held[:, n] for mode, held in found.within.items()
               for family, n in found.column.items()}  # fmt: skip
    shared = {f"{family}_per_thousand": THOUSAND * found.catchment[:, n]
              for family, n in found.column.items() if family != JOBS}  # fmt: skip
    return {name: pd.Series(values) for name, values in (columns | shared).items()}


def place_exhibits(
    inputs: Inputs, reach: Reach, figures: Mapping[str, Figure], note: Words
) -> Iterator[Exhibit]:
    """Show what people find within half an hour, and who is left out on which days."""
    if reach.by_day:
        yield _days_exhibit(inputs, reach, figures)
    if reach.places is not None:
        yield _places_exhibit(inputs, reach.places, figures, note)
        if JOBS in reach.places.families:
            yield _jobs_exhibit(inputs, reach.places, figures, note)


def _days_exhibit(inputs: Inputs, reach: Reach, figures: Mapping[str, Figure]) -> Exhibit:
    def value(id_: str) -> float | None:
        return figures[id_].value if id_ in figures else None

    ids = tuple(f"mobility.left_out_by_day.{kind}" for kind in reach.by_day)
    return Exhibit(
        id="mobility.by_day",
        title=Words(fr="Venir au centre en transport public, selon le jour",
                    en="Coming to the centre by public transport, by day"),
        shape="table",
        fields=(
            Field("day", Words(fr="Jour", en="Day")),
            Field("date", Words(fr="Date", en="Date")),
            Field("minutes", Words(fr="Durée médiane", en="Median time"), "min"),
            Field("slowest", Words(fr="Durée que neuf sur dix ne dépassent pas",
                                   en="Time that nine in ten do not exceed"), "min"),
            Field("left_out", Words(fr="Habitants à plus d'une demi-heure",
                                    en="Inhabitants more than half an hour away"), "person"),
        ),
        rows=tuple(
            (KIND_WORDS[kind], reach.days[kind] or SILENT,
             value(f"mobility.minutes_by_day.{kind}"), value(f"mobility.slowest_by_day.{kind}"),
             value(id_))
            for kind, id_ in zip(reach.by_day, ids, strict=True)
        ),
        sources=_sources(inputs, "transit"),
        note=Words(
            fr="Départs de 8 h à 9 h, le samedi et le dimanche aussi ; à pied si c'est plus court, "
            "le vélo et la voiture laissés de côté.",
            en="Departures from 8 to 9, on Saturdays and Sundays too; on foot if that is shorter, "
            "bikes and cars left aside.",
        ),
        figures=ids,
    )  # fmt: skip


def _places_exhibit(
    inputs: Inputs, found: Found, figures: Mapping[str, Figure], note: Words
) -> Exhibit:
    def cell(id_: str) -> float | None:
        return figures[id_].value if id_ in figures else None

    modes, rows = list(found.within), []
    for family in found.families:
        if family == JOBS:
            continue
        rows.append((
            family_words(family),
            *(cell(f"mobility.places_within.{family}.{mode}") for mode in modes),
            cell(f"mobility.places_gravity.{family}.walk"),
            cell(f"mobility.places_shared.{family}"),
            cell(f"mobility.share_without_place.{family}"),
        ))  # fmt: skip
    return Exhibit(
        id="mobility.places",
        title=Words(fr="Ce que l'habitant du milieu trouve en une demi-heure",
                    en="What the middle inhabitant finds within half an hour"),
        shape="table",
        fields=(
            Field("family", Words(fr="Lieux", en="Places")),
            *(Field(f"within_{mode}", MODE_WORDS[mode], "place") for mode in modes),
            Field("gravity", Words(fr="À pied, les lointains comptant moins",
                                   en="On foot, the farther the less"), "place"),
            Field("shared", Words(fr="Pour 1 000 habitants, partage compris",
                                  en="For 1,000 inhabitants, shared"), "ratio"),
            Field("without", Words(fr="Habitants sans aucun, sans voiture",
                                   en="Inhabitants with none, without a car"), "1"),
        ),
        rows=tuple(rows),
        sources=_sources(inputs, "transit"),
        note=note,
    )  # fmt: skip


def _jobs_exhibit(
    inputs: Inputs, found: Found, figures: Mapping[str, Figure], note: Words
) -> Exhibit:
    """Show jobs apart: they are no places, and of them nothing else is computed."""
    ids = tuple(f"mobility.jobs_within.{mode}" for mode in found.within)
    return Exhibit(
        id="mobility.jobs",
        title=Words(fr="Emplois de la commune à une demi-heure, habitant du milieu (estimation)",
                    en="Jobs of the commune within half an hour, middle inhabitant (estimate)"),
        shape="bars",
        fields=(Field("mode", Words(fr="Mode", en="Mode")),
                Field("jobs", Words(fr="Emplois", en="Jobs"), "job")),
        rows=tuple((MODE_WORDS[mode], figures[id_].value)
                   for mode, id_ in zip(found.within, ids, strict=True)),
        sources=(*_sources(inputs, "transit"), *inputs.sources.get("flows", ())),
        note=note,
        figures=ids,
    )  # fmt: skip
