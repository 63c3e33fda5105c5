"""A town and what is unknown of it."""

import pytest

from beffroi.territory.communes import known_towns, town
from beffroi.territory.town import Town


def test_a_town_abroad_is_known_by_its_name_and_its_point_alone() -> None:
    geneva = Town(code="", name="Genève", lon=6.14, lat=46.2)

    assert not geneva.is_french
    assert geneva.epsg == 32632
    assert geneva.population is None
    assert geneva.density is None
    assert geneva.epci_share is None


def test_a_town_abroad_without_a_point_has_no_projection() -> None:
    assert Town(code="", name="Duitama").epsg is None


def test_a_commune_without_a_point_has_its_legal_projection() -> None:
    assert Town(code="97311", name="Saint-Laurent-du-Maroni").epsg == 2972


def test_share_and_density_follow_from_the_counts() -> None:
    redon = Town(code="35236", name="Redon", population=9000, epci_population=36000, area=1.5e7)

    assert redon.epci_share == pytest.approx(0.25)
    assert redon.density == pytest.approx(6e-4)


def test_an_unknown_value_of_a_row_stays_unknown() -> None:
    redon = town("35236", known_towns())

    assert redon.acv == "acv-164"
    assert redon.acv2 is None
    assert isinstance(redon.population, int)
    assert isinstance(redon.area, float)
