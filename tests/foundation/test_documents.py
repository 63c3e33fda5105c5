"""JSON that would harm whoever parsed it."""

import json
from pathlib import Path

import pytest

from beffroi.foundation import documents
from beffroi.foundation.errors import UnreadableFileError


@pytest.mark.parametrize("text", ["[" * 200_000, "9" * 5_000, "{", "", b"\xff\xfe\xff"])
def test_what_cannot_be_parsed_is_one_kind_of_error(text: str | bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (the kind is the contract)
        documents.parsed(text)


def test_a_document_is_read_within_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"a": "é"}), encoding="utf-8")

    assert documents.read(path) == {"a": "é"}
    with pytest.raises(UnreadableFileError, match="larger than"):
        documents.read(path, most=3)
    with pytest.raises(UnreadableFileError, match="no such file"):
        documents.read(tmp_path / "absent.json")
