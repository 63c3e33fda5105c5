"""Norms: values with their range."""

from beffroi.engines.mobility.carpool.norms import norm


def test_a_norm_lies_within_its_range() -> None:
    for name in ("detour", "car_share", "participation", "peak", "wait", "days", "incentive"):
        given = norm(name)
        assert given.least <= given.value <= given.most
