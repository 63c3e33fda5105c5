"""Distances between shapes."""

import numpy as np
import pytest

from beffroi.engines.informal.comparison import shapes
from beffroi.engines.informal.comparison.pairs import pairs
from beffroi.engines.informal.published import published
from tests.engines.informal.feeds import HERE, feed


def test_what_no_variant_runs_along_is_not_covered() -> None:
    tables = feed()
    ours = published(tables | {"trips": tables["trips"].iloc[:1]}, HERE)
    theirs = published(tables, HERE)

    said = shapes.compared(pairs(ours, theirs), theirs, np.random.default_rng(0))

    assert said.covered.value == pytest.approx(0.25, abs=1e-4)
    assert said.mean.n == 1
