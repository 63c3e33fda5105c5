from dataclasses import replace

from beffroi.engines.informal.regulation import Proposal, proposed
from beffroi.engines.informal.regulation.plan import steps, unknowns
from beffroi.territory.informal import InformalNetwork
from tests.engines.informal.regulation.conftest import wanted
from tests.towns import informal, informal_street


def said(made: Proposal, network: InformalNetwork, step: str) -> str:
    own = next(one for one in steps(made, network, wanted()) if one.id == step)
    return " ".join(words.en for words in own.shown)


def test_the_plan_goes_from_register_to_contract(
    proposal: Proposal, street: InformalNetwork
) -> None:
    made = steps(proposal, street, wanted())

    assert [one.id for one in made] == ["register", "brand", "stops", "headway"]
    assert all(one.is_ready for one in made)
    assert "keep hail and ride" in said(proposal, street, "stops")
    assert "6 variants become 4" in said(proposal, street, "brand")


def test_without_headways_the_plan_says_to_count_first(blank: Proposal) -> None:
    network = informal_street.uncounted()

    made = {one.id: one for one in steps(blank, network, wanted())}

    assert not made["register"].is_ready
    assert not made["headway"].is_ready
    assert "count" in made["headway"].shown[0].en
    assert "6 variants of 6" in unknowns(blank, network, wanted())[0].en


def test_larger_vehicles_need_another_licence(street: InformalNetwork, proposal: Proposal) -> None:
    made = steps(proposal, street, wanted(seats={"value": 22}))

    assert any("22 seats" in words.en for words in made[0].shown)


def test_a_network_that_few_rides_show_is_ridden_again_before_it_is_numbered() -> None:
    network = informal.network()
    variants = network.variants.assign(state="provisional")
    network = replace(network, variants=variants)
    made = proposed(network, wanted())

    brand = steps(made, network, wanted())[1]

    assert not brand.is_ready
    assert "again" in brand.shown[-1].en


def test_what_is_unknown_is_listed(proposal: Proposal, street: InformalNetwork) -> None:
    told = " ".join(words.en for words in unknowns(proposal, street, wanted()))

    for part in (
        "1 variant of 6",
        "Saturdays",
        "--population",
        "cost of an hour of driving",
        "Return of 1 variant",
    ):
        assert part in told
    assert "`seats`" not in told


def test_stops_are_not_marked_before_somebody_counts_who_gets_on() -> None:
    network = informal_street.network(boardings=None)

    made = proposed(network, wanted())

    step = steps(made, network, wanted())[2]
    assert not step.is_ready
    assert "of halts are away from any stop" in step.shown[0].en
    assert made.hailed(counted=True) is None
