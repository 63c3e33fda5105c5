"""A market: places where customers live, shops where they buy, minutes between them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from beffroi.engines.commerce.catchment.parameters import parameter
from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Texts = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """Places, shops and the minutes between them.

    Attributes
    ----------
    origins : (n_origins,)
        Identifiers of the places.
    weights : (n_origins,)
        What is spent there, or who lives there, > 0. [unit]
    unit
        Of the weights: ``€`` or ``inhabitant``.
    shops, names : (n_shops,)
        Identifiers of the shops, and how people call them.
    attributes
        What may draw customers, by name: one number > 0 for each shop. [any]
    minutes : (n_origins, n_shops)
        Times from place to shop, at least the shortest that counts; infinite out of reach. [min]
    centre : (n_shops,)
        Whether each shop is of the centre.
    """

    origins: Texts
    weights: Floats
    unit: str
    shops: Texts
    names: Texts
    attributes: Mapping[str, Floats]
    minutes: Floats
    centre: npt.NDArray[np.bool_]

    def __post_init__(self) -> None:
        """Refuse parts that do not fit together."""
        n, m = len(self.origins), len(self.shops)
        columns = [len(self.names), len(self.centre), *map(len, self.attributes.values())]
        if self.minutes.shape != (n, m) or len(self.weights) != n or set(columns) != {m}:
            raise ShapeError(
                "Minutes are of shape {shape} for {n} origins and {m} shops: give one row for each "
                "origin, and each column and attribute one value for each shop.",
                shape=self.minutes.shape, n=n, m=m,
            )  # fmt: skip
        if not (self.weights > 0).all() or not np.isfinite(self.weights).all():
            raise ShapeError("Give origins with something to spend: weights above zero.")

    @property
    def table(self) -> Floats:
        """(n_shops, n_attributes) attributes, in their order."""
        columns = [np.asarray(one, np.float64) for one in self.attributes.values()]
        return np.column_stack(columns) if columns else np.empty((len(self.shops), 0))

    @property
    def served(self) -> npt.NDArray[np.bool_]:
        """(n_origins,) whether each place reaches a shop."""
        return np.asarray(np.isfinite(self.minutes).any(axis=1))


def floored(minutes: npt.ArrayLike) -> Floats:
    """Raise times to the shortest that counts, and put unknown ones out of reach.

    Examples
    --------
    >>> floored([0.2, 5.0, np.nan]).tolist()
    [1.0, 5.0, inf]
    """
    known = np.nan_to_num(np.asarray(minutes, np.float64), nan=np.inf, posinf=np.inf)
    return np.maximum(known, parameter("shortest"))


def filled(values: npt.ArrayLike, usual: float | None = None) -> tuple[Floats | None, int]:
    """Give shops of unknown size the median of the others, or a usual size where few are known.

    Parameters
    ----------
    values : (n_shops,)
        Sizes; NaN, zero or negative where unknown.
    usual
        Size to give where fewer than five are known; None to take the median all the same.

    Returns
    -------
    (n_shops,) and number
        Sizes, None where none is known nor usual; how many were unknown.

    Examples
    --------
    >>> filled([100.0, np.nan, 300.0])
    (array([100., 200., 300.]), 1)
    >>> filled([100.0, np.nan], usual=135.0)
    (array([100., 135.]), 1)
    >>> filled([np.nan, 0.0])
    (None, 2)
    """
    sizes = np.asarray(values, np.float64)
    known = np.isfinite(sizes) & (sizes > 0)
    n_unknown = int((~known).sum())
    if usual is not None and known.sum() < parameter("enough_areas"):
        return np.where(known, sizes, usual), n_unknown
    if not known.any():
        return None, n_unknown
    return np.where(known, sizes, np.median(sizes[known])), n_unknown


def widened(
    market: Market, shops: Texts, names: Texts, attributes: Mapping[str, Floats], minutes: Floats
) -> Market:
    """Add shops to a market, not of its centre unless told otherwise later.

    Parameters
    ----------
    market
        As it is.
    shops, names : (n_new,)
        Of the new shops.
    attributes
        Of the new shops, one for each attribute of the market.
    minutes : (n_origins, n_new)
        Times to the new shops. [min]

    Raises
    ------
    ShapeError
        If an attribute lacks.
    """
    lacking = [name for name in market.attributes if name not in attributes]
    if lacking:
        raise ShapeError("The new shops lack {names}.", names=", ".join(lacking))
    return replace(
        market,
        shops=np.concatenate([market.shops, shops]),
        names=np.concatenate([market.names, names]),
        attributes={
            name: np.concatenate([own, attributes[name]]) for name, own in market.attributes.items()
        },
        minutes=np.column_stack([market.minutes, floored(minutes)]),
        centre=np.concatenate([market.centre, np.zeros(len(shops), bool)]),
    )
