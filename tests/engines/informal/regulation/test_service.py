from dataclasses import replace

import numpy as np
import pytest

from beffroi.engines.informal.regulation import Proposal, proposed
from beffroi.engines.informal.regulation.draws import told
from beffroi.engines.informal.regulation.service import by_hours, fleet_of
from beffroi.territory.informal import InformalNetwork
from tests.engines.informal.regulation.conftest import wanted


def test_vehicles_are_the_cycle_over_the_headway_rounded_up(proposal: Proposal) -> None:
    service = next(s for s in proposal.before if s.out.variant_id == "A-out")

    run = service.runs[0]

    assert run.cycle[0] == pytest.approx(2 * (1_200 + 390) * 1.1)
    assert run.vehicles[0] == np.ceil(run.cycle[0] / 600) == fleet_of(service)[0]
    assert service.returns == "paired"


def test_a_return_that_was_not_seen_is_as_long_as_the_way_out(proposal: Proposal) -> None:
    returns = {s.out.variant_id: (s.returns, s.length) for s in proposal.after}

    assert returns["C-out"] == ("assumed", pytest.approx(14_000))
    assert returns["D-out"] == ("loop", pytest.approx(3_600))


def test_kilometres_are_departures_times_lengths(proposal: Proposal) -> None:
    a_day = 84 * 12.0 + 56 * 10.2 + 42 * 14.0

    assert proposal.totals[0].kilometres[0] == pytest.approx(252 * a_day)


def test_merging_runs_every_departure_along_the_line_that_stays(proposal: Proposal) -> None:
    a_day = (84 + 56) * 12.0 + 42 * 14.0

    assert proposal.totals[1].kilometres[0] == pytest.approx(252 * a_day)


def test_a_shorter_headway_takes_no_fewer_vehicles(street: InformalNetwork) -> None:
    fleets = [
        proposed(street, wanted(headway={"value": minutes})).totals[1].fleet[0]
        for minutes in (30, 15, 10, 5)
    ]

    assert fleets == sorted(fleets)
    assert fleets[0] < fleets[-1]


def test_sums_of_which_a_part_is_unknown_are_partial(proposal: Proposal, blank: Proposal) -> None:
    assert proposal.totals[1].is_partial
    assert told(blank.totals[1].fleet).value is None
    assert told(blank.totals[1].kilometres).value is None
    assert np.isnan(fleet_of(blank.after[0])[0])


def test_two_lines_with_the_same_ends_bring_each_other_back(street: InformalNetwork) -> None:
    apart = street.variants.assign(
        route_id=street.variants["route_id"].mask(street.variants["variant_id"] == "A-back", "C"),
        direction=0,
    )

    made = proposed(replace(street, variants=apart), wanted())

    paired = {(s.out.variant_id, s.back.variant_id) for s in made.after if s.back is not None}
    assert paired == {("A-out", "A-back")}


def test_the_vehicles_of_all_lines_are_summed_by_part_of_the_day(proposal: Proposal) -> None:
    parts = [part for part in by_hours(proposal.before) if part.days == "weekday"]

    for part in parts:
        inside = [run.vehicles for service in proposal.before for run in service.runs
                  if run.band.days == "weekday" and run.band.is_known
                  and run.band.begins <= part.begins < run.band.ends]  # fmt: skip
        assert part.n_services == len(inside) > 0
        np.testing.assert_allclose(part.vehicles, np.sum(inside, axis=0))
    busiest = np.max([part.vehicles for part in by_hours(proposal.before)], axis=0)
    np.testing.assert_allclose(busiest, proposal.totals[0].fleet)
    assert all(part.is_partial for part in parts)
    known = [one for one in proposal.before if one.runs and one.runs[0].band.is_known]
    assert not any(part.is_partial for part in by_hours(known))
