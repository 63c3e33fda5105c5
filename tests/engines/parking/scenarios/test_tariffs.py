import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.parking.scenarios.tariffs import Tariff, hourly, hours_within
from beffroi.foundation.errors import InputError


def test_a_tariff_by_steps_goes_on_beyond_the_last() -> None:
    tariff = Tariff((0.5, 1.0, 3.0), (0.0, 1.0, 4.0))

    assert tariff.price([0.25, 0.75, 2.0, 5.0]).tolist() == [0.0, 0.5, 2.5, 7.0]


def test_a_tariff_that_decreases_is_refused() -> None:
    with pytest.raises(InputError, match=r"A tariff decreases: 1\.00 € after 2\.00 €"):
        Tariff((1.0, 2.0), (2.0, 1.0))


def test_no_price_is_free() -> None:
    assert Tariff().is_free
    assert hourly(0.0).price([3.0]).tolist() == [0.0]


@given(st.floats(0, 48), st.floats(0, 60))
def test_paid_hours_are_those_of_the_clock(start: float, stay: float) -> None:
    found = hours_within([(9.0, 12.0), (14.0, 18.0)], np.array(start), np.array(stay))

    minutes = start + (np.arange(6000) + 0.5) * stay / 6000
    hour = minutes % 24
    share = (((hour >= 9) & (hour < 12)) | ((hour >= 14) & (hour < 18))).mean()
    assert float(found) == pytest.approx(share * stay, abs=0.1)
