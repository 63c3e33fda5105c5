"""What is given to the timetable kernels: whole numbers in range, seconds that are known."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

NEVER = np.int32(2**30 - 1)
"""Stands for a time that does not come; seconds beyond it are refused. [s]"""
MOST_SECONDS = 2**22
"""Times lie within seven weeks of the service day: sums of three are exact as floats. [s]"""
TOLERANCE = 1e-6
"""Seconds this little above a whole number are the rounding of a computer. [s]"""


def numbers(values: npt.ArrayLike, count: int, name: str) -> npt.NDArray[np.int64]:
    """Check a list of numbers of things of which there are so many.

    Parameters
    ----------
    values : (n,)
        Numbers of stops, places or trips.
    count
        How many there are.
    name
        What they are called, for the message.

    Returns
    -------
    (n,)
        The numbers, in [0, count).

    Raises
    ------
    ShapeError
        If they are not one list of whole numbers in that range.

    Examples
    --------
    >>> numbers([0, 2], 3, "stops")
    array([0, 2])
    """
    array = np.asarray(values)
    if array.ndim != 1 or (array.size and not np.issubdtype(array.dtype, np.integer)):
        raise ShapeError(
            "{name} are of shape {shape} and type {type}: give one list of whole numbers.",
            name=name,
            shape=array.shape,
            type=array.dtype,
        )
    if array.size and (array.min() < 0 or array.max() >= count):
        raise ShapeError(
            "{name} go from {least} to {most} where there are {count}: give numbers from 0 to one "
            "less than that.",
            name=name,
            least=array.min(),
            most=array.max(),
            count=count,
        )
    return array.astype(np.int64)


def same_length(arrays: dict[str, npt.NDArray[np.generic]]) -> None:
    """Refuse lists that are not as long as one another.

    Parameters
    ----------
    arrays
        The lists by their names.

    Raises
    ------
    ShapeError
        If they are not lists of one length.

    Examples
    --------
    >>> same_length({"stop": np.array([1, 2]), "seconds": np.array([3, 4])})
    """
    shapes = {name: array.shape for name, array in arrays.items()}
    if len(set(shapes.values())) > 1 or any(len(shape) != 1 for shape in shapes.values()):
        raise ShapeError(
            "{names} are of shapes {shapes}: give lists of one length.",
            names=", ".join(shapes),
            shapes=", ".join(str(shape) for shape in shapes.values()),
        )


def whole_seconds(values: npt.ArrayLike, name: str) -> Ints:
    """Round walking times up to whole seconds, so that nobody runs for a bus.

    Parameters
    ----------
    values : (n,)
        Times >= 0; infinite where no way leads. [s]
    name
        What they are called, for the message.

    Returns
    -------
    (n,)
        Whole seconds, `NEVER` where no way leads. [s]

    Raises
    ------
    ShapeError
        If a time is negative or missing.

    Examples
    --------
    >>> whole_seconds([59.2, 60.0, np.inf], "seconds").tolist()
    [60, 60, 1073741823]
    """
    seconds = np.asarray(values, dtype=np.float64)
    if not (seconds >= 0).all():
        raise ShapeError(
            "{n_bad} of the {name} are negative or missing: give seconds >= 0, infinite where no "
            "way leads.",
            n_bad=int((~(seconds >= 0)).sum()),
            name=name,
        )
    return np.minimum(np.ceil(seconds - TOLERANCE), NEVER).astype(np.int32)


def pointers(groups: npt.NDArray[np.int64], n_groups: int) -> Ints:
    """Say where each group begins in a list sorted by group.

    Parameters
    ----------
    groups : (n,)
        Group of each member, in [0, n_groups).
    n_groups
        How many groups there are.

    Returns
    -------
    (n_groups + 1,)
        Members of group `g` stand from `pointers[g]` to `pointers[g + 1]`.

    Examples
    --------
    >>> pointers(np.array([0, 0, 2]), 3).tolist()
    [0, 2, 2, 3]
    """
    counts = np.bincount(groups, minlength=n_groups)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
