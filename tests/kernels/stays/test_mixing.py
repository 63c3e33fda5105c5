"""Two kinds of stays told apart, and one kind left alone."""

import numpy as np
import pytest

from beffroi.kernels.stays.fitting import Sightings, classes, fitted
from beffroi.kernels.stays.mixing import is_better, mixed
from tests.kernels.stays.passes import HOUR, passed_by, sightings

PASSES = np.arange(0.0, 12.25, 0.5)


def seen(*kinds: tuple[float, float]) -> Sightings:
    """Draw kinds of stays (mean in hours, vehicles parked at once) on the same streets."""
    parts = [sightings(passed_by(PASSES, mean, 1.5, seed=k, load=load))
             for k, (mean, load) in enumerate(kinds)]  # fmt: skip
    return Sightings(*(
        np.concatenate([getattr(part, name) for part in parts]) for name in ("gap", "last", "next")
    ))  # fmt: skip


def test_visitors_and_residents_are_told_apart() -> None:
    own = classes(seen((0.75, 80.0), (4.0, 80.0)))
    one = fitted(own, laws=["gamma"])[0]

    two = mixed(own, one)

    assert is_better(two, one, len(own.of))
    assert two.short / HOUR == pytest.approx(0.75, rel=0.15)
    assert two.long / HOUR == pytest.approx(4.0, rel=0.25)
    assert two.share == pytest.approx((80 / 0.75) / (80 / 0.75 + 80 / 4), abs=0.05)


def test_one_kind_stays_one() -> None:
    own = classes(seen((1.5, 160.0)))
    one = fitted(own, laws=["gamma"])[0]

    assert not is_better(mixed(own, one), one, len(own.of))
