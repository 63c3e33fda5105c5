"""Proof of a scenario of parking: how it is known that drivers settled, and what is doubtful."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from beffroi.engines.parking.scenarios import Trial
from beffroi.engines.parking.scenarios.elasticity import marks
from beffroi.engines.parking.scenarios.equilibrium import Certificate
from beffroi.engines.parking.scenarios.starts import SAME, Starts
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped

RAISED: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def certified(made: Trial) -> Iterator[Words]:
    """Warn where drivers had not settled, or no draw was made."""
    for certificate in made.certificates:
        if not certificate.has_settled:
            yield both("Drivers had not settled after {n} rounds: the figures are not to be used.",
                       n=len(certificate.residuals))  # fmt: skip
    low = [name for name, values in made.draws.items() if not len(values)]
    if low:
        yield both("No draw was made: figures bear no interval.")


def several(ends: tuple[Starts, ...]) -> Iterator[Words]:
    """Warn where drivers end elsewhere by where they begin."""
    if not all(one.is_one for one in ends):
        yield both("Drivers who begin elsewhere do not end at the same place: there may be several "
                   "equilibria, and the figures are those of one of them.")  # fmt: skip


def unlike(made: Trial) -> Iterator[Words]:
    """Warn where drivers answer to the price otherwise than anybody measured."""
    answer = made.middle.response.get(("demand", "all"), np.nan)
    least, most = max(mark.value for mark in marks()), min(mark.value for mark in marks())
    told = {"answer": signed(answer), "least": signed(least), "most": signed(most)}
    if answer > least:
        yield both(
            "Drivers answer less to the price than measured elsewhere ({answer}, against "
            "{least} to {most}): what a price changes may be told too small.",
            **told,
        )
    if answer < most:
        yield both(
            "Drivers answer more to the price than measured elsewhere ({answer}, against "
            "{least} to {most}): what a price changes may be told too large.",
            **told,
        )


def compared() -> Words:
    """Say what the minutes of search of a scenario are for: an attempt does not know the last."""
    return both(
        "Minutes of search compare before and after: each attempt is taken to find a place as full "
        "as usual, when who tries again soon finds it as it was. How long one searches from street "
        "to street, `beffroi parking search` says."
    )


def begun(ends: Starts) -> Words:
    """Say how far apart drivers end who begin elsewhere, and what that proves."""
    empty, full, drawn = (small(one) for one in ends.apart)
    return both(
        "Begun anew from empty places, always full ones and drawn ones, drivers end {empty}, "
        "{full} and {drawn} away, as a share of the time (up to {same}, it is the same end). In "
        "one period, with one patience, the equilibrium is proven to be the only one; over the "
        "whole day no proof is known, and these trials are not one",
        empty=empty, full=full, drawn=drawn, same=small(SAME),
    )  # fmt: skip


def proof(certificate: Certificate) -> Words:
    """Say how it is known that drivers have settled."""
    shrunk = Words(*(grouped(certificate.contraction, 2, code) for code in LANGUAGES))
    return both(
        "{n} round(s); residual {residual}; around the fixed point a round of small steps shrinks "
        "what is left to {contraction} of it; farthest from the fixed point {distance}; by "
        "Erlang's formula itself {exact}; gain of choosing again {gap} € by driver",
        n=len(certificate.residuals), residual=small(certificate.residuals[-1]),
        contraction=shrunk, distance=small(certificate.distance),
        exact=small(certificate.exact), gap=small(certificate.gap),
    )  # fmt: skip


def signed(value: float) -> Words:
    """Say a pure number with its sign, to the hundredth."""
    return Words(*(grouped(value, 2, code).replace("-", "\u2212") for code in LANGUAGES))


def small(value: float) -> str:
    """Write a small number as a digit and a power of ten."""
    if not 0 < value < np.inf:
        return "0" if value == 0 else "∞"
    digit, _, power = f"{value:.0e}".partition("e")
    return f"{digit}\u00a0×\u00a010{str(int(power)).translate(RAISED)}"
