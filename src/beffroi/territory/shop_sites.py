"""The site of a shop: what was answered when it was asked for, and what its first page says."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

ANSWERED, ROBOTS, TIMEOUT, CIRCLES = "answered", "robots", "timeout", "circles"
CERTIFICATE, LINE, REFUSED, INSIDE = "certificate", "line", "refused", "inside"
STATUS, NO_PAGE, NO_ADDRESS = "status", "no_page", "no_address"
"""What came of a visit: a page; robots.txt asks not to; no answer in time; redirections without
end; a certificate that is not valid; the line failed; an answer that is not read (encoding, port);
an address inside a private network; an error (404…); something that is no page; no address."""
UNTRIED = frozenset({ROBOTS, REFUSED, INSIDE})
"""Outcomes that say nothing of the site itself: we did not look."""
NEVER_ASKED = frozenset({ROBOTS, INSIDE, NO_ADDRESS})
"""Outcomes without any page asked for."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit to the site of a shop.

    Attributes
    ----------
    url
        Address asked, as written.
    final
        Address that answered; empty if none did.
    date
        Day of the visit, ISO 8601.
    outcome
        What came of it.
    status
        HTTP status of the last answer; 0 without one.
    n_bytes
        What was read of it. [byte]
    is_cut
        Whether there was more than is read.
    html
        The page, decoded; empty if none was given.
    detail
        What the machine said, for those who can mend it.
    """

    url: str
    final: str
    date: str
    outcome: str
    status: int = 0
    n_bytes: int = 0
    is_cut: bool = False
    html: str = ""
    detail: str = ""

    @property
    def is_encrypted(self) -> bool:
        """Say whether the address that answered is one of HTTPS."""
        return self.final.startswith("https://")

    @property
    def is_asked(self) -> bool:
        """Say whether a page was asked for: not where its address or robots.txt kept us away."""
        was_refused_unread = self.outcome == REFUSED and not self.status
        return self.outcome not in NEVER_ASKED and not was_refused_unread


@dataclass(frozen=True, slots=True)
class SitePage:
    """What the first page of a shop's site says.

    Attributes
    ----------
    title, description
        As written; empty where it has none.
    fits
        Whether it says how wide it is on a phone (``viewport``).
    n_images
        Images on the page.
    business
        Types of schema.org under which it describes a business; none if empty.
    names
        Names of that business.
    phone
        Its telephone, as written.
    hours
        Its opening hours in the syntax of OpenStreetMap; empty where it tells none.
    social
        Addresses of pages in social networks.
    sells
        Words or links that tell of ordering, as found.
    """

    title: str = ""
    description: str = ""
    fits: bool = False
    n_images: int = 0
    business: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    phone: str = ""
    hours: str = ""
    social: tuple[str, ...] = ()
    sells: tuple[str, ...] = ()


NETWORKS = ("facebook.com", "instagram.com", "tiktok.com", "linkedin.com", "youtube.com",
            "pinterest.com", "pinterest.fr", "x.com", "twitter.com", "threads.net")  # fmt: skip
"""Domains of social networks."""
SHARING = re.compile(r"/(?:sharer|share|intent|dialog|plugins|embed)\b|share\.php", re.IGNORECASE)


def is_social(address: str) -> bool:
    """Say whether an address is one of a page in a social network.

    Examples
    --------
    >>> is_social("https://fr-fr.facebook.com/auxpains"), is_social("https://facebook.com/sharer?u=a")
    (True, False)
    """
    host, path = _split(address)
    return (
        len(path.strip("/")) > 0
        and any(is_of(host, one) for one in NETWORKS)
        and not SHARING.search(address)
    )


def host_of(address: str) -> str:
    """Return the host of an address; empty where it has none.

    Examples
    --------
    >>> host_of("https://www.Aux-pains.fr/menu"), host_of("/menu")
    ('www.aux-pains.fr', '')
    """
    return _split(address)[0]


def is_of(host: str, domain: str) -> bool:
    """Say whether a host is of a domain.

    Examples
    --------
    >>> is_of("www.facebook.com", "facebook.com"), is_of("notfacebook.com", "facebook.com")
    (True, False)
    """
    return host == domain or host.endswith(f".{domain}")


def _split(address: str) -> tuple[str, str]:
    try:
        found = urlsplit(address if "//" in address else f"//{address}")
        host = found.hostname or ""
    except ValueError:
        return "", ""
    return host, found.path
