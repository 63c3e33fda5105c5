"""Failures of a download: those that may pass, which are tried again, and those that do not."""

import httpx

from beffroi.foundation.errors import PublisherError
from beffroi.foundation.language import Words
from beffroi.store.addresses import shown
from beffroi.store.contents import Fault


class PassingError(PublisherError):
    """A failure that may be over at the next try.

    Attributes
    ----------
    wait
        How long the publisher asks to wait; None if it does not say. [s]
    """

    wait: float | None = None


def passing(
    url: httpx.URL, *, found: str, detail: object, wait: float | None = None
) -> PassingError:
    """Say what went wrong this time.

    Parameters
    ----------
    found
        What went wrong: one of a few phrases, so that it can be translated.
    detail
        The proof: a status, a count of bytes.
    """
    error = PassingError(
        "{url}: {found} ({detail}).", url=shown(url), found=found, detail=_proof(detail)
    )
    error.wait = wait
    return error


def _proof(detail: object) -> str | Words:
    return detail if isinstance(detail, Words) else str(detail)


def refused(url: httpx.URL, *, found: str, detail: object) -> PublisherError:
    """Say what will not pass."""
    return PublisherError(
        "{url}: {found} ({detail}). Check the address at the publisher's home page, or bring the "
        "file by hand.",
        url=shown(url),
        found=found,
        detail=_proof(detail),
    )


def unexpected(url: httpx.URL, kind: str, wrong: Fault) -> PublisherError:
    """Say that a publisher sends something else than what was asked for."""
    return PublisherError(
        "{url}: {kind} was expected, it sends {found} ({detail}). Check the address at the "
        "publisher's home page, or bring the file by hand.",
        url=shown(url),
        kind=kind.upper() or "SHA-256",
        found=wrong.found,
        detail=wrong.detail,
    )


def given_up(error: PassingError, n: int) -> PublisherError:
    """Say that a failure did not pass."""
    return PublisherError(
        "{url}: {found} ({detail}), {n} times in a row. Run the command again later: it will "
        "go on where it stopped.",
        **error.parts,
        n=n,
    )


def to_come_back(error: PassingError, wait: float) -> PublisherError:
    """Say that a publisher asks for a longer wait than a person would make."""
    return PublisherError(
        "{url}: {found} ({detail}); it asks to come back in {wait} s. Run the command again then.",
        **error.parts,
        wait=round(wait),
    )
