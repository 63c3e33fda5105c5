from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.informal.regulation import Proposal, proposed
from beffroi.engines.informal.regulation.draws import told
from beffroi.engines.informal.regulation.hypotheses import hypotheses
from beffroi.engines.informal.regulation.money import needed_price, needed_subsidy, prices
from beffroi.territory.informal import INFORMAL_FARES, InformalNetwork
from tests.engines.informal.regulation.conftest import wanted
from tests.towns import informal_street


def test_the_cost_is_that_of_kilometres_and_hours(proposal: Proposal) -> None:
    run = proposal.totals[1]

    assert proposal.cost[0] == pytest.approx((run.kilometres[0] * 0.47 + run.hours[0] * 22) * 1.15)


def test_revenue_is_what_today_s_passengers_pay(proposal: Proposal) -> None:
    a_day = 84 * (0.3 * 41) * 2 + 56 * (0.3 * 35) * 2 + 42 * (0.3 * 47)

    assert proposal.earned.riders[0] == pytest.approx(252 * a_day)
    assert proposal.earned.revenue[0] == pytest.approx(252 * a_day * 2.0 * 0.95)
    assert proposal.earned.lacks == 1


def test_revenue_of_which_a_band_is_unknown_is_for_what_was_counted(
    street: InformalNetwork,
) -> None:
    own = street.variants["variant_id"] != "D-out"
    known = replace(street, variants=street.variants[own])
    bands = known.headways.copy()
    bands.loc[bands.index[bands["variant_id"] == "C-out"][-1:], "headway_s"] = None
    more = pd.concat([known.headways[known.headways["variant_id"] == "C-out"], bands])

    assert not proposed(known, wanted()).earned.is_partial
    assert proposed(replace(known, headways=more), wanted()).earned.is_partial


def test_a_balance_adds_up_in_every_hypothesis(proposal: Proposal) -> None:
    for one in proposal.balances:
        parts = [part.value for part in (one.revenue, one.subsidy, one.cost, one.result)]

        assert None not in parts
        assert parts[0] + parts[1] - parts[2] == pytest.approx(parts[3])  # type: ignore[operator]
        assert 0 <= (one.chance or 0) <= 1


def test_passengers_that_nobody_counted_bring_no_balance() -> None:
    made = proposed(informal_street.network(boardings=None), wanted())

    assert told(made.earned.revenue).value is None
    assert all(one.result.value is None and one.chance is None for one in made.balances)
    assert told(made.cost).value is not None


def test_prices_in_another_currency_are_kept_and_not_set_against_the_cost(
    street: InformalNetwork,
) -> None:
    made = proposed(replace(street, fares=street.fares.assign(currency="SRD")), wanted())

    assert made.earned.currency == "SRD"
    assert told(made.earned.revenue).value is not None
    assert all(one.result.value is None for one in made.balances)
    assert np.isnan(needed_subsidy(made.cost, made.earned, "EUR")).all()


def test_the_price_that_pays_for_all_balances(proposal: Proposal) -> None:
    price = needed_price(proposal.cost, proposal.earned)

    assert price[0] * proposal.earned.riders[0] == pytest.approx(proposal.cost[0])


def test_prices_by_zones_are_averaged_by_their_payments() -> None:
    fares = INFORMAL_FARES.typed(pd.DataFrame([
        {"fare_id": str(k), "route_id": "A", "price": price, "currency": "EUR",
         "model": "zones", "n_payments": n}
        for k, (price, n) in enumerate(((1.0, 30), (3.0, 10)))
    ]))  # fmt: skip

    assert prices(fares, ["A", "B"]) == {"A": (1.5, "EUR")}


def test_a_rate_with_its_day_and_its_source_sets_prices_against_the_cost(
    street: InformalNetwork,
) -> None:
    rate = {"currency": "SRD", "value": 40.0, "valid_from": "2026-11-02", "source": "invented"}
    paid = replace(street, fares=street.fares.assign(currency="SRD"))

    made, same = (proposed(paid, wanted(**said), seed=3) for said in ({"rate": rate}, {}))

    assert made.earned.currency == "SRD"
    assert made.exchanged.revenue[0] == pytest.approx(made.earned.revenue[0] / 40)
    assert made.balances[0].result.value == pytest.approx(made.exchanged.revenue[0] - made.cost[0])
    assert same.balances[0].paid_in == "SRD"
    assert same.balances[0].revenue.value == pytest.approx(same.earned.revenue[0])
    assert hypotheses({"rate": {"currency": "SRD", "value": 40}})[0] is None
