"""A publisher on this machine, which can be made to fail in every way that real ones do."""

import gzip
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

HTML = b"<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Revenez</body></html>"
MODIFIED = "Wed, 01 Jul 2026 08:00:00 GMT"


@dataclass
class Request:
    """What was asked."""

    path: str
    query: str
    headers: dict[str, str]


@dataclass
class Publisher:
    """Files by path, and for some paths the answers to give first, in order."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    script: dict[str, list["Answer"]] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    takes_ranges: bool = True
    etag: str = '"1"'

    def will(self, path: str, *answers: "Answer") -> None:
        """Give these answers first."""
        self.script[path] = list(answers)

    def ranges(self) -> list[str]:
        """Return the ranges asked, empty where all was asked."""
        return [request.headers.get("range", "") for request in self.asked]


class Server(ThreadingHTTPServer):
    """One thread a connection; a client that leaves in the middle is no fault."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Stay silent: the answers are what the tests look at."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    publisher: Publisher

    def log_message(self, *_: object) -> None:
        """Stay silent."""

    def do_GET(self) -> None:
        split = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.publisher.asked.append(Request(split.path, split.query, headers))
        scripted = self.publisher.script.get(split.path)
        answer = scripted.pop(0) if scripted else whole
        try:
            answer(self, self.publisher.files.get(split.path))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send an answer with its length."""
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self) -> None:
        """Close the line at once, with a reset."""
        self.wfile.flush()
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True
        self.connection.close()


Answer = Callable[[Handler, bytes | None], None]


def whole(handler: Handler, body: bytes | None) -> None:
    """Answer as a good publisher does, ranges included."""
    publisher = handler.publisher
    if body is None:
        handler.send(404, b"no such file")
        return
    known = {"ETag": publisher.etag, "Last_Modified": MODIFIED} if publisher.etag else {}
    asked = handler.headers.get("Range", "")
    fits = handler.headers.get("If-Range", "") in {publisher.etag, MODIFIED}
    if not (asked and fits and publisher.takes_ranges):
        handler.send(200, body, **known)
        return
    start = int(asked.removeprefix("bytes=").partition("-")[0])
    if start >= len(body):
        handler.send(416, b"", Content_Range=f"bytes */{len(body)}")
        return
    span = f"bytes {start}-{len(body) - 1}/{len(body)}"
    handler.send(206, body[start:], Content_Range=span, **known)


def drops_after(n_bytes: int) -> Answer:
    """Announce all, send some, and cut the line."""

    def answer(handler: Handler, body: bytes | None) -> None:
        assert body is not None
        start = 0
        if handler.headers.get("Range") and handler.publisher.takes_ranges:
            start = int(handler.headers["Range"].removeprefix("bytes=").partition("-")[0])
        rest = body[start:]
        handler.send_response(206 if start else 200)
        handler.send_header("Content-Length", str(len(rest)))
        if start:
            handler.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        handler.send_header("ETag", handler.publisher.etag)
        handler.end_headers()
        handler.wfile.write(rest[:n_bytes])
        handler.wfile.flush()
        handler.close_connection = True

    return answer


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    """Answer with a status, a body and headers (with _ for -)."""
    return lambda handler, _body: handler.send(status, body, **headers)


def leads_to(url: str) -> Answer:
    """Redirect."""
    return lambda handler, _body: handler.send(302, b"", Location=url)


def hangs_up(handler: Handler, _body: bytes | None) -> None:
    """Cut the line before answering."""
    handler.hang_up()


def cut_without_length(n_bytes: int) -> Answer:
    """Send the beginning as if it were all, closing the line to say the end."""

    def answer(handler: Handler, body: bytes | None) -> None:
        assert body is not None
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(body[:n_bytes])
        handler.close_connection = True

    return answer


def folded(handler: Handler, body: bytes | None) -> None:
    """Send gzip although nobody asked for it."""
    assert body is not None
    handler.send(200, gzip.compress(body), Content_Encoding="gzip")


def falsely_folded(handler: Handler, body: bytes | None) -> None:
    """Say gzip and send plain bytes."""
    assert body is not None
    handler.send(200, body, Content_Encoding="gzip")


def silent_until(gate: threading.Event) -> Answer:
    """Take the question and say nothing."""

    def answer(handler: Handler, _body: bytes | None) -> None:
        gate.wait(30)
        handler.close_connection = True

    return answer


def stops_after(n_bytes: int, gate: threading.Event) -> Answer:
    """Announce all, send some, and keep the line open."""

    def answer(handler: Handler, body: bytes | None) -> None:
        assert body is not None
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("ETag", handler.publisher.etag)
        handler.end_headers()
        handler.wfile.write(body[:n_bytes])
        handler.wfile.flush()
        gate.wait(30)
        handler.close_connection = True

    return answer


def drips(n_bytes: int) -> Answer:
    """Send a byte at a time, then nothing more."""

    def answer(handler: Handler, body: bytes | None) -> None:
        assert body is not None
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("ETag", handler.publisher.etag)
        handler.end_headers()
        for byte in body[:n_bytes]:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
        handler.close_connection = True

    return answer


@contextmanager
def opened() -> Iterator[Publisher]:
    """Open a publisher on a free port of this machine."""
    publisher = Publisher()
    handler = type("Bound", (Handler,), {"publisher": publisher})
    server = Server(("127.0.0.1", 0), handler)
    publisher.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
