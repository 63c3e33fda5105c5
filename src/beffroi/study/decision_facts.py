"""Facts of the catalogue, in the form of a decision's cells."""

import difflib
import math
from collections.abc import Collection

from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words, both
from beffroi.method.arbitration.decision import Bound, Performance
from beffroi.method.catalogue.cells import Cell, cell
from beffroi.method.catalogue.reading import shipped
from beffroi.method.catalogue.solutions import Catalogue
from beffroi.method.catalogue.vocabulary import keys
from beffroi.study.decision_cells import Facts

CATALOGUE, OWN = "catalogue de Beffroi", "catalogue de la ville"
"""Publishers of facts: those that Beffroi ships with, and those that a town adds."""
SHARE = "1"
"""Unit of a yes (1) or a no (0)."""


def shipped_fact(
    solution: str, fact: str, *, unit: str, per: str, elsewhere: bool = False
) -> Performance | Words:
    """Return what the catalogue that Beffroi ships with knows of a fact.

    Parameters
    ----------
    solution, fact
        Ids of the solution and of the fact.
    unit
        Unit in which it is wanted; ``1`` for a yes or a no.
    per
        What it is wanted for; empty for what most facts speak of.
    elsewhere
        Whether numbers seen elsewhere may be carried over, where this town has none.
    """
    return facts_of(shipped())(solution, fact, unit=unit, per=per, elsewhere=elsewhere)


def facts_of(catalogue: Catalogue) -> Facts:
    """Make what gives the facts of a catalogue."""

    def found(
        solution: str, fact: str, *, unit: str, per: str, elsewhere: bool = False
    ) -> Performance | Words:
        if solution not in catalogue:
            close = difflib.get_close_matches(solution, catalogue.solutions, n=3, cutoff=0.4)
            return both("the catalogue has no solution {id}; the nearest are: {nearest}",
                        id=solution, nearest=", ".join(close) or "–")  # fmt: skip
        if fact not in keys():
            close = difflib.get_close_matches(fact, keys(), n=3, cutoff=0.4)
            return both("the catalogue has no fact {id}; the nearest are: {nearest}",
                        id=fact, nearest=", ".join(close) or "–")  # fmt: skip
        wanted = "" if unit == SHARE else unit
        known, any_ = (
            cell(catalogue, solution, fact, unit=one, per=other, elsewhere=elsewhere)
            for one, other in ((wanted, per), ("", ""))
        )
        if _is_told(any_) and not (_is_told(known) and (known.unit or SHARE) == unit):
            return both(
                "{solution} tells {fact} in {found}, not in {wanted}",
                solution=solution,
                fact=fact,
                found=_measure(any_.unit or SHARE, any_.per),
                wanted=_measure(unit, per),
            )
        return _performance(known, unit, f"{solution}: {fact}", _shipped_sources(solution))

    return found


def _is_told(one: Cell) -> bool:
    """Say whether a number is known, or was seen elsewhere."""
    return one.is_known or bool(one.remarks)


def _measure(unit: str, per: str) -> str:
    return f"{unit} ({per})" if per else unit


def _shipped_sources(solution: str) -> set[Words]:
    ours = shipped()
    return {fact.source for fact in ours[solution].facts} if solution in ours else set()


def _interval(low: float, high: float, bound: Bound) -> tuple[float, float] | None:
    """Return the interval of a cell, without upper end where nobody told one."""
    if bound == "least":
        return low, math.inf
    return None if low == high else (low, high)


def _performance(known: Cell, unit: str, figure: str, ours: Collection[Words]) -> Performance:
    if known.low is None or known.high is None:
        return Performance(unit=unit, figure=figure, remarks=known.remarks)
    sources = tuple(
        Source(
            id=f"catalogue: {figure}, {n}",
            name=said.fr,
            publisher=CATALOGUE if said in ours else OWN,
            date=date,
            licence="",
            url=url,
        )
        for n, (said, url, date) in enumerate(
            zip(known.sources, known.urls, known.dates, strict=True), start=1
        )
    )
    return Performance(
        value=None if known.bound else known.value,
        interval=_interval(known.low, known.high, known.bound),
        unit=known.unit or SHARE,
        date=known.date,
        sources=sources,
        evidence=known.evidence,
        figure=figure,
        note=known.per,
        bound=known.bound,
        remarks=known.remarks,
    )
