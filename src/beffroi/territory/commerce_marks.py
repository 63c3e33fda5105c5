"""National marks of commerce: what other towns have, with date and source."""

from functools import cache
from pathlib import Path

from beffroi.foundation.language import both
from beffroi.territory.parking_marks import Mark, read

FILE = Path(__file__).parent / "commerce_marks.toml"
NAMES = {
    "vacancy_favourable": both("very favourable"), "vacancy_alert": both("threshold of alert"),
    "vacancy_unfavourable": both("very unfavourable beyond"),
    "vacancy_crisis": both("the extremes beyond"),
    "vacancy_acv": both("centres of Action Cœur de Ville"),
    "vacancy_small": both("towns under 25,000 inhabitants"),
    "survival_trade": both("businesses of trade, in France"),
    "survival_eating": both("hotels and restaurants, in France"),
    "independents": both("medium towns"),
}  # fmt: skip
_VACANCY = (
    "vacancy_favourable", "vacancy_alert", "vacancy_unfavourable", "vacancy_acv", "vacancy_small",
    "vacancy_crisis",
)  # fmt: skip
GAUGES = {
    "vacancy": (both("Vacant premises"), _VACANCY, 0.25),
    "front_vacancy": (both("Vacant metres of front"), _VACANCY, 0.25),
    "survival": (both("Shops still there after five years"),
                 ("survival_trade", "survival_eating"), 1.0),
    "independents": (both("Independent shops"), ("independents",), 1.0),
}  # fmt: skip
"""For each quantity: its name, its marks, and how far its scale reaches at least."""


@cache
def marks(quantity: str) -> tuple[Mark, ...]:
    """Return the marks of a quantity of `GAUGES`.

    Examples
    --------
    >>> [(mark.low, mark.high) for mark in marks("vacancy")][:2]
    [(0.0, 0.05), (0.075, 0.075)]
    """
    return read(FILE, {id_: NAMES[id_] for id_ in GAUGES[quantity][1]})
