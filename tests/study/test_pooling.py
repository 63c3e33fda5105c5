"""Pooling: a study without proofs or rules has none."""

from beffroi.study.pooling import rides_of, rules_of, steps
from beffroi.study.workshop import Workshop


def test_a_study_that_was_given_neither_has_neither(shop: Workshop) -> None:
    assert list(steps(shop)) == []
    assert rides_of(shop) is None
    assert rules_of(shop) == ()
