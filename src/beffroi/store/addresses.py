"""Which addresses a download may ask: published ones, never the inside of a private network."""

import ipaddress
from dataclasses import dataclass

import httpx

from beffroi.foundation.errors import InputError, PublisherError
from beffroi.foundation.language import Words, both

LOOPBACK = "localhost"
LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked, and what it may lead to.

    Attributes
    ----------
    url
        The address.
    plain_hosts
        Hosts that may be asked without encryption (``http``), besides this machine.
    is_local
        Whether the user named a machine of their own network: only then may a redirection go there.
    """

    url: httpx.URL
    plain_hosts: frozenset[str]
    is_local: bool

    def leads_to(self, url: httpx.URL) -> httpx.URL:
        """Return the address that this one redirects to.

        Raises
        ------
        PublisherError
            If it is not one that a publisher may send us to.
        """
        fault = _fault(url, self.plain_hosts)
        if not fault and is_local(url.host) and not self.is_local:
            fault = both("it is inside a private network")
        if fault:
            raise PublisherError(
                "{url} leads to {target}, which is not asked: {fault}. "
                "Look for the new address at the publisher's home page.",
                url=shown(self.url),
                target=shown(url),
                fault=fault,
            )
        return url


def address(url: str, *, plain_hosts: frozenset[str] = frozenset()) -> Address:
    """Check an address that a user or a table of sources gives.

    Raises
    ------
    InputError
        If it is not an address of the web, or asks a host without encryption that was not named.

    Examples
    --------
    >>> str(address("https://www.insee.fr/a.csv").url)
    'https://www.insee.fr/a.csv'
    """
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise InputError(
            "{url!r} is not an address: give one that begins with https://.", url=url
        ) from error
    fault = _fault(parsed, plain_hosts)
    if fault:
        raise InputError(
            "{url} cannot be downloaded: {fault}. Give an address that begins with https://.",
            url=shown(parsed),
            fault=fault,
        )
    return Address(parsed, plain_hosts, is_local(parsed.host))


def is_local(host: str) -> bool:
    """Say whether a host is this machine or one of a private network, as far as its name tells.

    Examples
    --------
    >>> is_local("127.0.0.1"), is_local("10.1.2.3"), is_local("www.insee.fr")
    (True, True, False)
    """
    if host == LOOPBACK or host.endswith(f".{LOOPBACK}"):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _is_loopback(host: str) -> bool:
    try:
        return host == LOOPBACK or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _fault(url: httpx.URL, plain_hosts: frozenset[str]) -> Words | None:
    if url.scheme not in {"http", "https"} or not url.host:
        return both("it is not an address of the web")
    is_plain = url.scheme == "http"
    if is_plain and url.host not in plain_hosts and not _is_loopback(url.host):
        return both("it would be asked without encryption")
    return None


def bare(url: httpx.URL) -> str:
    """Return an address without the name and password that it may hold."""
    return str(url.copy_with(userinfo=b"") if url.userinfo else url)


def shown(url: httpx.URL) -> str:
    """Return an address fit for a message: without password, and cut if it is long."""
    text = bare(url)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
