"""Town's figures: people, density, and rank among the towns of the programme."""

from dataclasses import replace

import pandas as pd
import pytest
import shapely

from beffroi.engines.town.diagnosis import diagnosis
from beffroi.engines.town.indicators import outcome
from beffroi.engines.town.inputs import Inputs
from beffroi.foundation.figures import Figure, Source
from beffroi.territory.tables import BUILDINGS, STREETS
from beffroi.territory.town import Town

CENSUS = Source("rp", "Recensement", "INSEE", "2022", "Licence Ouverte 2.0")
OSM = Source("osm", "OpenStreetMap", "OSM contributors", "2019", "ODbL 1.0")
BEAUVAL = Town(
    code="99001", name="Beauval", population=20_000, epci_population=50_000, area=40e6, acv="acv-1"
)
TOWNS = pd.DataFrame(
    {
        "commune": ["99001", "99002", "99003", "99004"],
        "population": pd.array([20_000, 30_000, 10_000, None], dtype="Int64"),
        "area": pd.array([40e6, 10e6, 40e6, 10e6], dtype="Float64"),
    }
)


def figures(town: Town) -> dict[str, Figure]:
    columns = dict.fromkeys(("population", "area", "epci_population", "acv"), CENSUS)
    inputs = Inputs(
        town, TOWNS, shapely.box(0, 0, 2000, 1000), STREETS.empty(), BUILDINGS.empty(), columns,
        {"osm": (OSM,), "perimeter": (OSM,)},
    )  # fmt: skip
    return {figure.id: figure for figure in outcome(inputs).figures}


def test_density_is_people_by_square_kilometre() -> None:
    assert figures(BEAUVAL)["town.density"].value == pytest.approx(500)


def test_a_town_is_ranked_among_those_whose_population_is_known() -> None:
    rank = figures(BEAUVAL)["town.population_rank"]

    assert rank.value == 2
    assert "3" in rank.name.en


def test_density_is_compared_to_the_other_towns_only() -> None:
    assert figures(BEAUVAL)["town.density_quantile"].value == 0.5


def test_what_the_register_does_not_say_is_unknown() -> None:
    found = figures(replace(BEAUVAL, population=None, area=None))

    unknown = ("town.population", "town.density", "town.epci_share", "town.population_rank")
    assert all(found[id_].value is None for id_ in unknown)


def test_a_town_abroad_has_no_figures_of_the_registers() -> None:
    found = figures(Town(code="", name="Genève"))

    assert set(found) == {"town.perimeter_area", "town.streets", "town.buildings"}
    assert found["town.perimeter_area"].value == pytest.approx(2)


def test_its_weight_in_the_basin_is_put_in_words() -> None:
    found = diagnosis(figures(BEAUVAL).values())

    assert any("40" in f.statement.en and f.id == "town.weight_in_basin" for f in found)
