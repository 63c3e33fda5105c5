"""Who gets on and off."""

import numpy as np

from beffroi.engines.informal.simulation.options import Options
from beffroi.engines.informal.simulation.passengers import passengers


def test_everybody_gets_off_later_where_the_vehicle_stops() -> None:
    served = np.array([True, False, True, True, False, True])

    riders = passengers(served, Options(), np.random.default_rng(2))

    assert (riders.off > riders.on).all()
    assert served[riders.on].all()
    assert served[riders.off].all()
    assert riders.counted(6)[0][0] == 14
