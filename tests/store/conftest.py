"""What the tests of the store share: a publisher that fails on demand, and its courier."""

from collections.abc import Iterator

import httpx
import pytest

from beffroi.store.downloads import Courier, web_client
from tests.store import publisher as publishers


@pytest.fixture
def publisher() -> Iterator[publishers.Publisher]:
    with publishers.opened() as publisher:
        yield publisher


@pytest.fixture
def waits() -> list[float]:
    """Return the waits that the courier was told to make."""
    return []


@pytest.fixture
def courier(waits: list[float]) -> Iterator[Courier]:
    """Lend a courier that never really waits."""
    with web_client(httpx.Timeout(5.0)) as client:
        yield Courier(client, sleep=waits.append, chance=lambda: 1.0)
