"""Figures of trips by bike: quiet trips, islands of quiet streets and missing links."""

from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd

from beffroi.engines.mobility.active.inputs import Inputs
from beffroi.engines.mobility.active.measures import Measured, measured
from beffroi.engines.mobility.active.tables import home_table, island_table, link_table
from beffroi.engines.mobility.active.trips import shares
from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.indicator import read
from beffroi.territory.outcome import Outcome

DEFINITIONS = Path(__file__).parent / "indicators.toml"
MOST_SHOWN = 10
PURPOSES = {
    "shopping": Words(fr="achats", en="shopping"),
    "commuting": Words(fr="travail", en="work"),
}
PLACES = {
    "shopping": Words(
        fr="Chaque commerce en activité compte pour un.", en="Each trading shop counts for one."
    ),
    "commuting": Words(
        fr="Faute d'emplois localisés, chaque commerce et chaque équipement compte pour un lieu de "
        "travail.",
        en="As jobs have no known place, each shop and each amenity counts for one place of work.",
    ),
}
SEVERAL = Words(fr="Rue sans nom", en="Street without a name")


def outcome(inputs: Inputs) -> Outcome:
    """Compute what the map and the population allow.

    Returns
    -------
    Figures, exhibits, and tables ``quiet_homes``, ``quiet_islands`` and ``missing_links``. Shares
    are unknown where people or places are.
    """
    if inputs.population.total is None or not len(inputs.population.cells):
        return Outcome(tuple(_unknown(inputs)))
    done = measured(inputs)
    names = inputs.streets["name"].to_numpy(dtype=object)
    links = link_table(done, names, inputs.price, crs=inputs.epsg)
    tables = {
        "quiet_homes": home_table(done, crs=inputs.epsg),
        "quiet_islands": island_table(done, crs=inputs.epsg),
        "missing_links": links,
    }
    exhibits = _exhibits(inputs, links) if len(links) else ()
    return Outcome(tuple(_figures(inputs, done)), tuple(exhibits), tables)


def _figures(inputs: Inputs, done: Measured) -> Iterator[Figure]:
    definitions = read(DEFINITIONS)
    sources = (*inputs.sources["population"], *inputs.sources["osm"])
    population: dict[str, str | Words] = {"population": inputs.population.method}
    quiet = shares(done.trips, done.costs <= done.trips.limit)
    yield from _shares(inputs, quiet)
    if inputs.commuters is not None:
        share = quiet["commuting"]
        yield definitions["mobility.quiet_commutes"].figure(
            None if share is None else 2 * inputs.commuters * share,
            (*inputs.sources["flows"], *sources),
            dated_by=inputs.sources["flows"],
        )
    total = inputs.population.total or 0.0
    largest = float(done.islands.population.max(initial=0.0))
    yield definitions["mobility.largest_quiet_island"].figure(
        largest / total if total else None, sources, parts=population
    )
    if done.trips.people.any():
        joined = sum(float(people.mean()) for _, people in done.chosen)
        metres = sum(done.links[row].metres for row, _ in done.chosen)
        yield definitions["mobility.links_people"].figure(joined, sources, parts=population)
        yield definitions["mobility.links_metres"].figure(metres, inputs.sources["osm"])


def _shares(inputs: Inputs, quiet: dict[str, float | None]) -> Iterator[Figure]:
    definition = read(DEFINITIONS)["mobility.quiet_trips"]
    for purpose, share in quiet.items():
        yield definition.figure(
            share,
            (*inputs.sources["population"], *inputs.sources["osm"]),
            variant=purpose,
            parts={
                "purpose": PURPOSES[purpose],
                "places": PLACES[purpose],
                "population": inputs.population.method,
            },
        )


def _unknown(inputs: Inputs) -> Iterator[Figure]:
    yield from _shares(inputs, dict.fromkeys(PURPOSES))


def _exhibits(inputs: Inputs, links: gpd.GeoDataFrame) -> Iterator[Exhibit]:
    sources = (*inputs.sources["population"], *inputs.sources["osm"])
    note = Words(
        fr="Habitants dont les trajets de moins de 5 km deviendraient calmes, moyenne des achats "
        "et du travail ; chaque maillon est essayé sur le réseau, le long de rues qui existent ; "
        "de ceux qui se recouvrent, seul le meilleur est montré. Coût inconnu : aucun prix daté.",
        en="Inhabitants whose trips under 5 km would become quiet, mean of shopping and work; each "
        "link is tried on the network, along streets that exist; of those that overlap, the best "
        "alone is shown. Cost unknown: no dated price.",
    )
    if inputs.price is not None:
        note = Words(
            fr="Habitants dont les trajets de moins de 5 km deviendraient calmes, moyenne des "
            "achats et du travail ; chaque maillon est essayé sur le réseau, le long de rues qui "
            "existent ; de ceux qui se recouvrent, seul le meilleur est montré.",
            en="Inhabitants whose trips under 5 km would become quiet, mean of shopping and work; "
            "each link is tried on the network, along streets that exist; of those that overlap, "
            "the best alone is shown.",
        )
    for key, title, kept, column in (
        (
            "mobility.missing_links",
            Words(fr="Maillons manquants, chacun seul", en="Missing links, each alone"),
            links[links["variant_of"].isna()].sort_values("rank").head(MOST_SHOWN),
            "people",
        ),
        (
            "mobility.links_sequence",
            Words(fr="Maillons l'un après l'autre", en="Links one after the other"),
            links[links["step"].notna()].sort_values("step"),
            "people_added",
        ),
    ):
        yield Exhibit(
            id=key,
            title=title,
            shape="table",
            fields=(
                Field("street", Words(fr="Rue", en="Street")),
                Field("metres", Words(fr="Longueur", en="Length"), "m"),
                Field("people", Words(fr="Raccordés", en="Joined"), "person"),
                Field("per_metre", Words(fr="Par mètre", en="Per metre"), "person/m"),
            ),
            rows=tuple(
                (name if isinstance(name, str) else SEVERAL, float(m), float(p), float(p / m))
                for name, m, p in zip(kept["streets"], kept["metres"], kept[column], strict=True)
            ),
            sources=sources,
            note=note,
        )
