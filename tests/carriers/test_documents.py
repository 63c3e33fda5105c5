"""JSON documents, honest and hostile."""

from pathlib import Path

import pytest

from beffroi.carriers import documents
from beffroi.foundation.errors import FaultyFileError, HostileFileError, UnreadableFileError


def written(folder: Path, text: str) -> Path:
    path = folder / "document.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_byte_order_mark_does_not_hide_a_document(tmp_path: Path) -> None:
    path = written(tmp_path, '\ufeff[{"code": "35236"}]')

    assert documents.is_json(path)
    assert documents.records(path, format_name="list", needed=("code",)) == [{"code": "35236"}]


def test_a_fault_is_told_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, '{"a": 1,\n "b": }')

    with pytest.raises(FaultyFileError, match="line 2"):
        documents.parsed(path, format_name="document")


def test_brackets_without_end_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "[" * 200_000 + "]" * 200_000)

    with pytest.raises(HostileFileError, match="nested too deep"):
        documents.parsed(path, format_name="document")


def test_a_number_of_ten_thousand_digits_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "[" + "9" * 10_000 + "]")

    with pytest.raises(UnreadableFileError, match="a number"):
        documents.parsed(path, format_name="document")


@pytest.mark.parametrize("text", ["{}", "[1]", "[]", "null"])
def test_a_document_that_is_no_list_of_objects_is_refused(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)

    with pytest.raises(FaultyFileError):
        documents.records(path, format_name="list", needed=())


def test_objects_that_lack_a_member_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path, '[{"code": 1}, {}, {"code": 2}]')

    with pytest.raises(FaultyFileError, match="object 2 lacks code"):
        documents.records(path, format_name="list", needed=("code",))
