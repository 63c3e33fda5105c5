"""Visits to the sites of shops: polite, one at a time, bounded, and kept on disk with their day."""

import hashlib
import json
import re
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

import httpx

from beffroi.foundation.files import write_text
from beffroi.store import robots
from beffroi.store.hurried import HurriedTransport, patience
from beffroi.store.robots import Robots, robots_of
from beffroi.store.site_addresses import BarredError, Resolver, candidates, number, resolved
from beffroi.territory.shop_sites import (
    ANSWERED,
    CERTIFICATE,
    CIRCLES,
    LINE,
    NO_ADDRESS,
    NO_PAGE,
    REFUSED,
    ROBOTS,
    STATUS,
    TIMEOUT,
    Visit,
)

NAME = "Beffroi"
AGENT = f"{NAME}/0.1 (study of the shops of a town centre; one page of each site, once a month)"
MOST_REDIRECTS = 5
PAGES = ("text/html", "application/xhtml+xml", "text/plain", "")
LONGEST_META = 2048
"""Where a page may say its encoding, from its start. [byte]"""
CHUNK = 1 << 16
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
LAST = 4
"""Longest letter. [byte]"""
Progress = Callable[[int, int], None]
FLEETING = frozenset({LINE, TIMEOUT})
"""Outcomes that may be better another time."""
Rules = dict[str, Robots]
"""What each site asks, by its scheme, host and port."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who visits sites: a client of the web, its patience and its manners.

    Attributes
    ----------
    client
        Client of the web, which follows no redirection on its own.
    delay
        Wait between two questions, whoever is asked. [s]
    most_delay
        Longest wait that a robots.txt is followed in; a site that asks for more is not visited. [s]
    patience
        Longest time for one page, all redirections included. [s]
    most_bytes
        What is read of a page, at most. [byte]
    keeps
        Days that a visit is kept before the site is asked again. [day]
    inside
        Numbers of private networks that may be asked all the same, on any port; none but in tests.
    resolver, sleep, clock
        How to find the numbers of a host, to wait [s] and to tell the time [s].
    """

    client: httpx.Client
    delay: float = 1.0
    most_delay: float = 10.0
    patience: float = 20.0
    most_bytes: int = 2 * 1024**2
    keeps: int = 30
    inside: frozenset[str] = frozenset()
    resolver: Resolver = resolved
    sleep: Callable[[float], None] = field(default=time.sleep)
    clock: Callable[[], float] = field(default=time.monotonic)


@contextmanager
def web_client(timeout: float = 8.0) -> Iterator[httpx.Client]:
    """Lend a client that names itself, checks certificates, and uses no proxy nor cookie."""
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity", "Accept": "text/html",
               "Accept-Language": "fr"}  # fmt: skip
    with httpx.Client(timeout=timeout, headers=headers, follow_redirects=False, trust_env=False,
                      transport=HurriedTransport()) as client:  # fmt: skip
        yield client


class _Failed(Exception):  # noqa: N818 - it never leaves this module
    """A page did not come."""

    def __init__(self, outcome: str, detail: object = "", status: int = 0, final: str = "") -> None:
        super().__init__(outcome)
        self.outcome, self.detail = outcome, str(detail)[:200]
        self.status, self.final = status, final


@dataclass(frozen=True, slots=True)
class _Answer:
    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: bytes
    is_cut: bool


def visits(
    addresses: Iterable[str],
    visitor: Visitor,
    *,
    day: date,
    cache: Path | None = None,
    asks: bool = True,
    progress: Progress | None = None,
) -> dict[str, Visit]:
    """Visit sites one after the other.

    Parameters
    ----------
    addresses
        As written; each is visited once.
    visitor
        Who visits.
    day
        Day of the visits.
    cache
        Folder of the visits kept; those younger than `Visitor.keeps` days are not made again.
    asks
        Whether sites are asked; if not, visits that were kept are returned, and no other.
    progress
        Told how many were visited, of how many.

    Returns
    -------
    What came of each visit, by address as written. No failure of a site stops the others; those
    that may pass (no answer in time, a line that failed) are not kept.

    Raises
    ------
    StorageError
        If a visit cannot be kept.
    """
    wanted = list(dict.fromkeys(addresses))
    rules: Rules = {}
    found = {}
    for n, written in enumerate(wanted, start=1):
        kept = _kept(cache, written, day, visitor.keeps)
        if kept is None and not asks:
            continue
        found[written] = kept or _visit(written, visitor, day, rules)
        if cache is not None and kept is None and found[written].outcome not in FLEETING:
            write_text(_file(cache, written), json.dumps(asdict(found[written])))
        if progress:
            progress(n, len(wanted))
    return found


def _file(cache: Path, written: str) -> Path:
    return cache / f"{hashlib.sha256(written.encode('utf-8', 'replace')).hexdigest()[:32]}.json"


def _kept(cache: Path | None, written: str, day: date, keeps: int) -> Visit | None:
    """Return a visit that is still young; a damaged one is made again."""
    if cache is None:
        return None
    try:
        told = json.loads(_file(cache, written).read_text(encoding="utf-8"))
        visit = Visit(**told)
        age = (day - date.fromisoformat(visit.date)).days
    except (OSError, ValueError, TypeError):
        return None
    return visit if visit.url == written and 0 <= age <= keeps else None


def _visit(written: str, visitor: Visitor, day: date, rules: Rules) -> Visit:
    """Visit a site: its other scheme is tried where it did not say which."""
    last = Visit(written, "", day.isoformat(), NO_ADDRESS)
    for url in candidates(written):
        try:
            answer = _page(url, visitor, rules)
            return _told(last, answer)
        except _Failed as error:
            last = replace(last, outcome=error.outcome, detail=error.detail, status=error.status,
                           final=error.final)  # fmt: skip
            if error.outcome not in {LINE, CERTIFICATE, TIMEOUT}:
                return last
    return last


def _told(visit: Visit, answer: _Answer) -> Visit:
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().casefold()
    about = replace(visit, final=str(answer.url), status=answer.status, n_bytes=len(answer.body),
                    is_cut=answer.is_cut)  # fmt: skip
    if kind not in PAGES:
        return replace(about, outcome=NO_PAGE, detail=kind[:80])
    return replace(
        about, outcome=ANSWERED, html=decoded(answer.body, answer.headers, is_cut=answer.is_cut)
    )


def _page(url: httpx.URL, visitor: Visitor, rules: Rules) -> _Answer:
    """Ask for a page, and for those that it leads to."""
    until = visitor.clock() + visitor.patience
    for _ in range(MOST_REDIRECTS + 1):
        _refuse_against_rules(url, visitor, rules)
        answer = _asked(url, visitor, until, visitor.most_bytes)
        if answer.status not in {301, 302, 303, 307, 308}:
            if answer.status >= 400:
                raise _Failed(STATUS, answer.status, answer.status, str(url))
            return answer
        url = _target(url, answer)
    raise _Failed(CIRCLES, f"> {MOST_REDIRECTS}", answer.status)


def _target(url: httpx.URL, answer: _Answer) -> httpx.URL:
    try:
        target = url.join(answer.headers.get("Location", ""))
    except (httpx.InvalidURL, ValueError) as error:
        raise _Failed(REFUSED, error, answer.status) from error
    return target.copy_with(fragment=None, userinfo=b"")


def _refuse_against_rules(url: httpx.URL, visitor: Visitor, rules: Rules) -> None:
    """Honour robots.txt (RFC 9309): what it refuses is not asked; without one, all may be."""
    place = f"{url.scheme}://{url.netloc.decode('ascii', 'replace')}"
    if place not in rules:
        rules[place] = _rules(url, visitor)
    said = rules[place]
    path = url.raw_path.decode("ascii", "replace")
    if not said.allows(path) or said.delay > visitor.most_delay:
        raise _Failed(ROBOTS, "robots.txt", final=str(url))
    visitor.sleep(max(visitor.delay, said.delay))


def _rules(url: httpx.URL, visitor: Visitor) -> Robots:
    """Read the robots.txt of a site; without one, all may be read.

    A server that fails to answer (5xx) is taken to refuse, as RFC 9309 asks.
    """
    at = url.copy_with(raw_path=b"/robots.txt")
    until = visitor.clock() + visitor.patience
    for _ in range(MOST_REDIRECTS + 1):
        answer = _asked(at, visitor, until, robots.LONGEST)
        if answer.status in {301, 302, 303, 307, 308}:
            at = _target(at, answer)
            continue
        if answer.status >= 500 or answer.status == 429:
            return robots.NONE
        if answer.status != 200:
            return robots.ALL
        return robots_of(answer.body.decode("utf-8", "replace"), NAME)
    return robots.ALL


def _asked(url: httpx.URL, visitor: Visitor, until: float, most: int) -> _Answer:
    """Ask an address once, at the number that was checked, and read what is allowed of it."""
    try:
        at = number(url, visitor.resolver, inside=visitor.inside)
        request = visitor.client.build_request(
            "GET", url.copy_with(host=at),
            headers={"Host": url.netloc.decode("ascii", "replace")},
            extensions={"sni_hostname": url.raw_host.decode("ascii", "replace")},
        )  # fmt: skip
        with (
            patience(max(0.0, until - visitor.clock())),
            closing(visitor.client.send(request, stream=True, follow_redirects=False)) as response,
        ):
            body, is_cut = _read(response, visitor, until, most)
            return _Answer(url, response.status_code, response.headers, body, is_cut)
    except BarredError as error:
        raise _Failed(str(error), url.host) from error
    except httpx.TimeoutException as error:
        raise _Failed(TIMEOUT, type(error).__name__, final="") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise _Failed(REFUSED, error) from error
    except (httpx.HTTPError, httpx.StreamError, OSError, ValueError) as error:
        said = str(error).upper()
        outcome = CERTIFICATE if "CERTIFICATE" in said else REFUSED if "LOCATION" in said else LINE
        raise _Failed(outcome, error) from error


def _read(
    response: httpx.Response, visitor: Visitor, until: float, most: int
) -> tuple[bytes, bool]:
    """Read the beginning of an answer; what was folded is unfolded, no further than allowed."""
    body = bytearray()
    is_cut = False
    for chunk in response.iter_raw(CHUNK):
        body += chunk
        if visitor.clock() > until:
            raise _Failed(TIMEOUT, f"{len(body)} B")
        if len(body) > most:
            is_cut = True
            break
    folded = response.headers.get("Content-Encoding", "identity").strip().casefold()
    if folded in {"", "identity"}:
        return bytes(body[:most]), is_cut
    if folded not in {"gzip", "x-gzip", "deflate"}:
        raise _Failed(REFUSED, folded, response.status_code)
    try:
        opened = zlib.decompressobj(wbits=47).decompress(bytes(body), most + 1)
    except zlib.error as error:
        raise _Failed(REFUSED, error, response.status_code) from error
    return opened[:most], is_cut or len(opened) > most


def decoded(body: bytes, headers: httpx.Headers, *, is_cut: bool = False) -> str:
    """Decode a page: as its header says, else as it says itself, else UTF-8, else Windows-1252.

    A wrong or unknown encoding never fails: what cannot be read is replaced.

    Examples
    --------
    >>> decoded("é".encode("latin-1"), httpx.Headers({"Content-Type": "text/html; charset=utf-8"}))
    'é'
    """
    head = body[:LONGEST_META].decode("ascii", "ignore")
    for text in (headers.get("Content-Type", ""), head, "charset=utf-8"):
        found = CHARSET.search(text)
        if not found or found[1].casefold().startswith(("utf-7", "utf7")):
            continue
        try:
            return body.decode(found[1])
        except UnicodeDecodeError as error:
            if is_cut and error.start >= len(body) - LAST:  # cut within a letter
                return body.decode(found[1], "replace")
        except (LookupError, ValueError):
            continue
    return body.decode("cp1252", "replace")
