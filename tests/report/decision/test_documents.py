"""The documents on a decision, written together."""

from pathlib import Path

import pytest

from beffroi.foundation.errors import InputError, StorageError
from beffroi.foundation.language import message
from beffroi.report.decision import documents
from beffroi.study.decide import Decided, decide
from tests.study.decision_file import written
from tests.test_french import ENGLISH, bare


@pytest.fixture
def decided(tmp_path: Path) -> Decided:
    return decide(written(tmp_path), draws=20)


def test_all_documents_are_written_and_nothing_else(decided: Decided, tmp_path: Path) -> None:
    paths = documents.write(decided, tmp_path / "out", "fr")

    names = ["arbitration.json", "note.docx", "note.pdf", "slides.pptx", "table.xlsx"]
    assert sorted(path.name for path in paths) == names
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    assert documents.contents(decided, "fr") == {path.name: path.read_bytes() for path in paths}
    for path in paths:
        assert str(tmp_path).encode() not in path.read_bytes()


def test_nothing_is_written_where_one_document_cannot_be(decided: Decided, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")

    with pytest.raises(StorageError):
        documents.write(decided, tmp_path / "out", "fr")


def test_without_the_extra_one_sentence_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        documents.refuse_without_writers({"no_such_module": "python-docx", "typst": "typst"})

    assert "(python-docx)" in str(caught.value)
    assert "pip install 'beffroi[documents]'" in str(caught.value)
    assert not ENGLISH.search(bare(message(caught.value, "fr"), tmp_path))


def test_documents_are_kept_until_what_they_say_changes(decided: Decided, tmp_path: Path) -> None:
    folder = tmp_path / "out"

    assert documents.kept(decided, folder, "fr")
    assert not documents.kept(decided, folder, "fr")
    assert documents.kept(decided, folder, "en")
    (folder / documents.WORD).unlink()
    assert documents.kept(decided, folder, "en")
    assert documents.are_writable()
    assert not documents.are_writable({"no_such_module": "python-docx"})
