"""A register cell by cell."""

from pathlib import Path

import pytest

from beffroi.formats import bnlc
from beffroi.foundation.errors import FaultyFileError
from tests.formats.bnlc.registers import HEADER, row, written


def test_rows_keep_the_line_on_which_they_start(tmp_path: Path) -> None:
    two_lines = row(comm='"eau\net abri"')
    path = written(tmp_path, two_lines, "", row(id_lieu="35236-C-002"))

    assert bnlc.opened(path).lines == (2, 5)


def test_a_column_of_the_national_register_is_not_strange(tmp_path: Path) -> None:
    path = written(tmp_path, row() + ",x", header=HEADER + ",id_local")

    assert bnlc.opened(path).strange == ()


def test_another_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="id_lieu"):
        bnlc.opened(written(tmp_path, "1,2", header="a,b"))
