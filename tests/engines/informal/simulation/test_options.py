"""What may be asked of the simulator."""

import pytest

from beffroi.engines.informal.simulation.options import RANGES, Options, refuse_strange
from beffroi.foundation.errors import SettingsError


def test_the_usual_options_are_in_range() -> None:
    refuse_strange(Options())
    with pytest.raises(SettingsError):
        refuse_strange(Options(rides=0))
    assert all(hasattr(Options(), name) for name in RANGES)
