"""Traces are grouped by the way they run: parts and detours join, other lines do not."""

import numpy as np

from beffroi.engines.informal.lines.grouping import Group, grouped
from beffroi.engines.informal.lines.ways import ways
from beffroi.engines.informal.tracing import traced
from tests.engines.informal.drives import HERE, OUT, drive, tables, way

OTHER = way((0, 0), (0, 1_500), (3_500, 1_500))
"""Another way between the same ends."""


def groups(drives: list, labels: list[str] | None = None) -> list[Group]:
    traces, _ = traced(*tables(drives), plane=HERE)
    made = grouped(ways(traces), labels or [""] * len(traces.ride_ids))
    return sorted(made, key=lambda group: min(group.members))


def test_ways_and_directions_are_parted() -> None:
    made = groups([drive(line, seed=k) for k, line in enumerate((OUT, OTHER, OUT[::-1], OUT))])
    assert [sorted(group.members) for group in made] == [[0, 3], [1], [2]]


def test_a_part_joins_unless_it_begins_at_a_terminal() -> None:
    late = drive(OUT, seed=3)
    late = late[late["time"] > 200]
    short = drive(way((2_000, 0), (2_000, 1_500), (3_500, 1_500)), seed=4)
    made = groups([drive(OUT, seed=1), drive(OUT, seed=2), late, short])
    assert [(sorted(group.members), group.parts) for group in made] == [([0, 1], [2]), ([3], [])]


def test_a_lone_detour_joins_where_several_rides_go_straight() -> None:
    detour = way((0, 0), (800, 0), (800, -150), (1_300, -150), (1_300, 0), *OUT[1:])
    straight = [drive(OUT, seed=k) for k in range(3)]
    assert [group.detours for group in groups([*straight, drive(detour)])] == [[3]]
    assert len(groups([*straight[:2], drive(detour)])) == 2


def test_names_part_lines_unless_one_ride_contradicts_several() -> None:
    same = [drive(OUT, seed=k) for k in range(4)]
    assert [g.label for g in groups(same, ["1", "1", "2", "2"])] == ["1", "2"]
    assert [g.label for g in groups(same, ["1", "1", "1", "2"])] == ["1"]
    assert [len(g.members) for g in groups(same, ["1", "1", "", ""])] == [4]


def test_a_trace_without_length_is_in_no_group() -> None:
    traces, _ = traced(*tables([drive(OUT)]), plane=HERE)
    made = ways(traces)
    assert grouped(type(made)(made.knots, (None,), made.stands), [""]) == []
    assert np.isfinite(made.stands).all()
