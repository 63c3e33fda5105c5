"""Shared: what several searches on one basin need alike, made when first asked for."""

from dataclasses import dataclass, field
from functools import cached_property

from beffroi.engines.mobility.access.day import Day, day_of
from beffroi.engines.mobility.access.inputs import Basin
from beffroi.engines.mobility.network import Network, network
from beffroi.engines.mobility.profiles import Profile, Speeds, speeds

Span = tuple[float, float]


@dataclass(frozen=True)
class Shared:
    """The streets and the days of a basin, which do not depend on the places searched.

    Whoever searches several times between places of one basin makes it once, and gives it to each
    search. What parking takes plays no part in it.

    Attributes
    ----------
    basin
        Its streets and its timetables.
    """

    basin: Basin
    _speeds: dict[Profile, tuple[Speeds, Speeds]] = field(default_factory=dict)
    _days: dict[tuple[str, Span], Day] = field(default_factory=dict)

    @cached_property
    def network(self) -> Network:
        """The stretches of its streets."""
        return network(self.basin.streets, self.basin.street_nodes, epsg=self.basin.epsg)

    def speeds(self, profile: Profile) -> tuple[Speeds, Speeds]:
        """Give the speed of a profile on each street, forwards and backwards. [m/s]."""
        if profile not in self._speeds:
            self._speeds[profile] = speeds(self.basin.streets, profile)
        return self._speeds[profile]

    def day(self, date: str, span: Span) -> Day:
        """Put the vehicles of a day together (`day_of`).

        Raises
        ------
        InputError
            If nothing runs on that day in any of the feeds.
        """
        if (date, span) not in self._days:
            self._days[date, span] = day_of(self.basin.timetables, date, span)
        return self._days[date, span]
