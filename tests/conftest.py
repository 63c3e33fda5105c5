"""What every test may ask for: the real data, if they are there."""

import contextlib
import gc
import importlib
import os
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# Machines are slow when they are shared. The same cases are drawn each time, so that a failure
# comes back; BEFFROI_THOROUGH=1 tries ten times as many, others each time.
settings.register_profile("house", deadline=None, max_examples=30, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=300)
settings.load_profile("thorough" if os.environ.get("BEFFROI_THOROUGH") else "house")
os.environ.setdefault("NUMBA_NUM_THREADS", "2")

# A shell lets what it runs in the background ignore Ctrl-C, and so would all that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Millions of objects are made while the tests are gathered, and all stay to the end: looking for
# those to free takes a sixth of the time of gathering, then of each later search. Studies make few
# circles: they are looked for seldom.
gc.disable()
gc.set_threshold(20_000, 20, 20)


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


TESTS = Path(__file__).parent


def pytest_collection(session: pytest.Session) -> None:
    """Let each worker compile its own part of the tests first, and find those of others made.

    All workers gather all tests, in one order: each would compile them all, at the same time.
    """
    worker = getattr(session.config, "workerinput", None)
    whole = session.config.args_source is pytest.Config.ArgsSource.TESTPATHS
    if worker is None or not whole or sys.dont_write_bytecode:
        return
    number, n = int(worker["workerid"].removeprefix("gw")), worker["workercount"]
    paths = sorted(TESTS.rglob("test_*.py"))
    for path in paths[len(paths) * number // n : len(paths) * (number + 1) // n]:
        # What cannot be imported is told when it is gathered.
        with contextlib.suppress(Exception, pytest.skip.Exception):
            importlib.import_module(".".join(path.relative_to(TESTS.parent).with_suffix("").parts))


REAL_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real data, or skip the test and say so."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"the real data are not here ({REAL_DATA.name} absent)")
    return REAL_DATA
