"""Town's figures: people, density, rank among the towns of the programme, size of the study."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from beffroi.engines.town.inputs import Inputs
from beffroi.foundation.figures import Figure, Source
from beffroi.territory.indicator import Indicator, read
from beffroi.territory.outcome import Outcome

DEFINITIONS = Path(__file__).parent / "indicators.toml"
SQUARE_KILOMETRE = 1e6


def outcome(inputs: Inputs) -> Outcome:
    """Describe the town and the extent of its study.

    Returns
    -------
    Figures; those of the registers are left out for a town abroad, which has no commune, and the
    ranks for a drawn town, which has no peers.
    """
    definitions = read(DEFINITIONS)
    figures = list(_extent(inputs, definitions))
    if inputs.town.is_french:
        ranks = [] if inputs.town.is_drawn else _ranks(inputs, definitions)
        figures = [*_people(inputs, definitions), *ranks, *figures]
    return Outcome(tuple(figures))


def _columns(inputs: Inputs, *names: str) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(inputs.columns[name] for name in names))


def _people(inputs: Inputs, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    town = inputs.town
    density = None if town.density is None else town.density * SQUARE_KILOMETRE
    yield definitions["town.population"].figure(town.population, _columns(inputs, "population"))
    yield definitions["town.density"].figure(density, _columns(inputs, "population", "area"))
    yield definitions["town.epci_population"].figure(
        town.epci_population, _columns(inputs, "epci_population")
    )
    yield definitions["town.epci_share"].figure(
        town.epci_share, _columns(inputs, "population", "epci_population")
    )


def _ranks(inputs: Inputs, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    others = inputs.towns[inputs.towns["commune"] != inputs.town.code]
    known = others["population"].dropna()
    population = inputs.town.population
    yield definitions["town.population_rank"].figure(
        None if population is None else float((known > population).sum() + 1),
        _columns(inputs, "population", "acv"),
        parts={"towns": str(len(known) + 1)},
    )
    density = (others["population"] / others["area"]).dropna()
    own = inputs.town.density
    yield definitions["town.density_quantile"].figure(
        None if own is None or density.empty else float((density < own).mean()),
        _columns(inputs, "population", "area", "acv"),
        parts={"towns": str(len(density) + 1)},
    )


def _extent(inputs: Inputs, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    yield definitions["town.perimeter_area"].figure(
        inputs.perimeter.area / SQUARE_KILOMETRE, inputs.sources["perimeter"]
    )
    yield definitions["town.streets"].figure(float(len(inputs.streets)), inputs.sources["osm"])
    yield definitions["town.buildings"].figure(float(len(inputs.buildings)), inputs.sources["osm"])
