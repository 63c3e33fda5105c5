"""Downloads that survive bad lines: resumed, tried again politely, checked, and whole or absent."""

import contextlib
import email.utils
import gzip
import random
import shutil
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from beffroi.foundation.errors import PublisherError, StorageError
from beffroi.foundation.files import CHUNK, unwritable
from beffroi.foundation.files import sha256 as hash_of
from beffroi.store.addresses import Address, address, bare, shown
from beffroi.store.contents import Fault, fault
from beffroi.store.failures import (
    PassingError,
    given_up,
    passing,
    refused,
    to_come_back,
    unexpected,
)
from beffroi.store.parts import Part, left_by_an_earlier_run
from beffroi.store.snapshots import Progress

TIMEOUT = httpx.Timeout(60.0, connect=15.0)
"""A publisher that says nothing for that long is tried again. [s]"""
AGENT = "Beffroi/0.1 (study of a town centre; open data)"
MOST_REDIRECTS = 8
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""HTTP answers that may be better a moment later (RFC 9110; 425 is RFC 8470, 429 is RFC 6585)."""
MOST_DIGITS = 18
"""Digits of the largest number of a header that is believed."""
Reporter = Callable[[int], None]
"""Told the bytes that came in."""
MEANINGFUL = 1 << 20
"""A try that brought that much counts as progress: the count of failures starts again. [byte]"""


@dataclass(frozen=True, slots=True)
class Courier:
    """Who fetches files: a client of the web and its patience.

    Attributes
    ----------
    client
        Client of the web.
    plain_hosts
        Hosts that may be asked without encryption, besides this machine.
    tries
        Failures in a row before a source is given up.
    first_wait
        Wait after the first failure; doubled at each one. [s]
    most_wait
        Longest wait, also when the publisher asks for a longer one: it is then given up. [s]
    most_bytes
        Largest file. [byte]
    slowest
        Smallest mean flow of one try, judged after `grace`. [byte/s]
    grace
        Time before a flow is judged. [s]
    sleep, chance, clock
        How to wait [s], to draw in [0, 1) and to tell the time [s].
    """

    client: httpx.Client
    plain_hosts: frozenset[str] = frozenset()
    tries: int = 5
    first_wait: float = 1.0
    most_wait: float = 120.0
    most_bytes: int = 8 * 1024**3
    slowest: float = 1024.0
    grace: float = 60.0
    sleep: Callable[[float], None] = field(default=time.sleep)
    chance: Callable[[], float] = field(default=random.random)
    clock: Callable[[], float] = field(default=time.monotonic)


@dataclass(frozen=True, slots=True)
class Download:
    """A file that came in.

    Attributes
    ----------
    path
        Where it is.
    url
        Address asked, without password.
    sha256
        Hash of the file.
    bytes
        Size of the file. [byte]
    modified
        Day on which the publisher last changed it, ISO 8601; empty if not told.
    """

    path: Path
    url: str
    sha256: str
    bytes: int
    modified: str


@contextmanager
def web_client(timeout: httpx.Timeout = TIMEOUT) -> Iterator[httpx.Client]:
    """Lend a client of the web that names itself and never follows a redirection on its own."""
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
    with httpx.Client(timeout=timeout, headers=headers, follow_redirects=False) as client:
        yield client


def download(
    url: str,
    to: Path,
    courier: Courier,
    *,
    kind: str = "",
    sha256: str = "",
    progress: Progress | None = None,
) -> Download:
    """Fetch a file; it appears at `to` whole and checked, or not at all.

    An interrupted download leaves ``<to>.part``, which the next call resumes if the publisher
    still has the same file.

    Parameters
    ----------
    url
        ``https`` address, or ``http`` on this machine or on a host that the courier names.
    to
        Where the file goes.
    courier
        Who fetches it.
    kind
        Kind of file expected, of `contents.KINDS`.
    sha256
        Hash expected; any if empty.
    progress
        Told the bytes that came in, and the bytes in all where the publisher tells them.

    Raises
    ------
    PublisherError
        If the file is absent, is something else, is too large or too slow, or if the publisher
        does not answer.
    InputError
        If the address is not one that may be asked.
    StorageError
        If the disk is full or the folder cannot be written.
    """
    asked = address(url, plain_hosts=courier.plain_hosts)
    part = left_by_an_earlier_run(to)
    failures = 0
    while True:
        before = part.size
        try:
            _try_once(asked, part, courier, progress)
            return _finished(asked, part, kind, sha256, courier.most_bytes)
        except PassingError as error:
            failures = 1 if part.size - before >= MEANINGFUL else failures + 1
            courier.sleep(_wait(courier, failures, error))
        except OSError as error:
            part.discard()
            raise unwritable(to, error) from error


def _wait(courier: Courier, failures: int, error: PassingError) -> float:
    """Return how long to wait before the next try [s], or give up."""
    if failures >= courier.tries:
        raise given_up(error, failures) from error
    if error.wait is None:
        longest = min(courier.first_wait * 2.0 ** (failures - 1), courier.most_wait)
        return longest * (0.5 + courier.chance() / 2)
    if error.wait > courier.most_wait:
        raise to_come_back(error, error.wait) from error
    return error.wait


def _try_once(asked: Address, part: Part, courier: Courier, progress: Progress | None) -> None:
    """Ask once, from where the part stops, and add what comes to the part."""
    try:
        with _answer(asked, part.conditions(bare(asked.url)), courier) as response:
            total = _accept(asked.url, response, part, courier)
            if total != part.size:
                _receive(asked.url, response, part, courier, _reporter(progress, total))
    except httpx.TimeoutException as error:
        raise passing(
            asked.url, found="it does not answer in time", detail=type(error).__name__
        ) from error
    except httpx.TransportError as error:
        raise passing(asked.url, found="the line failed", detail=error) from error
    if total is not None and part.size < total:
        raise passing(asked.url, found="the file was cut", detail=f"{part.size} / {total} B")


def _reporter(progress: Progress | None, total: int | None) -> Reporter:
    return lambda done: progress(done, total) if progress else None


@contextmanager
def _answer(
    asked: Address, conditions: dict[str, str], courier: Courier
) -> Iterator[httpx.Response]:
    url = asked.url
    for _ in range(MOST_REDIRECTS + 1):
        headers = conditions | {"Accept-Encoding": "identity"}
        request = courier.client.build_request("GET", url, headers=headers)
        response = _sent(courier.client, request)
        with contextlib.closing(response):
            if not response.has_redirect_location:
                yield response
                return
            url = asked.leads_to(_target(url, response))
    found = "it leads from address to address without end"
    raise refused(asked.url, found=found, detail=f"> {MOST_REDIRECTS}")


def _sent(client: httpx.Client, request: httpx.Request) -> httpx.Response:
    try:
        return client.send(request, stream=True, follow_redirects=False)
    except httpx.InvalidURL as error:  # the client looks where a redirection leads, followed or not
        found = "it leads to something that is not an address"
        raise refused(request.url, found=found, detail=error) from error


def _target(url: httpx.URL, response: httpx.Response) -> httpx.URL:
    try:
        return url.join(response.headers["Location"])
    except httpx.InvalidURL as error:
        raise refused(
            url,
            found="it leads to something that is not an address",
            detail=response.headers["Location"][:80],
        ) from error


def _accept(url: httpx.URL, response: httpx.Response, part: Part, courier: Courier) -> int | None:
    """Make the part ready for an answer, and return the size of the whole file if it is told."""
    status = response.status_code
    if status in {200, 203}:
        total = _length(response)
        part.begin(bare(url), response)
    elif status == 206:
        total = _resumed_total(url, response, part)
    elif status == 416 and part.size and _range_total(response) == part.size:
        return part.size
    else:
        raise _unhelpful(url, response, part)
    if total is not None:
        _check_room(url, total, part, courier)
    return total


def _length(response: httpx.Response) -> int | None:
    return _count(response.headers.get("Content-Length", ""))


def _range_total(response: httpx.Response) -> int | None:
    return _count(response.headers.get("Content-Range", "").rpartition("/")[2])


def _count(said: str) -> int | None:
    """Read a count of bytes; no file has one of more digits than `MOST_DIGITS`."""
    return int(said) if said.isdecimal() and len(said) <= MOST_DIGITS else None


def _resumed_total(url: httpx.URL, response: httpx.Response, part: Part) -> int | None:
    span = response.headers.get("Content-Range", "")
    start = span.removeprefix("bytes ").partition("-")[0]
    if start != str(part.size) or not part.is_same_file(response):
        part.discard()
        raise passing(url, found="it answers another part than asked", detail=span)
    total = _range_total(response)
    length = _length(response)
    return total if total is not None or length is None else part.size + length


def _unhelpful(url: httpx.URL, response: httpx.Response, part: Part) -> PublisherError:
    detail = f"HTTP {response.status_code} {response.reason_phrase}".rstrip()
    if response.status_code == 416:
        part.discard()
        return passing(url, found="it has no more of this file", detail=detail)
    if response.status_code in PASSING:
        wait = _asked_wait(response)
        return passing(url, found="it cannot answer now", detail=detail, wait=wait)
    return refused(url, found="it does not give the file", detail=detail)


def _asked_wait(response: httpx.Response) -> float | None:
    """Read `Retry-After`: seconds, or a date told beside the publisher's own clock."""
    said = response.headers.get("Retry-After", "")
    if said.isdecimal():
        return float(said[:MOST_DIGITS])
    try:
        then = email.utils.parsedate_to_datetime(said)
        now = email.utils.parsedate_to_datetime(response.headers.get("Date", ""))
        return max(0.0, (then - now).total_seconds())
    except (ValueError, TypeError):
        return None


def _check_room(url: httpx.URL, total: int, part: Part, courier: Courier) -> None:
    if total > courier.most_bytes:
        raise _too_large(url, total, courier)
    missing, free = total - part.size, shutil.disk_usage(part.to.parent).free
    if missing > free:
        raise StorageError(
            "The disk has {free} bytes left and {url} asks for {missing}: nothing was written. "
            "Free some space and run the command again.",
            url=shown(url),
            missing=missing,
            free=free,
        )


def _too_large(url: httpx.URL, size: int, courier: Courier) -> PublisherError:
    detail = f"{size} B > {courier.most_bytes} B"
    return refused(url, found="it sends more than is taken", detail=detail)


def _receive(
    url: httpx.URL, response: httpx.Response, part: Part, courier: Courier, report: Reporter
) -> None:
    started, done = courier.clock(), part.size
    before = done
    with part.to_append() as file:
        for chunk in response.iter_raw():
            file.write(chunk)
            done += len(chunk)
            if done > courier.most_bytes:
                break
            _check_flow(url, done - before, courier.clock() - started, courier)
            report(done)
    if done > courier.most_bytes:
        part.discard()
        raise _too_large(url, done, courier)


def _check_flow(url: httpx.URL, received: int, elapsed: float, courier: Courier) -> None:
    if elapsed > courier.grace and received / elapsed < courier.slowest:
        raise passing(url, found="it is too slow", detail=f"{received / elapsed:.0f} B/s")


def _finished(asked: Address, part: Part, kind: str, sha256: str, most_bytes: int) -> Download:
    whole, wrong = part.path, fault(part.path, kind)
    if wrong and part.encoding:
        whole, wrong = part.unfolded, _unfold(part, most_bytes)
        wrong = wrong or fault(whole, kind)
    digest = "" if wrong else hash_of(whole)
    if sha256 and digest not in {"", sha256}:
        wrong = Fault(found="a file with another hash", detail=digest)
    if wrong:
        raise _wrong(asked.url, part, kind, wrong)
    size, modified = whole.stat().st_size, part.modified
    part.complete(whole)
    return Download(part.to, bare(asked.url), digest, size, modified)


def _wrong(url: httpx.URL, part: Part, kind: str, wrong: Fault) -> PublisherError:
    was_resumed = part.was_resumed
    part.discard()
    if was_resumed:
        return passing(url, found="the parts do not fit together", detail=wrong.words)
    return unexpected(url, kind, wrong)


def _unfold(part: Part, most_bytes: int) -> Fault | None:
    """Unfold a part that its publisher folded for the journey; say what is wrong with it."""
    if part.encoding not in {"gzip", "x-gzip"}:
        return Fault(found="an encoding that was not asked for", detail=part.encoding)
    try:
        with gzip.open(part.path) as folded, part.unfolded.open("wb") as file:
            while chunk := folded.read(CHUNK):
                file.write(chunk)
                if file.tell() > most_bytes:
                    return Fault(found="too much once unfolded", detail=f"> {most_bytes} B")
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        return Fault(found="bytes that are said to be gzip and are not", detail=str(error))
    return None
