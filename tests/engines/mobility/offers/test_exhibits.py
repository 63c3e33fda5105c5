"""The register on the page."""

from beffroi.engines.mobility.offers.exhibits import exhibits, named
from beffroi.engines.mobility.offers.matrix import UNKNOWN
from beffroi.engines.mobility.offers.obligations import judged
from beffroi.engines.mobility.offers.register import register
from tests.engines.mobility.offers import basin


def test_what_is_unknown_is_said_to_be() -> None:
    services, hours = register(basin.inputs())

    page = {exhibit.id: exhibit for exhibit in exhibits(services, hours, (), (basin.OSM,))}

    taxi = page["mobility.offers_register"].rows[6]
    assert taxi[0].fr == "Taxis"  # type: ignore[union-attr]
    assert taxi[8:10] == (UNKNOWN, UNKNOWN)
    assert "mobility.offers_obligations" not in page


def test_prices_are_written_in_both_languages() -> None:
    services, hours = register(basin.inputs())

    page = next(iter(exhibits(services, hours, (), (basin.OSM,))))

    assert page.rows[-1][4].fr == "2,00 €"  # type: ignore[union-attr]
    assert page.rows[-1][4].en == "€2.00"  # type: ignore[union-attr]


def test_a_law_quoted_from_memory_is_said_to_be() -> None:
    services, hours = register(basin.inputs())
    rules = tuple(judged(services, basin.DATE))

    page = {exhibit.id: exhibit for exhibit in exhibits(services, hours, rules, (basin.OSM,))}

    checked = {row[-1].fr for row in page["mobility.offers_obligations"].rows}  # type: ignore[union-attr]
    assert checked == {"oui", "à vérifier"}


def test_an_offer_without_a_name_is_called_by_its_kind() -> None:
    services, _ = register(basin.inputs())

    assert named(services.iloc[6]).en == "Taxis"
