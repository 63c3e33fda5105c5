"""A column of text as it was typed, each distinct value held once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

CODED = pa.dictionary(pa.int32(), pa.string())
"""The Arrow type of such a column."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A column of text.

    Attributes
    ----------
    codes
        (n_rows,) number of the value of each row; -1 where the cell is blank.
    values
        (n_values,) the distinct values.
    """

    codes: npt.NDArray[np.int32]
    values: pa.StringArray

    def rows(self, chosen: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Say, of each row, whether its value is among those chosen.

        Parameters
        ----------
        chosen : (n_values,)
            Which values.
        """
        return np.append(chosen, False)[self.codes]

    def text(self) -> pa.ChunkedArray:
        """Write the column out, one value for each row, null where the cell is blank."""
        numbers = pa.array(self.codes, mask=self.codes < 0)
        return pa.chunked_array([self.values.cast(pa.large_string()).take(numbers)])


def coded(column: pa.ChunkedArray) -> Cells:
    """Take the codes of an Arrow column of type `CODED`."""
    whole = column.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = pa.concat_arrays(whole.chunks) if whole.num_chunks else pa.array([], CODED)
    codes = whole.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return Cells(codes.astype(np.int32, copy=False), whole.dictionary)


def blank(n_rows: int) -> Cells:
    """Make a column without any value."""
    return Cells(np.full(n_rows, -1, np.int32), pa.array([], pa.string()))
