"""What a town decides when it publishes: from when, in whose name, and how much is assumed."""

from dataclasses import dataclass
from pathlib import Path

from beffroi.foundation.dated import dated_values
from beffroi.territory.informal_plan import KINDS_OF_DAYS, Publisher

PARAMETERS = Path(__file__).parent / "parameters.toml"
YEAR = 365


@dataclass(frozen=True, slots=True)
class Assumed:
    """What a town states of lines whose headway or times no ride shows: its own word, not ours.

    Attributes
    ----------
    headway
        Time between departures, > 0. [s]
    speed
        Mean speed between stops where no ride tells of any, > 0; None if it is not stated. [m/s]
    begins, ends
        Begin and end of the service where no band is known, since midnight. [s]
    days
        Kinds of day of the service where no band is known.
    """

    headway: float
    speed: float | None
    begins: float
    ends: float
    days: tuple[str, ...] = KINDS_OF_DAYS[:1]


@dataclass(frozen=True, slots=True)
class Options:
    """How a network is published.

    Attributes
    ----------
    publisher
        Who answers for what is published.
    begin
        First day on which it will be read, ISO 8601. Calendars begin a week earlier, so that each
        kind of day is already under way.
    n_days
        Days from `begin` for which it is stated, a week or more. [day]
    provisional
        Whether variants that fewer than two rides show are published too.
    assumed
        What the town states of lines whose headway or times are unknown; they are left out unless
        it is given.
    version
        What tells this edition from others; its first day unless given.
    bikes
        Whether bikes are taken on board; None where nobody knows, which validators remark of
        ferries.
    hailed
        Whether the town states that vehicles by road are hailed between stops where nobody counted
        who gets on: it is then its own word. Nothing is stated there otherwise.
    """

    publisher: Publisher
    begin: str
    n_days: int = YEAR
    provisional: bool = False
    assumed: Assumed | None = None
    version: str = ""
    bikes: bool | None = None
    hailed: bool = False


def parameter(name: str) -> float:
    """Return the value of one of the `parameters.toml` of this room, in its unit.

    Examples
    --------
    >>> parameter("virtual_most")
    150.0
    """
    return dated_values(PARAMETERS)[name]
