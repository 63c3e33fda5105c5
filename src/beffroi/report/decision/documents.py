"""The documents on a decision, written together: results, note in PDF and Word, slides, table."""

import hashlib
from collections.abc import Mapping
from contextlib import ExitStack
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from beffroi.foundation.errors import InputError
from beffroi.foundation.files import is_there, write_text, written_whole
from beffroi.foundation.language import Language
from beffroi.report.decision import note_pdf, note_word, slides, table_book
from beffroi.report.decision.content import note
from beffroi.report.decision.parts import TABLE
from beffroi.study.decide import RESULTS, Decided, as_text
from beffroi.study.decision_log import Entry

NOTE, WORD, SLIDES, _ = DOCUMENTS = "note.pdf", "note.docx", "slides.pptx", TABLE
STAMP = ".documents.key"
"""File that says which results the documents beside it were made from."""
WRITERS: Mapping[str, str] = {"docx": "python-docx", "pptx": "python-pptx", "typst": "typst"}
"""Modules that write documents, and the packages that hold them."""


def refuse_without_writers(writers: Mapping[str, str] = WRITERS) -> None:
    """Check that what writes documents is installed.

    Parameters
    ----------
    writers
        Packages by module, those of the extra ``documents`` unless told otherwise.

    Raises
    ------
    InputError
        If it is not: the extra ``documents`` was left out.
    """
    missing = tuple(package for module, package in writers.items() if find_spec(module) is None)
    if missing:
        raise InputError(
            "The note and the slides need packages that are not installed ({missing}): install "
            "them (pip install 'beffroi[documents]'), or ask for the answer alone (--json FILE).",
            missing=missing,
        )


def are_writable(writers: Mapping[str, str] = WRITERS) -> bool:
    """Say whether what writes documents is installed."""
    return all(find_spec(module) is not None for module in writers)


def kept(decided: Decided, folder: Path, language: Language, entry: Entry | None = None) -> bool:
    """Write the documents of a decision, unless those there say the same already.

    Parameters
    ----------
    decided, language, entry
        As for `contents`.
    folder
        Where to write; a hidden file of it says what its documents were made from.

    Returns
    -------
    Whether they had to be written.

    Raises
    ------
    InputError, StorageError
        As `write`.
    """
    key = _key(decided, language, entry)
    stamp = folder / STAMP
    is_same = is_there(stamp) and stamp.read_text(encoding="utf-8") == key
    if is_same and all(is_there(folder / name) for name in (RESULTS, *DOCUMENTS)):
        return False
    write_text(stamp, "")
    write(decided, folder, language, entry)
    write_text(stamp, key)
    return True


def _key(decided: Decided, language: Language, entry: Entry | None) -> str:
    said = (as_text(decided), language, entry.seal if entry else "", version("beffroi"))
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def contents(decided: Decided, language: Language, entry: Entry | None = None) -> dict[str, bytes]:
    """Make the documents of a decision.

    Parameters
    ----------
    decided
        The decision, arbitrated.
    language
        Language of the documents.
    entry
        The entry of the log that froze it; None if it was not frozen.

    Returns
    -------
    By name of file, the same bytes for the same decision.

    Raises
    ------
    InputError
        If what writes documents is not installed.
    """
    refuse_without_writers()
    whole = note(decided.result, language, entry)
    pdf, kept = note_pdf.laid_out(whole)
    return {
        RESULTS: as_text(decided).encode(),
        NOTE: pdf,
        WORD: note_word.document(kept, note_pdf.chart(kept), whole),
        SLIDES: slides.deck(decided.result, whole),
        TABLE: table_book.workbook(whole),
    }


def write(
    decided: Decided, folder: Path, language: Language, entry: Entry | None = None
) -> tuple[Path, ...]:
    """Write the documents of a decision into a folder, none of them unless all are made.

    Returns
    -------
    The files written.

    Raises
    ------
    InputError
        If what writes documents is not installed.
    StorageError
        If the disk is full or the folder cannot be written.
    """
    made = contents(decided, language, entry)
    paths = tuple(folder / name for name in made)
    with ExitStack() as stack:
        for path, content in zip(paths, made.values(), strict=True):
            stack.enter_context(written_whole(path)).write_bytes(content)
    return paths
