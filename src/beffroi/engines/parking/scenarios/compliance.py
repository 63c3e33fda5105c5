"""Compliance: who pays at the meter, by what a check costs and by habit."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Compliance:
    """What makes drivers pay.

    Attributes
    ----------
    checks
        Checks that the median driver expects, >= 0. [1/h]
    honesty
        Share of drivers who pay whatever the risk, in [0, 1]. [1]
    spread
        How far drivers differ in what they expect: standard deviation of the logarithm, >= 0; 0 if
        all expect the same. [1]
    """

    checks: float
    honesty: float
    spread: float = 0.0


def checked(checks: npt.ArrayLike, hours: npt.ArrayLike) -> Floats:
    r"""Chance of a check during a stay: :math:`1 - e^{-\nu d}`.

    Parameters
    ----------
    checks, hours
        Checks an hour, and hours in which one would be fined, both >= 0. [1/h], [h]
    """
    return np.asarray(-np.expm1(-np.asarray(checks, dtype=float) * np.asarray(hours, dtype=float)))


def pays(
    tariff: Floats, hours: Floats, *, checks: float, fine: float, spread: float = 0.0
) -> Floats:
    r"""Share of the drivers who only count that pays: the price is at most the fine expected.

    .. math:: \Phi\left(\frac{1}{\sigma} \ln \frac{F (1 - e^{-\nu d})}{T}\right)

    Parameters
    ----------
    tariff, hours
        Price :math:`T` of stays, and their paid hours :math:`d`. [€], [h]
    checks, fine
        Checks an hour :math:`\nu`, and what a check costs who has not paid, :math:`F`. [1/h], [€]
    spread
        How far drivers differ, :math:`\sigma`: with 0, all pay or none. [1]

    Returns
    -------
    In [0, 1]; 1 where there is nothing to pay. [1]

    References
    ----------
    G. S. Becker, "Crime and Punishment: An Economic Approach", Journal of Political Economy 76 (2),
    1968, pp. 169-217, doi:10.1086/259394.

    Examples
    --------
    One hour at 1.20 € and a fine of 17 €: worth paying at a check every two hours, not at one in
    fourteen.

    >>> price, hour = np.array([1.2]), np.array([1.0])
    >>> pays(price, hour, checks=0.5, fine=17.0), pays(price, hour, checks=0.07, fine=17.0)
    (array([1.]), array([0.]))
    """
    risk = checked(checks, hours) * fine
    if spread <= 0:
        return np.asarray((tariff <= risk).astype(float))
    return np.asarray(np.where(tariff > 0, ndtr(_margin(tariff, risk) / spread), 1.0))


def felt(
    tariff: Floats, hours: Floats, *, checks: float, fine: float, spread: float = 0.0
) -> Floats:
    """Cost of a stay to a driver who only counts: the least of the price and the fine expected.

    Parameters
    ----------
    tariff, hours, checks, fine, spread
        As in `pays`; the mean is taken over drivers who differ.

    Returns
    -------
    At most the price. [€]

    Examples
    --------
    >>> felt(np.array([1.2]), np.array([1.0]), checks=0.0, fine=17.0)
    array([0.])
    """
    risk = checked(checks, hours) * fine
    if spread <= 0:
        return np.asarray(np.minimum(tariff, risk))
    margin = _margin(tariff, risk) / spread
    dared = risk * np.exp(0.5 * spread**2) * ndtr(-margin - spread)
    return np.asarray(np.minimum(tariff * ndtr(margin) + dared, tariff))


def _margin(tariff: Floats, risk: Floats) -> Floats:
    return np.log(np.maximum(risk, 1e-12)) - np.log(np.maximum(tariff, 1e-12))


def respect(
    tariff: Floats, hours: Floats, weight: Floats, compliance: Compliance, *, fine: float
) -> float:
    """Share of the paid hours that are paid.

    Parameters
    ----------
    tariff, hours, weight : (n,)
        Price of stays, their paid hours and how many there are; those without a price count not.
    compliance
        What makes drivers pay.
    fine
        What a check costs who has not paid. [€]

    Returns
    -------
    In [0, 1]; NaN where nobody has anything to pay. [1]
    """
    owed = np.where(tariff > 0, hours * weight, 0.0)
    if not owed.sum() > 0:
        return float("nan")
    counting = pays(tariff, hours, checks=compliance.checks, fine=fine, spread=compliance.spread)
    share = compliance.honesty + (1.0 - compliance.honesty) * counting
    return float((owed * share).sum() / owed.sum())


def calibrated(
    tariff: Floats, hours: Floats, weight: Floats, *, observed: float, fine: float,
    checks: float, honesty: float, spread: float = 0.0,
) -> Compliance:  # fmt: skip
    """Find the checks that drivers expect and their honesty that give the respect observed.

    One number does not tell two: the honesty assumed is kept, at most the respect observed, and the
    checks are the most, up to those given, under which not more than observed is paid; honesty then
    makes up what is missing.

    Parameters
    ----------
    tariff, hours, weight : (n,)
        As in `respect`.
    observed
        Share of the paid hours that are paid, in [0, 1]. [1]
    fine
        What a check costs who has not paid, > 0. [€]
    checks
        Most checks that drivers may expect, >= 0. [1/h]
    honesty
        Share of drivers assumed to pay whatever the risk, in [0, 1]. [1]
    spread
        How far drivers differ in the checks that they expect. [1]

    Raises
    ------
    ShapeError
        If a share lies outside [0, 1].

    Examples
    --------
    >>> one = np.ones(1)
    >>> found = calibrated(1.2 * one, one, one, observed=0.3, fine=17.0, checks=0.5, honesty=0.2)
    >>> round(found.checks, 3), round(found.honesty, 3)
    (0.073, 0.3)
    """
    if not (0 <= observed <= 1 and 0 <= honesty <= 1):
        raise ShapeError("Respect and honesty lie between 0 and 1.")
    kept = min(honesty, observed)

    def paid(rate: float) -> float:
        return respect(tariff, hours, weight, Compliance(rate, kept, spread), fine=fine)

    rate = checks
    if paid(checks) > observed:
        low, high = 0.0, checks
        for _ in range(HALVINGS):
            rate = 0.5 * (low + high)
            low, high = (low, rate) if paid(rate) > observed else (rate, high)
        rate = low
    counting = respect(tariff, hours, weight, Compliance(rate, 0.0, spread), fine=fine)
    if np.isnan(counting):
        return Compliance(checks, honesty, spread)
    missing = (observed - counting) / (1.0 - counting) if counting < 1 else 0.0
    return Compliance(rate, float(np.clip(missing, 0.0, 1.0)), spread)
