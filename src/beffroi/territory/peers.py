"""Peers: the towns of the programme most like a town, to which its figures may be compared."""

import math

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.territory.town import Town


def peers(town: Town, table: pd.DataFrame, *, n: int = 5) -> pd.DataFrame:
    r"""Choose the towns of Action Cœur de Ville nearest to a town.

    Three traits are compared: the logarithm of the population, the town's share of its EPCI's
    people, and the logarithm of its density. With :math:`s_k` the standard deviation of trait
    :math:`k` over the towns of the programme, and :math:`K` the traits known of both,

    .. math:: d(a, b) = \sqrt{\frac{1}{|K|} \sum_{k \in K} \left(\frac{a_k - b_k}{s_k}\right)^2}

    Parameters
    ----------
    town
        The town; it need not be in the table.
    table
        `communes.known_towns()`, or the joined tables of communes and programmes.
    n
        How many towns are wanted.

    Returns
    -------
    The rows of the nearest towns, the nearest first, with `distance` [1]; fewer than `n` where the
    table holds fewer, none where the town's population is unknown. The town itself is left out.

    References
    ----------
    The mean over the traits known of both is Gower's way with missing values: J. C. Gower, "A
    General Coefficient of Similarity and Some of Its Properties", Biometrics 27 (4), 1971,
    pp. 857-871, doi:10.2307/2528823.
    """
    others = table[table["acv"].notna() & (table["commune"] != town.code) & _known(table)]
    own = _traits_of(town)
    if math.isnan(own[0]) or others.empty:
        return others.head(0).assign(distance=pd.Series(dtype="Float64"))
    distance = _distances(own, _traits(others))
    ranked = others.assign(distance=pd.array(distance, dtype="Float64"))
    return ranked.sort_values(["distance", "commune"], kind="stable").head(n)


def _known(table: pd.DataFrame) -> pd.Series:
    known: pd.Series = (table["population"] > 0).fillna(value=False).astype(bool)
    return known


def _traits(table: pd.DataFrame) -> npt.NDArray[np.float64]:
    floats = {
        name: table[name].to_numpy(dtype=np.float64, na_value=np.nan)
        for name in ("population", "epci_population", "area")
    }
    people = floats["population"]
    return np.column_stack(
        [np.log(people), people / floats["epci_population"], np.log(people / floats["area"])]
    )


def _traits_of(town: Town) -> npt.NDArray[np.float64]:
    people = town.population or math.nan
    share = math.nan if town.epci_share is None else town.epci_share
    density = math.nan if town.density is None else town.density
    return np.array([math.log(people), share, math.log(density) if density > 0 else math.nan])


def _distances(
    own: npt.NDArray[np.float64], others: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    known = np.isfinite(others)
    n_known = np.maximum(known.sum(axis=0), 1)
    mean = np.where(known, others, 0).sum(axis=0) / n_known
    spread = np.sqrt((np.where(known, others - mean, 0) ** 2).sum(axis=0) / n_known)
    gaps = (others - own) / np.where(spread > 0, spread, 1)
    both = np.isfinite(gaps)
    squares = np.where(both, gaps, 0) ** 2
    means: npt.NDArray[np.float64] = squares.sum(axis=1) / both.sum(axis=1)
    return np.sqrt(means)
