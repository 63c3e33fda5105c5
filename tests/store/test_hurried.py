"""A way to the web on which nobody can make one wait."""

import time

import httpx
import pytest

from beffroi.store.hurried import HurriedTransport, patience
from tests.store.publisher import Handler, Publisher


def drips_headers(handler: Handler, _body: bytes | None) -> None:
    """Send a header without end, a byte at a time, each in time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Wait: ")
    for _ in range(200):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.02)
    handler.close_connection = True


def test_a_server_that_drips_its_headers_is_given_up(publisher: Publisher) -> None:
    publisher.script["/"] = [drips_headers]
    begun = time.monotonic()

    with (
        httpx.Client(transport=HurriedTransport(), timeout=5) as client,
        patience(0.3),
        pytest.raises(httpx.ReadTimeout),
    ):
        client.get(publisher.url + "/")

    assert time.monotonic() - begun < 2


def test_without_a_bound_a_page_comes_as_usual(publisher: Publisher) -> None:
    publisher.files["/"] = b"<p>"

    with httpx.Client(transport=HurriedTransport()) as client:
        assert client.get(publisher.url + "/").content == b"<p>"


def test_time_that_is_over_before_the_question_asks_nobody(publisher: Publisher) -> None:
    with (
        httpx.Client(transport=HurriedTransport()) as client,
        patience(0.0),
        pytest.raises(httpx.ConnectTimeout),
    ):
        client.get(publisher.url + "/")

    assert publisher.asked == []
