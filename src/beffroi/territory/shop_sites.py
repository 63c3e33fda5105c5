"""The site of a shop: what was answered when it was asked for, and what its first page says."""

from dataclasses import dataclass

ANSWERED, ROBOTS, TIMEOUT, CIRCLES = "answered", "robots", "timeout", "circles"
CERTIFICATE, LINE, REFUSED, INSIDE = "certificate", "line", "refused", "inside"
STATUS, NO_PAGE, NO_ADDRESS = "status", "no_page", "no_address"
"""What came of a visit: a page; robots.txt asks not to; no answer in time; redirections without
end; a certificate that is not valid; the line failed; an answer that is not read (encoding, port);
an address inside a private network; an error (404…); something that is no page; no address."""
UNTRIED = frozenset({ROBOTS, REFUSED, INSIDE})
"""Outcomes that say nothing of the site itself: we did not look."""


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
