"""How likely spacing makes places stops."""

from itertools import combinations

import numpy as np
import pytest

from beffroi.engines.informal.halts.events import placed
from beffroi.engines.informal.halts.places import Places
from beffroi.engines.informal.halts.spacing import Gaps, spaced, supposed_gaps
from tests.engines.informal.halts.drawn import STREET

GAPS = Gaps(500.0, 0.4)


def held(*along: float) -> Places:
    sites = placed((STREET,), np.zeros(len(along), dtype=np.int64), np.array(along))
    return Places(sites.points, sites.units, np.zeros(len(along), dtype=bool), sites,
                  np.arange(len(along)))  # fmt: skip


def density(gap: float) -> float:
    off = (np.log(gap) - np.log(GAPS.median)) / GAPS.spread
    return float(np.exp(-(off**2) / 2) / (gap * GAPS.spread * np.sqrt(2 * np.pi)))


def test_every_set_of_places_is_weighed() -> None:
    along, says = [400.0, 900.0, 1300.0, 2400.0], np.array([1.0, -0.5, 2.0, 0.3])
    stop, whole = np.zeros(4), 0.0
    for n in range(5):
        for some in combinations(range(4), n):
            ends = [0.0, *(along[k] for k in some), 3000.0]
            weight = np.prod([50 * density(gap) for gap in np.diff(ends)])
            weight *= np.exp(says[list(some)].sum())
            whole += weight
            stop[list(some)] += weight
    share = stop / whole

    made, _ = spaced((STREET,), held(*along), says, GAPS)

    alone = np.log(share / (1 - share)) - says
    assert made == pytest.approx(1 / (1 + np.exp(-alone)), rel=1e-6)


def test_a_place_midway_between_sure_stops_at_the_usual_gap_is_unlikely_one_more() -> None:
    says = np.array([9.0, 0.0, 9.0, 0.0, 9.0])

    made, _ = spaced((STREET,), held(500.0, 750.0, 1000.0, 1500.0, 2000.0), says, GAPS)

    assert made[1] < 0.05 < made[3]


def test_gaps_are_learnt_from_sure_stops() -> None:
    along = np.arange(100.0, 3000.0, 100.0)

    _, gaps = spaced((STREET,), held(*along), np.full(len(along), 9.0), supposed_gaps())

    assert 100.0 <= gaps.median < 150.0
    nobody = spaced((STREET,), held(), np.zeros(0), GAPS)[1]
    assert nobody.median == pytest.approx(supposed_gaps().median)


def test_a_place_that_no_variant_passes_away_from_its_ends_has_no_likelihood() -> None:
    made, _ = spaced((STREET,), held(20.0, 1500.0), np.zeros(2), GAPS)

    assert np.isnan(made[0])
    assert np.isfinite(made[1])
