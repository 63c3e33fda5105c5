"""Collect: bring into a study the published sources that it lacks, and say how each one went."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from beffroi.foundation import documents
from beffroi.foundation.errors import BeffroiError, PublisherError
from beffroi.foundation.files import is_folder, plain_file, sha256
from beffroi.foundation.language import Words, message
from beffroi.store import contents, locks, manifest
from beffroi.store.downloads import Courier, Download, download
from beffroi.store.manifest import INPUTS, Entry
from beffroi.store.members import member, take_out
from beffroi.store.snapshots import Progress as Heard
from beffroi.store.snapshots import clean_name, free_name, snapshot, twin
from beffroi.study import mirrors, offers
from beffroi.study.mirrors import Mirror
from beffroi.study.offers import Offer, Place
from beffroi.study.settings import SEVERAL
from beffroi.study.sources import Published

Progress = Callable[[Words, int, int | None], None]
"""Hears which source comes in, the bytes done, and the bytes in all where they are known."""
State = Literal["fetched", "kept", "failed"]

FETCHED = Words("{name} : {n} fichier(s) reçu(s).", "{name}: {n} file(s) came in.")
KEPT = Words("{name} : déjà là.", "{name}: already there.")
NONE = Words(
    "{name} : aucun réseau ne couvre la commune.", "{name}: no network covers the commune."
)
FAILED = Words("{name} : {why}", "{name}: {why}")
ADOPTED = Words("Fichier tiré de l'archive publiée.", "File taken out of the published archive.")
MOST = {"index": 1024**2, "answer": 100 * 1024**2}
"""Largest answers read whole into memory: a bound on harm.
Files of sources go straight to the disk, within what the courier takes. [byte]"""
SUFFIXES = {
    ".csv": "csv", ".geojson": "geojson", ".gpkg": "gpkg", ".gz": "gz", ".json": "json",
    ".osm": "osm", ".parquet": "parquet", ".pbf": "pbf", ".xlsx": "xlsx", ".zip": "zip",
}  # fmt: skip
"""Kinds of contents by the ending of a name, where a mirror holds another one than published."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How collecting one source went.

    Attributes
    ----------
    source
        Its id.
    kind
        Its kind, as under ``[sources]`` in `study.toml`.
    state
        ``fetched`` if something came in, ``kept`` if all was there, ``failed`` otherwise.
    words
        One sentence.
    files
        Files that the study now has of it, relative to the study; also those that came in before
        a failure.
    error
        What went wrong, if something did.
    """

    source: str
    kind: str
    state: State
    words: Words
    files: tuple[str, ...] = ()
    error: BeffroiError | None = None


@dataclass(frozen=True, slots=True)
class Errand:
    """What stays the same while sources are collected.

    Attributes
    ----------
    study
        Folder of the study.
    place
        Where the town is.
    courier
        Who fetches.
    now
        Date and time, ISO 8601 in UTC.
    aside
        A folder for what only matters now.
    mirror
        The mirror to take everything from, if there is one.
    progress
        Hears the bytes.
    """

    study: Path
    place: Place
    courier: Courier
    now: str
    aside: Path
    mirror: Mirror | None
    progress: Progress

    @property
    def inputs(self) -> Path:
        """Folder of the sources."""
        return self.study / INPUTS


def collect(
    study: Path,
    place: Place,
    courier: Courier,
    wanted: tuple[Published, ...],
    *,
    now: str,
    mirror: str = "",
    progress: Progress | None = None,
) -> tuple[Outcome, ...]:
    """Bring in the sources that a study lacks; one that fails does not stop the others.

    The manifest is written after each file, so that an interrupted collection goes on where it
    stopped. With a mirror nothing else is asked.

    Parameters
    ----------
    study
        Its folder; its lock is held meanwhile.
    place
        Where the town is.
    courier
        Who fetches.
    wanted
        The sources, as `beffroi.study.sources.chosen` gives them.
    now
        Date and time, ISO 8601 in UTC.
    mirror
        Folder or address of a mirror; the publishers if empty.
    progress
        Hears the bytes of each source.

    Returns
    -------
    One outcome for each source wanted, in order.

    Raises
    ------
    InputError
        If the study is being run, its manifest is damaged, or the mirror cannot be used.
    """
    manifest.read(study)
    with locks.held(study), tempfile.TemporaryDirectory(prefix="beffroi-") as aside:
        alone = Errand(study, place, courier, now, Path(aside), None, progress or _unheard)
        errand = _with_mirror(alone, mirror) if mirror else alone
        return tuple(_outcome(errand, source) for source in wanted)


def _with_mirror(errand: Errand, mirror: str) -> Errand:
    courier = errand.courier
    named = courier.plain_hosts | {mirrors.host(mirror)}
    trusting = replace(errand, courier=replace(courier, plain_hosts=named))
    held = mirrors.opened(mirror, lambda url: _aside(trusting, url, MOST["index"]))
    return replace(trusting, mirror=held)


def _unheard(_words: Words, _done: int, _total: int | None) -> None:
    """Tell nobody."""


def _outcome(errand: Errand, source: Published) -> Outcome:
    files: list[str] = []
    n_new = 0
    try:
        for file, is_new in _brought(errand, source):
            files.append(file)
            n_new += is_new
    except BeffroiError as error:
        why = Words(fr=message(error, "fr"), en=message(error, "en"))
        words = FAILED.filled(name=source.name, why=why)
        return Outcome(source.id, source.kind, "failed", words, tuple(files), error)
    said = FETCHED if n_new else KEPT if files else NONE
    words = said.filled(name=source.name, n=str(n_new))
    state: State = "fetched" if n_new else "kept"
    return Outcome(source.id, source.kind, state, words, tuple(files))


def _brought(errand: Errand, source: Published) -> Iterator[tuple[str, bool]]:
    """Bring each file of a source, and tell where it is and whether it is new."""
    known = manifest.read(errand.study).get(source.kind)
    if known is not None and not manifest.damage(errand.study, known):
        yield known.file, False
        return
    for offer in _offers(errand, source):
        there = _there(errand, source, offer)
        if there is not None:
            yield there.file, False
            continue
        held = {entry.sha256 for entry in _intact(errand, source)}
        entry = _bring(errand, source, offer)
        yield entry.file, entry.sha256 not in held


def _offers(errand: Errand, source: Published) -> tuple[Offer, ...]:
    if errand.mirror is not None:
        mirror = errand.mirror
        names = mirror.names(source.id, several=source.kind in SEVERAL)
        return tuple(_mirrored(mirror, source, name) for name in names)
    if source.access == "transport":
        return offers.timetables(source, _answer(errand, source.url), errand.place)
    if source.access == "datagouv":
        url = source.url.format(dataset=source.dataset)
        return (offers.in_data_set(source, _answer(errand, url)),)
    if source.access == "overpass":
        return (offers.overpass(source, errand.place),)
    return (offers.of(source, source.url),)


def _mirrored(mirror: Mirror, source: Published, name: str) -> Offer:
    origin = mirror.address(source.id, name) if mirror.is_site else name
    return replace(offers.of(source, origin, file=name), date="")


def _answer(errand: Errand, url: str) -> object:
    try:
        return documents.read(_aside(errand, url, MOST["answer"]))
    except ValueError as error:
        raise PublisherError(
            "{url} does not answer in JSON. Run the command again later.", url=url
        ) from error


def _aside(errand: Errand, url: str, most: int) -> Path:
    target = errand.aside / "answer.json"
    return download(url, target, replace(errand.courier, most_bytes=most), kind="json").path


def _there(errand: Errand, source: Published, offer: Offer) -> Entry | None:
    """Return the entry of a file that the study already has, and has intact."""
    return next((e for e in _intact(errand, source) if e.origin == offer.origin), None)


def _intact(errand: Errand, source: Published) -> Iterator[Entry]:
    for entry in manifest.read(errand.study).values():
        if entry.kind == source.kind and not manifest.damage(errand.study, entry):
            yield entry


def _bring(errand: Errand, source: Published, offer: Offer) -> Entry:
    """Bring one file into the inputs and record it."""
    pattern = offers.member_pattern(source, errand.place)
    kind = _kind(errand, source, offer)
    warnings: tuple[Words, ...] = ()
    if kind == "zip" and pattern:
        archive, modified = _archive(errand, source, offer)
        file, warnings = _taken_out(errand, source, archive, pattern), (ADOPTED,)
    elif errand.mirror is not None and not errand.mirror.is_site:
        origin = _in_folder(errand.mirror, source, offer, kind)
        copied = snapshot(origin, errand.study, name=offer.file, progress=_heard(errand, offer))
        file, modified = errand.study / copied.file, ""
    else:
        target = errand.inputs / free_name(errand.inputs, clean_name(offer.file))
        got = _downloaded(errand, offer, target, kind)
        file, modified = _without_twin(errand, got.path, got.sha256), got.modified
    entry = replace(_entry(errand, source, offer, file, modified), warnings=warnings)
    manifest.record(errand.study, entry)
    return entry


def _kind(errand: Errand, source: Published, offer: Offer) -> str:
    """Return the kind of contents expected: a mirror may hold another than the publisher."""
    if errand.mirror is None:
        return source.format
    return SUFFIXES.get(Path(offer.file).suffix.lower(), source.format)


def _heard(errand: Errand, offer: Offer) -> Heard:
    words = Words(offer.name, offer.name)
    return lambda done, total: errand.progress(words, done, total)


def _downloaded(errand: Errand, offer: Offer, target: Path, kind: str) -> Download:
    progress = _heard(errand, offer)
    return download(offer.origin, target, errand.courier, kind=kind, progress=progress)


def _archive(errand: Errand, source: Published, offer: Offer) -> tuple[Path, str]:
    """Return the archive that holds the wanted file; one that an earlier run left is used."""
    if errand.mirror is not None and not errand.mirror.is_site:
        return _in_folder(errand.mirror, source, offer, "zip"), ""
    archive = errand.inputs / f"{source.id}-archive.zip"
    if archive.is_file() and not contents.fault(archive, "zip"):
        return archive, ""
    got = _downloaded(errand, offer, archive, "zip")
    return got.path, got.modified


def _in_folder(mirror: Mirror, source: Published, offer: Offer, kind: str) -> Path:
    origin = Path(mirror.where) / source.id / offer.origin
    if not is_folder(origin):
        plain_file(origin)
    wrong = None if is_folder(origin) else contents.fault(origin, kind)
    if wrong:
        raise PublisherError(
            "{kind} was expected in the mirror, {origin} holds {found} ({detail}). "
            "Put a right file in its place.",
            kind=kind.upper(),
            origin=str(origin),
            found=wrong.found,
            detail=wrong.detail,
        )
    return origin


def _without_twin(errand: Errand, path: Path, digest: str) -> Path:
    """Drop a file that the study already had under another name."""
    other = twin(errand.inputs, digest, path.stat().st_size, of=path)
    if other is None:
        return path
    path.unlink()
    return other


def _taken_out(errand: Errand, source: Published, archive: Path, pattern: str) -> Path:
    target = errand.inputs / free_name(errand.inputs, clean_name(source.file))
    take_out(archive, member(archive, pattern), target)
    if archive.parent == errand.inputs:
        archive.unlink()
    return _without_twin(errand, target, sha256(target))


def _entry(errand: Errand, source: Published, offer: Offer, file: Path, modified: str) -> Entry:
    digest = sha256(file)
    return Entry(
        id=_id(errand, source, digest),
        kind=source.kind,
        file=file.relative_to(errand.study).as_posix(),
        origin=offer.origin,
        name=offer.name,
        publisher=offer.publisher,
        licence=offer.licence,
        date=offer.date or modified,
        sha256=digest,
        bytes=file.stat().st_size,
        retrieved=errand.now,
        home=offer.home,
    )


def _id(errand: Errand, source: Published, digest: str) -> str:
    """Return the id of a new entry; that of the same bytes if the study has them already."""
    if source.kind not in SEVERAL:
        return source.kind
    known, rank = manifest.read(errand.study), 1
    same = (e.id for e in known.values() if e.kind == source.kind and e.sha256 == digest)
    while f"{source.kind}-{rank}" in known:
        rank += 1
    return next(same, f"{source.kind}-{rank}")
