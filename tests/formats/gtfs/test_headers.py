"""First lines of files, well and badly written."""

import pytest

from beffroi.formats.gtfs.headers import header
from beffroi.formats.gtfs.ledger import Ledger
from tests.formats.gtfs.feeds import english


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_line_ends_the_header(end: str) -> None:
    text = f"area_id,area_name{end}1,Bourg{end}".encode()

    head = header("areas", text, Ledger())

    assert head is not None
    assert (head.names, text[head.end :][:1], head.line) == (("area_id", "area_name"), b"1", 1)


def test_blank_lines_before_the_header_are_counted() -> None:
    head = header("areas", b"\n\r\n  \narea_id\n1\n", Ledger())

    assert head is not None
    assert (head.names, head.line) == (("area_id",), 4)


@pytest.mark.parametrize("text", [b"", b"\n\n", b" ,,\n1,2,3\n", b'""'])
def test_a_file_that_names_no_column_has_no_header(text: bytes) -> None:
    assert header("areas", text, Ledger()) is None


@pytest.mark.parametrize(("separator", "said"), [(";", "';'"), ("\t", "'tab'")])
def test_another_separator_is_found_and_told(separator: str, said: str) -> None:
    ledger = Ledger()

    head = header("areas", f"area_id{separator}area_name\n".encode(), ledger)

    assert head is not None
    assert head.separator == separator
    assert f"separator {said} instead of a comma" in english(ledger)


def test_names_are_written_as_the_reference_does_and_others_kept() -> None:
    ledger = Ledger()

    head = header("areas", b' Area_ID ,"area_name",Colour of the zone\n', ledger)

    assert head is not None
    assert head.names == ("area_id", "area_name", "Colour of the zone")
    assert "1 column name corrected, such as ' Area_ID '" in english(ledger)
