from dataclasses import replace

from beffroi.engines.informal.regulation import Proposal, proposed
from beffroi.engines.informal.regulation.figures import figures
from beffroi.foundation.figures import Figure, Source
from beffroi.territory.informal import InformalNetwork
from tests.engines.informal.regulation.conftest import wanted

SOURCES = (Source("n", "Réseau", "X", "2026", ""), Source("h", "Hypothèses", "X", "", ""))


def told(made: Proposal) -> dict[str, Figure]:
    return {f.id: f for f in figures(made, wanted(), date="2026-01-09", sources=SOURCES)}


def test_figures_carry_unit_date_sources_and_interval(proposal: Proposal) -> None:
    cost = told(proposal)["regulation.cost"]

    assert (cost.unit, cost.date, cost.minimum) == ("€/year", "2026-01-09", True)
    assert cost.interval is not None
    assert len(cost.sources) == 2


def test_without_headways_nothing_is_zero(blank: Proposal) -> None:
    made = told(blank)

    for name in ("vehicles_before", "vehicles_after", "licences", "kilometres", "hours", "cost",
                 "riders", "revenue", "needed_subsidy", "drivers_after"):  # fmt: skip
        assert made[f"regulation.{name}"].value is None
    assert made["regulation.stops_after"].value == 93


def test_revenue_keeps_its_currency(street: InformalNetwork) -> None:
    made = proposed(replace(street, fares=street.fares.assign(currency="SRD")), wanted())

    assert told(made)["regulation.revenue"].unit == "SRD/year"
