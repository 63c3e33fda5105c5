"""The present: drivers pay as they are observed to, in as few settlings as it takes."""

import numpy as np
import pytest

from beffroi.engines.parking.scenarios.effects import respected
from beffroi.engines.parking.scenarios.observed import observed
from beffroi.engines.parking.scenarios.parameters import behaviour
from beffroi.engines.parking.scenarios.present import CLOSE, present
from beffroi.kernels.queueing.insistence import fullness
from tests.engines.parking.scenarios.test_trial import town


@pytest.mark.parametrize("aimed", [0.25, 0.6])
def test_the_respect_observed_is_found_and_kept(aimed: float) -> None:
    one, law, seen = town(), behaviour(), observed(0.5, 17.0, aimed, None)
    table = fullness(one.supply.groups[2])

    found = present(one.supply, one.demand, law, seen, table=table)
    again = present(one.supply, one.demand, law, seen, table=table, near=found)

    assert respected(found.settled) == pytest.approx(aimed, abs=2 * CLOSE)
    assert found.settled.certificate.has_settled
    assert again.off == found.off
    assert np.abs(again.settled.full - found.settled.full).max() < 1e-6
