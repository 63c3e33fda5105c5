"""Mobility's figures: reach of the centre, quiet streets, public transport, carpooling."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from beffroi.engines.mobility import breaks
from beffroi.engines.mobility.access.figures import (
    access_exhibits,
    access_figures,
    access_squares,
)
from beffroi.engines.mobility.access.reach_of_centre import (
    common_day,
    days_of,
    parked_walk,
    reach_of_centre,
)
from beffroi.engines.mobility.inputs import PROFILE_WORDS, Inputs
from beffroi.engines.mobility.profiles import QUIET_STRESS, speeds
from beffroi.engines.mobility.reach import (
    BANDS,
    access_table,
    car_park_minutes,
    prepared,
    reach_figures,
)
from beffroi.engines.mobility.service.exhibits import transport_exhibits
from beffroi.engines.mobility.service.figures import transport_figures
from beffroi.engines.mobility.service.quality import Quality, quality
from beffroi.engines.mobility.stress import stress
from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.indicator import Indicator, read
from beffroi.territory.outcome import Outcome

DEFINITIONS = Path(__file__).parent / "indicators.toml"
LEAST_RIDDEN = 1_000.0
"""Length of streets below which a share of them tells of single streets, not of a town. [m]"""


def outcome(inputs: Inputs) -> Outcome:
    """Compute what the sources at hand allow.

    Returns
    -------
    Figures and exhibits; tables ``access`` (streets with their minutes from the centre),
    ``car_park_minutes`` (minutes on foot between each car park and the main street),
    ``access_squares`` (squares with their minutes to the centre by mode), and, where timetables
    are known, ``stop_service``, ``line_service``, ``square_service`` and the departures of each by
    hour (``stop_hours``, ``line_hours``, ``square_hours``), ``service_coverage`` (who is near a
    stop of each class): see `service.quality`; where their parts are known too, the tables of
    `breaks.outcome`.
    """
    definitions = read(DEFINITIONS)
    net, ways = prepared(inputs)
    reached = tuple(reach_figures(inputs, ways, definitions))
    figures = [*reached, _quiet_share(inputs, definitions), *_carpool(inputs, definitions)]
    exhibits = list(_reach_exhibit(reached))
    tables = {
        "access": access_table(inputs, net, ways["walk"]),
        "car_park_minutes": car_park_minutes(inputs, ways["walk"]),
    }
    found = quality(inputs, ways["walk"].graph) if inputs.timetables else None
    types = None if found is None else found.basin.types
    reach = reach_of_centre(
        inputs, "" if types is None else common_day(types),
        days={} if types is None else days_of(types),
        parked=parked_walk(inputs.car_parks, tables["car_park_minutes"]),
    )  # fmt: skip
    if reach is not None:
        measured = {figure.id: figure for figure in access_figures(inputs, reach, definitions)}
        figures += measured.values()
        exhibits += access_exhibits(inputs, reach, measured)
        tables["access_squares"] = access_squares(reach)
    if found is not None:
        figures += transport_figures(inputs, found, definitions)
        exhibits += transport_exhibits(inputs, found)
        tables |= _service_tables(found)
    if found is not None and inputs.parts:
        broken = breaks.outcome(inputs, found)
        figures += broken.figures
        exhibits += broken.exhibits
        tables |= broken.tables
    return Outcome(tuple(figures), tuple(exhibits), tables)


def _service_tables(found: Quality) -> dict[str, pd.DataFrame]:
    tables = {
        "stop_service": found.stops.drop(columns="stop", errors="ignore"),
        "line_service": found.lines,
        "square_service": found.squares,
        "service_coverage": _coverage(found),
    }
    hours = {f"{one[:-1]}_hours": table for one, table in found.hours.items()}
    return tables | hours


def _coverage(found: Quality) -> pd.DataFrame:
    people = found.people.assign(what="people")
    return people if found.jobs is None else pd.concat([people, found.jobs.assign(what="jobs")])


def _quiet_share(inputs: Inputs, definitions: Mapping[str, Indicator]) -> Figure:
    inside = inputs.streets.clip(inputs.perimeter) if len(inputs.streets) else inputs.streets
    forwards, backwards = speeds(inside, "bike")
    ridden = (forwards > 2.0) | (backwards > 2.0)
    length = inside.length.to_numpy()
    whole = float(length[ridden].sum())
    quiet = float(length[ridden & (stress(inside) <= QUIET_STRESS)].sum())
    return definitions["mobility.quiet_share"].figure(
        quiet / whole if whole >= LEAST_RIDDEN else None, inputs.sources["osm"]
    )


def _carpool(inputs: Inputs, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    if inputs.carpool_places is not None:
        open_ = inputs.carpool_places["open"].fillna(value=True)
        yield definitions["mobility.carpool_places"].figure(
            float(open_.sum()), inputs.sources["bnlc"]
        )


def _reach_note(reached: Mapping[str, Figure], key: str, direction: str) -> Words:
    """Say how times were found, and which of them the edge of the map cuts short."""
    note = Words(
        fr="Plus court chemin par les rues : 4,5 km/h à pied, 15 km/h à vélo.",
        en="Shortest path along the streets: 4.5 km/h on foot, 15 km/h by bike.",
    )
    if not any(f.minimum for id_, f in reached.items() if id_.startswith(key) and direction in id_):
        return note
    cut = Words(
        fr="Les parcours touchent le bord de la carte : ce sont des minimums.",
        en="The journeys touch the edge of the map: these are minimums.",
    )
    return Words("{note} {cut}", "{note} {cut}").filled(note=note, cut=cut)


def _reach_exhibit(reached: tuple[Figure, ...]) -> Iterator[Exhibit]:
    by_id = {figure.id: figure for figure in reached}
    values = {id_: figure.value for id_, figure in by_id.items()}
    if not values:
        return
    for what, unit, title in (
        (
            "population",
            "person",
            Words(
                fr="Habitants qui peuvent venir au centre",
                en="Inhabitants who can come to the centre",
            ),
        ),
        (
            "shops",
            "shop",
            Words(fr="Commerces à portée du centre", en="Shops within reach of the centre"),
        ),
    ):
        key = f"mobility.{what}_reached"
        direction = "to_centre" if what == "population" else "from_centre"
        shown = [(band, profile) for band in BANDS for profile in PROFILE_WORDS]
        ids = tuple(f"{key}.{profile}.{band}min.{direction}" for band, profile in shown)
        yield Exhibit(
            id=key,
            title=title,
            shape="grouped_bars",
            fields=(
                Field("minutes", Words(fr="Temps", en="Time")),
                Field("mode", Words(fr="Mode", en="Mode")),
                Field("reached", Words(fr="À portée", en="Within reach"), unit),
            ),
            rows=tuple(
                (f"{band} min", PROFILE_WORDS[profile], values[id_])
                for (band, profile), id_ in zip(shown, ids, strict=True)
            ),
            sources=by_id[f"{key}.walk.5min.{direction}"].sources,
            note=_reach_note(by_id, key, direction),
            figures=ids,
        )
