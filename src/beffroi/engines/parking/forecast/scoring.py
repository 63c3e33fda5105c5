"""How good the forecast is on car parks that taught it nothing."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.parking.forecast.ahead import Law, Past, forecast, learnt

Floats = npt.NDArray[np.float64]
FOLDS = 10
"""Groups of car parks forecast by what all other groups teach."""


def scores(keys: Sequence[str], pasts: Sequence[Past], *, warm: int) -> pd.DataFrame:
    """Judge the forecast of each car park by the law learnt without it.

    Parameters
    ----------
    keys
        Identifiers.
    pasts
        As many; two or more. Each car park is forecast by what the other groups of a tenth teach.
    warm
        Steps at the start that are not judged, for lack of a past.

    Returns
    -------
    One row a car park: `key`; mean absolute errors `forecast`, `same` (nothing moves), `seasonal`
    (as a day ago), `moved` (moves as a day ago), over the steps at which all are known [1];
    `covered` (share of values within the interval) [1]; `width` of the interval [1]; `n`.
    """
    rows = []
    for key, seen, (middle, low, high) in zip(keys, pasts, judged(pasts), strict=True):
        moved = np.clip(seen.now + seen.told[:, 1], 0.0, 1.0)
        guesses = {"forecast": middle, "same": seen.now, "seasonal": seen.yesterday, "moved": moved}
        table = np.column_stack([seen.then, *guesses.values()])
        known = ~np.isnan(table).any(axis=1) & (np.arange(len(table)) >= warm)
        then, n = seen.then[known], int(known.sum())
        within = (then >= low[known] - 1e-9) & (then <= high[known] + 1e-9)
        rows.append({
            "key": key, **{name: _mean(np.abs(g[known] - then)) for name, g in guesses.items()},
            "covered": _mean(within), "width": _mean(high[known] - low[known]), "n": n,
        })  # fmt: skip
    return pd.DataFrame(rows)


def judged(pasts: Sequence[Past]) -> list[tuple[Floats, Floats, Floats]]:
    """Forecast each car park by the law learnt without it, as `scores` judges it.

    Parameters
    ----------
    pasts
        Two or more.

    Returns
    -------
    For each car park occupancy and its bounds, as `ahead.forecast` gives them.
    """
    law_of = _laws(pasts)
    return [forecast(seen, law_of[i % len(law_of)]) for i, seen in enumerate(pasts)]


def _laws(pasts: Sequence[Past]) -> list[Law]:
    folds = min(FOLDS, len(pasts))
    return [learnt([p for i, p in enumerate(pasts) if i % folds != k]) for k in range(folds)]


def _mean(values: npt.NDArray[np.generic]) -> float:
    return float(values.astype(float).mean()) if len(values) else float("nan")
