"""Visits to sites of shops that do all that real ones do."""

import datetime as dt
import gzip
import json
import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from beffroi.store.sites import AGENT, Visitor, decoded, visits, web_client
from beffroi.territory.shop_sites import Visit
from tests.store import publisher as publishers
from tests.store.publisher import Handler, Publisher, Server
from tests.store.test_hurried import drips_headers

DAY = dt.date(2026, 11, 26)
PAGE = "<!DOCTYPE html><html><head><title>Aux Pains dorés</title></head></html>".encode()
HERE = frozenset({"127.0.0.1"})
HTML = {"Content_Type": "text/html; charset=utf-8"}


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def visitor(waits: list[float]) -> Iterator[Visitor]:
    with web_client(timeout=2.0) as client:
        yield Visitor(client, sleep=waits.append, inside=HERE)


def page(publisher: Publisher, path: str = "/", body: bytes = PAGE, **headers: str) -> str:
    publisher.script[path] = [publishers.says(200, body, **(headers or HTML))] * 9
    return publisher.url + path


def visit(written: str, visitor: Visitor, **options: object) -> Visit:
    return visits([written], visitor, day=DAY, **options)[written]  # type: ignore[arg-type]


def test_a_page_comes_with_its_day_and_address(publisher: Publisher, visitor: Visitor) -> None:
    found = visit(page(publisher), visitor)

    assert (found.outcome, found.status, found.date) == ("answered", 200, "2026-11-26")
    assert "Aux Pains dorés" in found.html
    assert not found.is_encrypted
    assert {request.headers["user-agent"] for request in publisher.asked} == {AGENT}
    assert [request.path for request in publisher.asked] == ["/robots.txt", "/"]


def test_one_waits_before_each_page_and_asks_robots_once(
    publisher: Publisher, visitor: Visitor, waits: list[float]
) -> None:
    addresses = [page(publisher, path) for path in ("/a", "/b", "/a")]

    visits(addresses, visitor, day=DAY)

    assert [request.path for request in publisher.asked] == ["/robots.txt", "/a", "/b"]
    assert waits == [1.0, 1.0]


def test_what_robots_refuses_is_not_asked(publisher: Publisher, visitor: Visitor) -> None:
    page(publisher, "/robots.txt", b"User-agent: *\nDisallow: /*", Content_Type="text/plain")

    found = visit(page(publisher), visitor)

    assert found.outcome == "robots"
    assert [request.path for request in publisher.asked] == ["/robots.txt"]


def test_a_delay_asked_is_kept_and_a_long_one_is_a_refusal(
    publisher: Publisher, visitor: Visitor, waits: list[float]
) -> None:
    page(publisher, "/robots.txt", b"User-agent: *\nCrawl-delay: 4", Content_Type="text/plain")

    assert visit(page(publisher), visitor).outcome == "answered"
    assert waits == [4.0]
    assert visit(page(publisher), replace(visitor, most_delay=3.0)).outcome == "robots"


def test_robots_that_fail_refuse(publisher: Publisher, visitor: Visitor) -> None:
    publisher.will("/robots.txt", publishers.says(503))

    assert visit(page(publisher), visitor).outcome == "robots"


def test_a_redirection_is_followed_and_one_without_end_is_not(
    publisher: Publisher, visitor: Visitor
) -> None:
    publisher.will("/old", publishers.leads_to("/"))
    page(publisher)
    publisher.script["/round"] = [publishers.leads_to("/round")] * 20

    assert visit(publisher.url + "/old", visitor).final == publisher.url + "/"
    assert visit(publisher.url + "/round", visitor).outcome == "circles"
    assert [request.path for request in publisher.asked].count("/round") == 6


def test_a_redirection_to_nothing_or_elsewhere_is_no_page(
    publisher: Publisher, visitor: Visitor
) -> None:
    publisher.will("/a", publishers.leads_to("ftp://a.fr/"))
    publisher.will("/b", publishers.leads_to("http://[::1"))

    assert visit(publisher.url + "/a", visitor).outcome == "refused"
    assert visit(publisher.url + "/b", visitor).outcome == "refused"


@pytest.mark.parametrize(
    "target", ["http://inside.example/admin", "http://127.0.0.2/", "http://[::1]/"]
)
def test_a_redirection_into_the_private_network_is_not_followed(
    publisher: Publisher, visitor: Visitor, target: str
) -> None:
    """The name is public, the number it leads to after a redirection is not."""
    publisher.will("/", publishers.leads_to(target))

    def resolver(host: str, port: int) -> list[str]:
        return {"inside.example": ["10.0.0.1"]}.get(host, [host])

    found = visit(publisher.url + "/", replace(visitor, resolver=resolver))

    assert found.outcome == "inside"


def test_the_number_that_was_checked_is_the_one_that_is_asked(
    publisher: Publisher, visitor: Visitor
) -> None:
    """A name server that answers otherwise the second time leads nowhere else."""
    page(publisher)
    answers = iter(["127.0.0.1", "127.0.0.1"])
    port = publisher.url.rpartition(":")[2]

    found = visit(f"http://boutique.example:{port}/",
                  replace(visitor, resolver=lambda _host, _port: [next(answers)]))  # fmt: skip

    assert found.outcome == "answered"
    assert {request.headers["host"] for request in publisher.asked} == {f"boutique.example:{port}"}


def test_the_machine_itself_is_not_visited(publisher: Publisher, visitor: Visitor) -> None:
    for written in ("http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0x7f.1/"):
        assert visit(written, replace(visitor, inside=frozenset())).outcome == "inside"
    assert visit(publisher.url, replace(visitor, inside=frozenset())).outcome == "refused"
    assert publisher.asked == []


def test_a_site_that_says_nothing_is_given_up(publisher: Publisher) -> None:
    gate = threading.Event()
    page(publisher, "/robots.txt", b"", Content_Type="text/plain")
    publisher.script["/"] = [publishers.silent_until(gate)]
    with web_client(timeout=0.2) as client:
        found = visit(publisher.url + "/", Visitor(client, sleep=lambda _: None, inside=HERE))
    gate.set()

    assert found.outcome == "timeout"


def test_a_site_that_drips_its_headers_is_given_up(publisher: Publisher, visitor: Visitor) -> None:
    publisher.files["/robots.txt"] = b""
    publisher.script["/"] = [drips_headers]

    assert visit(publisher.url + "/", replace(visitor, patience=0.4)).outcome == "timeout"


def test_a_site_that_drips_is_given_up(publisher: Publisher, visitor: Visitor) -> None:
    ticks = iter(range(0, 10_000, 7))
    publisher.files["/"] = b"<p>" * 4000

    def drips(handler: Handler, body: bytes | None) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(2000):
            handler.wfile.write(b"<p>")
            handler.wfile.flush()
        handler.close_connection = True

    publisher.script["/"] = [drips]
    patient = replace(visitor, clock=lambda: float(next(ticks)), patience=10.0)

    assert visit(publisher.url + "/", patient).outcome == "timeout"


def test_a_site_that_answers_without_end_is_cut(publisher: Publisher, visitor: Visitor) -> None:
    sent = []

    def endless(handler: Handler, _body: bytes | None) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(10 * 1000**3))
        handler.end_headers()
        handler.wfile.write(PAGE)
        while True:
            handler.wfile.write(b" " * 65536)
            sent.append(65536)

    publisher.script["/"] = [endless]

    found = visit(publisher.url + "/", replace(visitor, most_bytes=200_000))

    assert (found.outcome, found.is_cut, found.n_bytes) == ("answered", True, 200_000)
    assert "Aux Pains dorés" in found.html
    assert sum(sent) < 50 * 1000**2


def test_what_is_folded_is_unfolded_no_further_than_allowed(
    publisher: Publisher, visitor: Visitor
) -> None:
    bomb = gzip.compress(PAGE + b" " * 50_000_000)
    publisher.script["/bomb"] = [publishers.says(200, bomb, Content_Encoding="gzip", **HTML)]
    publisher.script["/br"] = [publishers.says(200, b"x", Content_Encoding="br", **HTML)]
    publisher.script["/bad"] = [
        publishers.says(200, b"not folded", Content_Encoding="gzip", **HTML)
    ]

    found = visit(publisher.url + "/bomb", visitor)

    assert (found.is_cut, len(found.html)) == (True, 2 * 1024**2 - 1)
    assert visit(publisher.url + "/br", visitor).outcome == "refused"
    assert visit(publisher.url + "/bad", visitor).outcome == "refused"


def test_errors_and_files_that_are_no_page_are_said(publisher: Publisher, visitor: Visitor) -> None:
    publisher.files["/robots.txt"] = b""
    pdf = page(publisher, "/menu.pdf", b"%PDF", Content_Type="application/pdf")

    assert [visit(one, visitor).outcome for one in (publisher.url + "/none", pdf)] == [
        "status", "no_page",
    ]  # fmt: skip
    assert visit("mailto:a@b.fr", visitor).outcome == "no_address"


def test_a_line_that_fails_is_said(publisher: Publisher, visitor: Visitor) -> None:
    publisher.script["/"] = [publishers.hangs_up] * 4
    publisher.files["/robots.txt"] = b""

    assert visit(publisher.url + "/", visitor).outcome == "line"


def test_a_certificate_that_nobody_vouches_for_is_said(visitor: Visitor) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "self_signed.pem")
    server = Server(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        found = visit(f"https://127.0.0.1:{server.server_address[1]}/", visitor)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

    assert found.outcome == "certificate"


def test_visits_are_kept_and_made_again_when_they_are_old(
    publisher: Publisher, visitor: Visitor, tmp_path: Path
) -> None:
    written = page(publisher)
    first = visit(written, visitor, cache=tmp_path)

    again = visits([written], visitor, day=DAY + dt.timedelta(29), cache=tmp_path)[written]
    asked = len(publisher.asked)
    late = visits([written], visitor, day=DAY + dt.timedelta(31), cache=tmp_path)[written]

    assert (again, asked) == (first, 2)
    assert late.date == "2026-12-27"


def test_visits_that_were_kept_are_read_without_asking_anybody(
    publisher: Publisher, visitor: Visitor, tmp_path: Path
) -> None:
    written = page(publisher)
    first = visit(written, visitor, cache=tmp_path)
    publisher.asked.clear()

    again = visits([written, "https://b.example"], visitor, day=DAY, cache=tmp_path, asks=False)

    assert again == {written: first}
    assert publisher.asked == []


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"url": 1}', "null"])
def test_a_visit_that_was_damaged_is_made_again(
    publisher: Publisher, visitor: Visitor, tmp_path: Path, damage: str
) -> None:
    written = page(publisher)
    visit(written, visitor, cache=tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_text(damage, encoding="utf-8")

    assert visit(written, visitor, cache=tmp_path).outcome == "answered"
    assert json.loads(kept.read_text(encoding="utf-8"))["url"] == written


@pytest.mark.parametrize(
    ("body", "told", "read"),
    [
        ("é".encode(), "text/html", "é"),
        ("é".encode("latin-1"), "text/html; charset=iso-8859-1", "é"),
        ("é".encode("latin-1"), "text/html; charset=utf-8", "é"),
        ("é".encode(), "text/html; charset=none-such", "é"),
        ("<meta charset='cp1252'>é".encode("cp1252"), "text/html", "<meta charset='cp1252'>é"),
        (b"a", "text/html; charset=hex", "a"),
        (b"+ADw-", "text/html; charset=utf-7", "+ADw-"),
    ],
)  # fmt: skip
def test_a_page_is_decoded_whatever_it_says(body: bytes, told: str, read: str) -> None:
    assert decoded(body, httpx.Headers({"Content-Type": told})) == read


def test_a_page_cut_within_a_letter_keeps_the_others() -> None:
    body = "éa".encode() + "é".encode()[:1]

    assert decoded(body, httpx.Headers({"Content-Type": "text/html"}), is_cut=True) == "éa\ufffd"
