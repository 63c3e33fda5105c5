"""Context: what is known of a town when solutions are shortlisted for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from beffroi.method.catalogue.solutions import Fact
from beffroi.method.catalogue.vocabulary import Capacity, capacities

LINES = (
    "governance", "it", "data", "mobility", "procurement", "skills", "services", "inclusion",
    "ecosystem", "evaluation",
)  # fmt: skip
"""Lines of the maturity grid."""
LAST_STAGE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known of a town; None, or a name left out, is unknown and excludes nothing.

    Attributes
    ----------
    population, epci_population
        Inhabitants of the commune and of its group of communes. [person]
    density
        Inhabitants for each square kilometre. [person/km²]
    region
        Code of the region.
    is_overseas, is_aom, has_paid_parking, in_programme
        Overseas; mobility authority; paid street parking; part of a national programme of the
        ANCT.
    maturity
        Stage reached, 0 to 4, by line of the maturity grid.
    staff_days
        Days of officers that can be given each year. [day/year]
    budget_build, budget_run
        What can be spent to set up, and each year. [€], [€/year]
    date
        The day of the shortlist, ISO 8601; empty if the law of no day is asked for.
    has
        Capacities known to be had, or not, by id.
    counts
        Capacities that are counted, by id.
    """

    population: float | None = None
    epci_population: float | None = None
    density: float | None = None
    region: str | None = None
    is_overseas: bool | None = None
    is_aom: bool | None = None
    has_paid_parking: bool | None = None
    in_programme: bool | None = None
    maturity: Mapping[str, float | None] = field(default_factory=dict)
    staff_days: float | None = None
    budget_build: float | None = None
    budget_run: float | None = None
    date: str = ""
    has: Mapping[str, bool | None] = field(default_factory=dict)
    counts: Mapping[str, float | None] = field(default_factory=dict)

    @property
    def is_mainland(self) -> bool | None:
        """Whether it is not overseas."""
        return None if self.is_overseas is None else not self.is_overseas


def is_met(asked: Fact, context: Context) -> bool | None:
    """Say whether a town meets a prerequisite; None if that is not known.

    What the town says of itself comes first; where it says nothing, a line of the maturity grid
    may count as proof, and never as a proof of absence.

    Parameters
    ----------
    asked
        A fact of the key ``prerequisite``.
    context
        The town.

    Examples
    --------
    >>> from beffroi.foundation.language import Words
    >>> asked = Fact(key="prerequisite", code="paid-parking", source=Words("a", "a"), date="2024",
    ...     evidence="B")
    >>> is_met(asked, Context(has_paid_parking=False)), is_met(asked, Context())
    (False, None)
    """
    capacity = capacities()[asked.code]
    found = _found(capacity, context)
    if found is not None and found != "":
        return _compared(capacity, found, asked)
    stage = context.maturity.get(capacity.line)
    return True if stage is not None and capacity.line and stage >= capacity.least else None


def _found(capacity: Capacity, context: Context) -> object:
    if capacity.reads:
        said = getattr(context, capacity.reads)
        return said if said is not None else context.has.get(capacity.id)
    if capacity.form == "flag":
        return context.has.get(capacity.id)
    counted = context.counts.get(capacity.id)
    return counted if counted is not None else context.has.get(capacity.id)


def _compared(capacity: Capacity, found: object, asked: Fact) -> bool | None:
    if isinstance(found, bool):
        return found
    if capacity.form == "one_of":
        return found in asked.items
    if capacity.form == "not_after":
        return str(found) <= max(asked.items)
    if isinstance(found, int | float) and asked.low is not None:
        return found >= asked.low if capacity.form == "at_least" else found <= asked.low
    return None
