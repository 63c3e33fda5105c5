"""Mirrors: a folder, or a site, that holds copies of sources, for towns with a poor line or none.

Layout: ``MIRROR/<source id>/<file>``, one file for each source, several for ``gtfs``. A site also
has ``MIRROR/index.json``, which names the files of each source: ``{"osm": ["redon.osm.pbf"]}``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx

from beffroi.foundation import documents
from beffroi.foundation.errors import InputError, PublisherError
from beffroi.foundation.files import is_folder, listed
from beffroi.foundation.language import both
from beffroi.store.addresses import bare
from beffroi.store.manifest import is_inside

INDEX = "index.json"
MOST_NAME = 255
"""Longest name of a file on usual disks. [character]"""
Fetched = Callable[[str], Path]
"""Downloads an address aside, and returns the file."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """A mirror and what it holds.

    Attributes
    ----------
    where
        Folder, or address without its last slash.
    files
        Names of files by source id.
    is_site
        Whether it is asked by the web.
    """

    where: str
    files: Mapping[str, tuple[str, ...]]
    is_site: bool

    def names(self, source: str, *, several: bool) -> tuple[str, ...]:
        """Return the names of the files of a source.

        Raises
        ------
        InputError
            If it has none, or more than one where one is wanted.
        """
        names = self.files.get(source, ())
        if not names or (len(names) > 1 and not several):
            raise InputError(
                "The mirror holds {n} file(s) for {source}, and {wanted} wanted. "
                "Put them in {mirror}/{source}/.",
                n=len(names),
                source=source,
                wanted=both("at least one is") if several else both("one is"),
                mirror=self.where,
            )
        return names

    def address(self, source: str, name: str) -> str:
        """Return the address of a file of a site."""
        return f"{self.where}/{quote(source)}/{quote(name)}"


def is_site(mirror: str) -> bool:
    """Say whether a mirror is named by an address rather than by a folder."""
    return "://" in mirror


def host(mirror: str) -> str:
    """Return the host of a site; nothing for a folder."""
    try:
        return httpx.URL(mirror).host if is_site(mirror) else ""
    except httpx.InvalidURL:
        return ""


def opened(mirror: str, fetched: Fetched) -> Mirror:
    """Look at what a mirror holds.

    Parameters
    ----------
    mirror
        Folder or address.
    fetched
        Downloads an address aside.

    Raises
    ------
    InputError
        If there is no such folder, or the address may not be asked.
    PublisherError
        If the site has no index, or one that is not of the known shape.
    """
    if is_site(mirror):
        where = mirror.rstrip("/")
        return Mirror(where, _index(f"{where}/{INDEX}", fetched), is_site=True)
    folder = Path(mirror)
    if not is_folder(folder):
        raise InputError(
            "The mirror {mirror} is not a folder. Give a folder, or an address that begins with "
            "https://.",
            mirror=mirror,
        )
    files = {
        source.name: tuple(path.name for path in listed(source) if path.name[0] != ".")
        for source in listed(folder)
        if is_folder(source)
    }
    return Mirror(mirror, files, is_site=False)


def _index(url: str, fetched: Fetched) -> dict[str, tuple[str, ...]]:
    try:
        read = documents.read(fetched(url))
    except ValueError:
        read = None
    if not isinstance(read, dict) or not all(_are_names(names) for names in read.values()):
        raise PublisherError(
            "{url} is not the index of a mirror: it must be a JSON object of lists of file names, "
            'such as {{"osm": ["redon.osm.pbf"]}}. Ask who keeps the mirror.',
            url=bare(httpx.URL(url)),
        )
    return {source: tuple(names) for source, names in read.items()}


def _are_names(names: object) -> bool:
    return isinstance(names, list) and all(
        isinstance(name, str)
        and len(name) <= MOST_NAME
        and is_inside(name)
        and "/" not in name
        and "\\" not in name
        for name in names
    )
