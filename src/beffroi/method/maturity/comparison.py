"""Comparison: a profile beside published values, and beside the same town's former profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from beffroi.method.maturity.grid import Benchmark, benchmarks
from beffroi.method.maturity.profile import FORMAT, Profile
from beffroi.method.maturity.verdicts import State

Change = Literal["better", "worse", "same", "undecided"]


@dataclass(frozen=True, slots=True)
class Beside:
    """A published share, and whether the town has what it counts."""

    benchmark: Benchmark
    state: State


@dataclass(frozen=True, slots=True)
class Moved:
    """How a line moved between two profiles.

    Attributes
    ----------
    line
        Id of the line.
    before, after
        Stages; None if unknown.
    change
        ``better`` or ``worse`` where the intervals do not meet, ``same`` where both are one and the
        same stage, else ``undecided``.
    """

    line: str
    before: int | None
    after: int | None
    change: Change


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a former profile.

    Attributes
    ----------
    date
        Day of the former profile.
    is_same_grid
        Whether both rest on the same edition of the grid; if not, stages may have moved with it.
    moved
        Line by line, those in both profiles.
    """

    date: str
    is_same_grid: bool
    moved: tuple[Moved, ...]


def beside(profile: Profile) -> tuple[Beside, ...]:
    """Set a profile beside the published values."""
    return tuple(Beside(b, profile.verdicts[b.proof].state) for b in benchmarks())


def since(profile: Profile, former: Mapping[str, Any]) -> Since | None:
    """Compare a profile with a former one of the same town.

    Parameters
    ----------
    profile
        The profile.
    former
        What `Profile.as_json` gave.

    Returns
    -------
    None if `former` has a shape of another version.
    """
    if former.get("format") != FORMAT:
        return None
    lines = former["lines"]
    return Since(
        date=former["date"],
        is_same_grid=former["version"] == profile.version,
        moved=tuple(
            Moved(
                own.line,
                lines[own.line]["stage"],
                own.stage,
                _change(lines[own.line]["bounds"], own.bounds),
            )
            for own in profile.lines
            if own.line in lines
        ),
    )


def _change(before: list[int] | None, after: tuple[int, int] | None) -> Change:
    if before is None or after is None:
        return "undecided"
    if after[0] > before[1]:
        return "better"
    if after[1] < before[0]:
        return "worse"
    return "same" if tuple(before) == after and after[0] == after[1] else "undecided"
