"""Lasting: which share of shops outlives each year, in which families, and beside what."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.commerce.vitality.lives import watched
from beffroi.engines.commerce.vitality.parameters import MONTH, YEAR, parameter
from beffroi.kernels.reporting import LagLaw, lag_law
from beffroi.kernels.survival import Curve, log_rank, survival

Floats = npt.NDArray[np.float64]
ASKED = (1.0, 3.0, 5.0)
"""Ages at which survival is told, as INSEE does. [year]"""
FEWEST = 3
"""Lives that a covariate must set apart among those that ended, and among the others."""
LEAST = 10
"""Closings of a group, at least, for a curve of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Lasting:
    """How long shops last.

    Attributes
    ----------
    curve, plain
        Survival, with the closings not yet declared allowed for; and as the register has it, to
        the day of the file. [year]
    seen
        Lives as they were watched (`lives.watched`).
    since, until
        First and last day of the watch.
    law
        Law of the delays of declaration [year]; None where too few were known: the last months
        are then left aside, and nothing else is done.
    undated
        Lives left out because nobody knows when they began.
    """

    curve: Curve
    plain: Curve
    seen: pd.DataFrame
    since: pd.Timestamp
    until: pd.Timestamp
    law: LagLaw | None
    undated: int

    def at(self, years: npt.ArrayLike) -> tuple[Floats, Floats, Floats]:
        """Read the curve: share still there, and its interval; NaN where no shop closed at all."""
        read = self.curve.at(years)
        if len(self.curve.ages):
            return read
        share, low, high = (np.full_like(one, np.nan) for one in read)
        return share, low, high


def lasting(lives: pd.DataFrame, date: str, lags: pd.DataFrame | None = None) -> Lasting:
    """Estimate survival of shops over the last ten years.

    Parameters
    ----------
    lives
        As `lives.lives` gives them.
    date
        Day of the register, ISO 8601.
    lags
        Delays of declaration: `closed`, `told` (days); None if unknown.

    Returns
    -------
    Where `lags_least` delays of up to five years are known, closings count as many as they stand
    for, and the watch stops where fewer than `told_least` are declared; else it stops `cut` months
    before the file.
    """
    day = pd.Timestamp(date)
    since = day - pd.Timedelta(days=round(parameter("window") * YEAR))
    law = _law(lags, since, day)
    cut = parameter("cut") * MONTH if law is None else law.delay(parameter("told_least")) * YEAR
    until = day - pd.Timedelta(days=int(np.ceil(cut)))
    seen = watched(lives, since, until)
    told = None if law is None else _told(seen, law, day)
    raw = watched(lives, since, day)
    return Lasting(
        survival(seen["entry"], seen["exit"], seen["ended"], told),
        survival(raw["entry"], raw["exit"], raw["ended"]),
        seen, since, until, law, int(lives["opened"].isna().sum()),
    )  # fmt: skip


def _law(lags: pd.DataFrame | None, since: pd.Timestamp, day: pd.Timestamp) -> LagLaw | None:
    if lags is None:
        return None
    known = lags[(lags["closed"] > since) & (lags["told"] <= day) & lags["told"].notna()]
    delay = (known["told"] - known["closed"]).dt.days.clip(lower=0) / YEAR
    window = (day - known["closed"]).dt.days / YEAR
    is_common = delay <= parameter("window") / 2
    if is_common.sum() < parameter("lags_least"):
        return None
    return lag_law(delay[is_common], window[is_common])


def _varies(values: pd.Series, ended: npt.NDArray[np.int64]) -> bool:
    """Say whether some of those that ended, and of those that did not, differ from most."""
    differs = values.ne(values.median()).to_numpy()
    return min(int((differs & (ended == e)).sum()) for e in (0, 1)) >= FEWEST


def _told(seen: pd.DataFrame, law: LagLaw, day: pd.Timestamp) -> Floats:
    elapsed = (day - seen["closed"]).dt.days.to_numpy(dtype=float) / YEAR
    chance = np.where(seen["ended"], law.told(np.nan_to_num(elapsed)), 1.0)
    return np.column_stack([np.maximum(chance, 0.05), seen["most"]])


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Survival of a family or of a street."""

    name: str
    lives: int
    ended: int
    curve: Curve


def groups(seen: pd.DataFrame, column: str) -> tuple[tuple[Group, ...], tuple[float, float]]:
    """Compare how long shops of each family, or street, last.

    Returns
    -------
    Curves of the groups with ten closings or more, the largest first, and the log-rank statistic
    with its probability; delays are not allowed for, they are the same for all.
    """
    sizes = seen.groupby(column)["ended"].agg(["size", "sum"])
    kept = sizes[sizes["sum"] >= LEAST].sort_values("size", ascending=False, kind="stable")
    found = []
    for name, (n, ended) in kept.iterrows():
        own = seen[seen[column] == name]
        curve = survival(own["entry"], own["exit"], own["ended"])
        found.append(Group(str(name), int(n), int(ended), curve))
    among = seen[seen[column].isin(kept.index)]
    code = among[column].astype("category").cat.codes.to_numpy()
    return tuple(found), log_rank(among["entry"], among["exit"], among["ended"], code)


def hazards(seen: pd.DataFrame, covariates: pd.DataFrame) -> pd.DataFrame:
    """Fit a Cox model: what goes with shops that close sooner.

    Parameters
    ----------
    seen
        Lives as they were watched.
    covariates
        One numeric column each, on the same rows, the weightiest first; rows with a missing value
        are left out.

    Returns
    -------
    One row for each covariate that the closings can carry (`events_each` each) and that varies:
    `covariate`, `ratio` of hazards for one unit more, `low`, `high`, `probability`, `lives`,
    `ended`; no row where they carry none.

    References
    ----------
    D. R. Cox, "Regression models and life-tables", JRSS B 34, 1972, pp. 187-220.
    """
    from statsmodels.duration.hazard_regression import PHReg

    whole = covariates.notna().all(axis=1)
    rows, own = seen[whole], covariates[whole].astype(float)
    ended = rows["ended"].to_numpy(dtype=int)
    varying = [name for name in own if _varies(own[name], ended)]
    kept = varying[: int(ended.sum() // parameter("events_each"))]
    names = ["covariate", "ratio", "low", "high", "probability", "lives", "ended"]
    if not kept:
        return pd.DataFrame(columns=names)
    fitted = PHReg(rows["exit"].to_numpy(), own[kept].to_numpy(), status=ended,
                   entry=rows["entry"].to_numpy(), ties="efron").fit(disp=0)  # fmt: skip
    bounds = np.exp(fitted.conf_int())
    return pd.DataFrame({
        "covariate": kept, "ratio": np.exp(fitted.params), "low": bounds[:, 0],
        "high": bounds[:, 1], "probability": fitted.pvalues, "lives": len(rows),
        "ended": int(ended.sum()),
    })  # fmt: skip
