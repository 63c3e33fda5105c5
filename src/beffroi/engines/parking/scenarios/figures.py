"""Figures of a policy of parking: each quantity before, after and changed, with its interval."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from beffroi.engines.parking.scenarios.effects import QUANTITIES
from beffroi.engines.parking.scenarios.parameters import parameter
from beffroi.engines.parking.scenarios.trial import Trial
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words, both
from beffroi.territory.indicator import read

Floats = npt.NDArray[np.float64]
DEFINITIONS = Path(__file__).parent / "figures.toml"
WHEN = {"before": both("before"), "after": both("after"), "change": both("change")}

WHO_WORDS = {"all": both("all"), "residents": both("residents"), "visitors": both("visitors"),
             "workers": both("workers")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in one state, with its interval where draws were made.

    Attributes
    ----------
    value
        At the usual values; None if it is unknown.
    low, high
        Bounds between which the draws lie; None without a draw.
    """

    value: float | None
    low: float | None
    high: float | None


def amount(value: float, draws: Floats) -> Amount:
    """Take a quantity and its draws.

    Examples
    --------
    >>> amount(1.0, np.array([0.0, 2.0]))
    Amount(value=1.0, low=0.1, high=1.9)
    """
    known = draws[np.isfinite(draws)]
    if not np.isfinite(value):
        return Amount(None, None, None)
    if not len(known):
        return Amount(float(value), None, None)
    tail = 0.5 * (1.0 - parameter("level"))
    low, high = np.quantile(known, [tail, 1.0 - tail]).round(12)
    return Amount(float(value), min(float(low), float(value)), max(float(high), float(value)))


def amounts(made: Trial, quantity: str) -> dict[str, Amount]:
    """Tell a quantity before and after, and its change, whose interval is that of one town."""
    drawn = made.draws[quantity].reshape(-1, 2)
    before = made.middle.before.values[quantity]
    after = made.middle.after.values[quantity]
    return {
        "before": amount(before, drawn[:, 0]), "after": amount(after, drawn[:, 1]),
        "change": amount(after - before, drawn[:, 1] - drawn[:, 0]),
    }  # fmt: skip


def in_points(figure: Figure) -> Figure:
    """Tell the change of a share in hundredths; other changes stay as they are."""
    if figure.unit != "1":
        return figure
    low, high = figure.interval or (np.nan, np.nan)
    interval = None if figure.interval is None else (100.0 * low, 100.0 * high)
    value = None if figure.value is None else 100.0 * figure.value
    return replace(figure, value=value, interval=interval, unit="share_point")


def figures(made: Trial, sources: tuple[Source, ...]) -> tuple[Figure, ...]:
    """Make the figures of a policy.

    Parameters
    ----------
    made
        From `trial.trial`.
    sources
        Of the town and of the scenario.
    """
    return tuple(_figures(made, sources))


def _figures(made: Trial, sources: tuple[Source, ...]) -> Iterator[Figure]:
    definitions = read(DEFINITIONS)
    name: Words = made.policy.name
    for quantity in QUANTITIES:
        for when, told in amounts(made, quantity).items():
            interval = None if told.low is None or told.high is None else (told.low, told.high)
            figure = definitions[f"parking_scenario.{quantity}"].figure(
                told.value, sources, interval=interval, variant=f"{made.policy.id}.{when}",
                parts={"scenario": name, "when": WHEN[when]},
            )  # fmt: skip
            yield in_points(figure) if when == "change" else figure
    for (answer, who), value in made.middle.response.items():
        told = amount(value, made.responses.get((answer, who), np.empty(0)))
        interval = None if told.low is None or told.high is None else (told.low, told.high)
        yield definitions[f"parking_scenario.elasticity_{answer}"].figure(
            told.value, sources, interval=interval, variant=f"{made.policy.id}.{who}",
            parts={"scenario": name, "who": WHO_WORDS[who]},
        )  # fmt: skip
