"""Variants and routes that are one."""

from beffroi.engines.informal.comparison.pairs import pairs
from beffroi.engines.informal.published import published
from tests.engines.informal.feeds import HERE, feed


def test_names_do_not_count_and_ways_do() -> None:
    ours, theirs = feed(), feed()
    ours["trips"] = ours["trips"].assign(route_id=ours["trips"]["route_id"] + "x").iloc[::-1]
    ours["routes"] = ours["routes"].assign(route_id=ours["routes"]["route_id"] + "x")

    matched = pairs(published(ours, HERE), published(theirs, HERE))

    assert all(one.stop_ids == other.stop_ids for one, other in matched.variants)
    assert matched.n_routes == (2, 2, 2)
    assert matched.along.tolist() == [1.0] * 4
