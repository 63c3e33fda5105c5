"""What the parts of the method found of a decision, before it is put into words."""

from dataclasses import dataclass

from beffroi.method.arbitration.comparison import Comparison
from beffroi.method.arbitration.constraints import Compliance
from beffroi.method.arbitration.decision import Decision
from beffroi.method.arbitration.losers import Stake
from beffroi.method.arbitration.outranking import Outranking, Sorted
from beffroi.method.arbitration.robustness import View, Worth


@dataclass(frozen=True, slots=True)
class Dominance:
    """An option that another beats or equals on all criteria, whatever the unknown cells."""

    option: str
    by: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What each part of the method found; the attributes are those of `arbitrated.Arbitrated`."""

    decision: Decision
    options: tuple[str, ...]
    compliances: tuple[Compliance, ...]
    dominances: tuple[Dominance, ...]
    together: View
    any: View
    groups: tuple[View, ...]
    stakes: tuple[Stake, ...]
    worths: tuple[Worth, ...]
    outranking: Outranking
    sorting: tuple[Sorted, ...]
    comparison: Comparison

    def acceptability(self, view: View, option: str, rank: int = 0) -> float:
        """Return the share of a view's draws in which an option takes a rank, the first being 0."""
        return view.acceptability[self.options.index(option)][rank]
