"""Small catalogues for the tests: invented solutions with invented facts."""

from typing import Any

from beffroi.foundation.language import Words
from beffroi.method.catalogue.solutions import Catalogue, Fact, Solution

SAID = Words("Source inventée", "Invented source")


def fact(key: str, low: float | None = None, high: float | None = None, **more: Any) -> Fact:
    """Make a fact: a value if one number is given."""
    given = {"source": SAID, "date": "2024", "evidence": "B", **more}
    return Fact(key=key, low=low, high=low if high is None else high, **given)


def solution(id_: str, *facts: Fact, needs: str = "find-parking", **more: Any) -> Solution:
    """Make a solution that answers `needs`, parted by spaces."""
    given: dict[str, Any] = {
        "name": Words(id_, id_), "vendor": "", "family": "parking-sensor", "kind": "market",
        "what": Words("", ""),
    }  # fmt: skip
    return Solution(id=id_, needs=tuple(needs.split()), facts=facts, **{**given, **more})


def catalogue(*solutions: Solution) -> Catalogue:
    """Gather solutions."""
    return Catalogue({one.id: one for one in solutions})
