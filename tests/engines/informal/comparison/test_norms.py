"""Bands of the day."""

from beffroi.engines.informal.comparison.norms import BANDS


def test_bands_follow_one_another() -> None:
    edges = [edge for band in BANDS.values() for edge in band]

    assert edges == sorted(edges)
    assert edges[-1] - edges[0] == 86_400
