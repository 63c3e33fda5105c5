"""Two lists that belong together: coordinates, ends of streets, costs there and back."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError


def pair(
    first: npt.ArrayLike, second: npt.ArrayLike, names: str
) -> tuple[npt.NDArray[np.generic], npt.NDArray[np.generic]]:
    """Check that two lists are as long as one another.

    Parameters
    ----------
    first, second : (n,)
        The lists.
    names
        What they hold, for the message.

    Returns
    -------
    (n,) and (n,)
        Both as arrays.

    Raises
    ------
    ShapeError
        If they are not two lists of one length.

    Examples
    --------
    >>> pair([1, 2], [3, 4], "x and y")
    (array([1, 2]), array([3, 4]))
    """
    one, other = np.asarray(first), np.asarray(second)
    if one.ndim != 1 or one.shape != other.shape:
        raise ShapeError(
            "{names} are of shapes {first} and {second}: give two lists of one length.",
            names=names,
            first=one.shape,
            second=other.shape,
        )
    return one, other
