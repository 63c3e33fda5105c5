"""A way to the web on which nobody can make one wait longer than was decided, drop by drop."""

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore
import httpx

UNTIL: ContextVar[float | None] = ContextVar("until", default=None)
"""Moment after which nothing is waited for, on `time.monotonic`; None for ever. [s]"""


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Wait no longer than that for all that is asked within, whatever comes drop by drop.

    Parameters
    ----------
    seconds
        Time left, >= 0. [s]
    """
    token = UNTIL.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        UNTIL.reset(token)


def _left(timeout: float | None, late: type[Exception]) -> float | None:
    """Return how long to wait for the next bytes.

    Raises
    ------
    httpcore.TimeoutException
        If the time is over.
    """
    until = UNTIL.get()
    if until is None:
        return timeout
    left = until - time.monotonic()
    if left <= 0:
        raise late
    return left if timeout is None else min(timeout, left)


class _Stream(httpcore.NetworkStream):
    """A connection whose every read and write ends in time."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self.inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.inner.read(max_bytes, _left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, _left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self.inner.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


class _Backend(httpcore.SyncBackend):
    """Who opens such connections."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(super().connect_tcp(host, port, left, local_address, socket_options))


class HurriedTransport(httpx.HTTPTransport):
    """A transport of `httpx` that ends in time, within `patience`; certificates are checked."""

    def __init__(self) -> None:
        super().__init__()
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(), network_backend=_Backend(), max_connections=4
        )
