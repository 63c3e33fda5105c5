"""Vacancy: the share of premises, and of metres of front, that stand empty, and for how long."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from beffroi.engines.commerce.vitality.parameters import MONTH, parameter
from beffroi.kernels.proportions import weighted_interval, wilson_interval
from beffroi.territory.commerce import TRADING, VACANT, WALK

FRICTIONAL, LASTING, STRUCTURAL, UNDATED = "frictional", "lasting", "structural", "undated"
AGES = (FRICTIONAL, LASTING, STRUCTURAL, UNDATED)
"""Ages of vacancy: the time to let again, longer, for good, unknown."""
MISSING = float("nan")


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Vacancy of some premises.

    Attributes
    ----------
    name
        Street, or family; empty for all.
    premises, vacant, unknown
        Trading or vacant; of which vacant; and besides those of which nobody knows. [premises]
    share, low, high
        Share vacant, with Wilson's interval; NaN where nobody looked. [1]
    metres, vacant_metres
        Fronts known, and of which vacant. [m]
    unmeasured
        Premises whose front is unknown. [premises]
    metre_share, metre_low, metre_high
        Share of the metres, with an interval that heeds the likeness of neighbours; NaN where no
        front is known. [1]
    minimum
        Whether the shares can only be larger: no walk saw enough of the premises, and sources mark
        but the vacancies that somebody happened to tell. The bounds are then of what is marked.
    """

    name: str
    premises: int
    vacant: int
    unknown: int
    share: float
    low: float
    high: float
    metres: float
    vacant_metres: float
    unmeasured: int
    metre_share: float
    metre_low: float
    metre_high: float
    minimum: bool


def is_surveyed(premises: pd.DataFrame) -> bool:
    """Say whether anybody looked for vacant premises: one was found, at least."""
    return bool(premises["state"].eq(VACANT).any())


def is_minimum(premises: pd.DataFrame) -> bool:
    """Say whether the vacancy of premises is but a floor: a walk did not see enough of them."""
    if premises.empty:
        return True
    walked = premises["sources"].str.split("+", regex=False).map(lambda names: WALK in names)
    return bool(walked.mean() < parameter("walked_from"))


def vacancy(
    premises: pd.DataFrame, sides: pd.Series, name: str = "", *, surveyed: bool = True
) -> Vacancy:
    """Measure the vacancy of premises.

    Parameters
    ----------
    premises
        Table `PREMISES`.
    sides
        Side of street of each, of which neighbours may be alike.
    name
        What they have in common.
    surveyed
        Whether anybody looked: if not, a share is unknown, not zero.
    """
    known = premises[premises["state"].isin([TRADING, VACANT])]
    empty = known["state"].eq(VACANT).to_numpy(dtype=bool)
    n, k = len(known), int(empty.sum())
    low, high = wilson_interval(k, n) if surveyed else (MISSING, MISSING)
    front = known["front"].to_numpy(dtype=float, na_value=np.nan)
    has = np.isfinite(front) & (front > 0)
    sized = (MISSING,) * 3
    if surveyed and has.any():
        sized = weighted_interval(empty[has], front[has], sides[known.index][has].astype(str))
    return Vacancy(
        name, n, k, len(premises) - n, k / n if n and surveyed else MISSING, float(low),
        float(high), float(front[has].sum()), float(front[has & empty].sum()), int((~has).sum()),
        *sized, is_minimum(known),
    )  # fmt: skip


def by(premises: pd.DataFrame, sides: pd.Series, column: str) -> tuple[Vacancy, ...]:
    """Measure the vacancy of each street, or of each family, the one with most premises first."""
    surveyed = is_surveyed(premises)
    groups = premises.groupby(premises[column].astype("object"), sort=True)
    found = [vacancy(rows, sides, str(name), surveyed=surveyed) for name, rows in groups]
    return tuple(sorted(found, key=lambda one: -one.premises))


@dataclass(frozen=True, slots=True)
class Age:
    """Vacant premises of one age.

    Attributes
    ----------
    key
        One of `AGES`.
    premises
        How many. [premises]
    share, low, high
        Share of those whose age is known, with Wilson's interval; NaN for the undated. [1]
    """

    key: str
    premises: int
    share: float
    low: float
    high: float


def months_vacant(premises: pd.DataFrame, date: str) -> pd.Series:
    """Say how long premises have been vacant; missing where they trade or nobody knows [month]."""
    since = pd.to_datetime(premises["vacant_since"], format="ISO8601", errors="coerce")
    is_empty = premises["state"].eq(VACANT)
    day = pd.Timestamp(date)
    return ((day - since).dt.days / MONTH).where(is_empty & (since <= day))


def age_of(months: pd.Series) -> pd.Series:
    """Name the age of vacancies.

    Examples
    --------
    >>> age_of(pd.Series([5.9, 6.0, 24.0, 24.1, None])).tolist()
    ['frictional', 'lasting', 'lasting', 'structural', 'undated']
    """
    told = months.astype(float).to_numpy()
    soon, late = parameter("frictional_below"), parameter("structural_from")
    bands = [np.isnan(told), told < soon, told <= late]
    named = np.select(bands, [UNDATED, FRICTIONAL, LASTING], STRUCTURAL)
    return pd.Series(named, index=months.index)


def ages(premises: pd.DataFrame, date: str) -> tuple[Age, ...]:
    """Count the vacant premises by age, those of unknown age apart."""
    vacant = premises[premises["state"].eq(VACANT)]
    counts = age_of(months_vacant(vacant, date)).value_counts()
    dated = int(counts.drop(UNDATED, errors="ignore").sum())
    found = []
    for key in AGES:
        n = int(counts.get(key, 0))
        low, high = wilson_interval(n, dated) if key != UNDATED else (MISSING, MISSING)
        share = n / dated if dated and key != UNDATED else MISSING
        found.append(Age(key, n, share, float(low), float(high)))
    return tuple(found)
