"""What is asked of the simulator, and what the rides it draws are like."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from beffroi.foundation.dated import dated_values
from beffroi.foundation.errors import SettingsError

PARAMETERS = Path(__file__).parent / "parameters.toml"
MOST_RIDES = 100_000
SECONDS = 3_600.0


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of the simulator.

    Attributes
    ----------
    rides
        Rides to draw, shared out among the variants as evenly as can be.
    variants
        Variants to draw them on, chosen at random; 0 for all.
    noise
        Standard deviation of the error of a position on each axis. [m]
    sampling
        Time between two fixes. [s]
    gaps
        Silences of the recorder, on average in an hour. [1]
    skipped
        Share of stops that a ride passes without serving, terminals left out. [1]
    detours
        Share of rides that leave their line for a while. [1]
    lights
        Whether vehicles wait at red lights.
    fill_and_go
        Whether vehicles leave their terminal once full rather than by the clock.
    counts
        Whether boardings and alightings are counted on board, and departures at terminals.
    fares
        Whether the prices paid are noted.
    labels
        Whether the files name the line.
    seed
        Seed of all that is drawn: the same one gives the same rides.
    day
        First day of the survey, ISO 8601.
    days
        Working days over which the rides are spread. [day]
    """

    rides: int = 100
    variants: int = 0
    noise: float = 5.0
    sampling: float = 1.0
    gaps: float = 0.2
    skipped: float = 0.25
    detours: float = 0.03
    lights: bool = True
    fill_and_go: bool = True
    counts: bool = False
    fares: bool = False
    labels: bool = False
    seed: int = 0
    day: str = "2026-01-05"
    days: int = 5


RANGES: Mapping[str, tuple[float, float]] = MappingProxyType({
    "rides": (1, MOST_RIDES), "variants": (0, MOST_RIDES), "noise": (0, 100),
    "sampling": (0.1, 600), "gaps": (0, 60), "skipped": (0, 1), "detours": (0, 1),
    "seed": (0, 2**63 - 1), "days": (1, 3_650),
})  # fmt: skip
"""What each number may be."""


def refuse_strange(options: Options) -> None:
    """Check what is asked of the simulator.

    Raises
    ------
    SettingsError
        If a number is out of its range, or the day is none.
    """
    try:
        date.fromisoformat(options.day)
    except ValueError as error:
        raise SettingsError(
            "--day is {day!r}: give a day such as 2026-01-05.", day=options.day
        ) from error
    for name, (least, most) in RANGES.items():
        value = getattr(options, name)
        if not least <= value <= most:
            raise SettingsError(
                "--{name} is {value}: give a number from {least} to {most}.",
                name=name, value=value, least=f"{least:g}", most=f"{most:g}",
            )  # fmt: skip


def parameter(name: str) -> float:
    """Return the value of one of the `parameters.toml` of this room, in its unit.

    Examples
    --------
    >>> parameter("seats")
    14.0
    """
    return dated_values(PARAMETERS)[name]
