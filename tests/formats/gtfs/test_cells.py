"""Columns of text, each distinct value held once."""

import numpy as np
import pyarrow as pa

from beffroi.formats.gtfs.cells import CODED, blank, coded


def test_a_column_in_pieces_keeps_its_rows() -> None:
    pieces = [pa.array(["a", None], pa.string()), pa.array(["b", "a"], pa.string())]
    column = pa.chunked_array([piece.dictionary_encode() for piece in pieces], CODED)

    cells = coded(column)

    assert cells.text().to_pylist() == ["a", None, "b", "a"]
    assert cells.codes.tolist() == [0, -1, 1, 0]


def test_rows_are_found_by_their_value() -> None:
    cells = coded(pa.chunked_array([pa.array(["a", None, "b"]).dictionary_encode()], CODED))

    assert cells.rows(np.array([False, True])).tolist() == [False, False, True]


def test_a_column_without_rows_or_values_is_a_column() -> None:
    assert coded(pa.chunked_array([], CODED)).text().to_pylist() == []
    assert blank(2).text().to_pylist() == [None, None]
