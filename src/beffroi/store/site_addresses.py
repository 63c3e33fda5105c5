"""Which address of a shop's site may be asked: one of the public web, on its usual ports."""

import ipaddress
import socket
from collections.abc import Callable

import httpx

PORTS = frozenset({None, 80, 443})
LONGEST = 500
"""Longest address. [character]"""
SCHEMES = ("http", "https")
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that stand for IPv4 ones (RFC 6052)."""
Resolver = Callable[[str, int], list[str]]
"""Tells the numbers of a host."""


class BarredError(ValueError):
    """An address that is not asked; its argument says why, in one word of `shop_sites`."""


def resolved(host: str, port: int) -> list[str]:
    """Ask the system for the numbers of a host.

    Raises
    ------
    OSError
        If it knows none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]).partition("%")[0] for one in found))


def candidates(written: str) -> list[httpx.URL]:
    """Make addresses of what is written: HTTPS first where nothing says which.

    Examples
    --------
    >>> [str(url) for url in candidates("www.aux-pains.fr")]
    ['https://www.aux-pains.fr', 'http://www.aux-pains.fr']
    >>> candidates("javascript:alert(1)"), candidates("mailto:a@b.fr")
    ([], [])
    """
    text = written.strip().split(";")[0].strip()
    if not text or len(text) > LONGEST or any(c.isspace() for c in text):
        return []
    lone = text.casefold().startswith(("http://", "https://"))
    if not lone and (":" in text.split("/")[0] or "@" in text or "." not in text.split("/")[0]):
        return []
    made = []
    for one in [text] if lone else [f"https://{text}", f"http://{text}"]:
        try:
            url = httpx.URL(one)
        except (httpx.InvalidURL, ValueError):
            continue
        if url.scheme in SCHEMES and url.host:
            made.append(url.copy_with(fragment=None, userinfo=b""))
    return made


def number(url: httpx.URL, resolver: Resolver, *, inside: frozenset[str] = frozenset()) -> str:
    """Return the number to ask, so that no later answer of the name servers leads elsewhere.

    Parameters
    ----------
    url
        Address of the web.
    resolver
        Who tells the numbers of a host.
    inside
        Numbers of private networks that may be asked all the same, on any port.

    Raises
    ------
    BarredError
        ``refused`` for a port or a scheme that is not asked, ``inside`` for a private network.
    OSError
        If the host has no number.
    """
    if url.scheme not in SCHEMES or not url.host:
        raise BarredError("refused")
    if url.port not in PORTS and not inside:
        raise BarredError("refused")
    numbers = resolver(url.host, url.port or (443 if url.scheme == "https" else 80))
    if not numbers:
        raise OSError("no number")
    if not all(is_public(one) or one in inside for one in numbers):
        raise BarredError("inside")
    return numbers[0]


def is_public(number_: str) -> bool:
    """Say whether a number is one of the public network, and stands for no private one.

    Examples
    --------
    >>> [is_public(n) for n in ("93.184.216.34", "10.0.0.1", "::ffff:127.0.0.1", "169.254.169.254")]
    [True, False, False, False]
    """
    try:
        address = ipaddress.ip_address(number_)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and (
        address.ipv4_mapped or address.sixtofour or address.teredo or address in TRANSLATED
    ):
        return False
    return address.is_global and not address.is_multicast
