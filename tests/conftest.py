"""What every test may ask for: the real data, if they are there."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

# Machines are slow when they are shared. The same cases are drawn each time, so that a failure
# comes back; BEFFROI_THOROUGH=1 tries ten times as many, others each time.
settings.register_profile("house", deadline=None, max_examples=30, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=300)
settings.load_profile("thorough" if os.environ.get("BEFFROI_THOROUGH") else "house")
os.environ.setdefault("NUMBA_NUM_THREADS", "2")

# Millions of objects are made while the tests are gathered, and all stay to the end: looking for
# those to free takes a sixth of the time of gathering, then of each later search.
gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


REAL_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real data, or skip the test and say so."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"the real data are not here ({REAL_DATA.name} absent)")
    return REAL_DATA
