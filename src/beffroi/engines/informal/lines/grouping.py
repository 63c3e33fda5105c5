"""Grouping: the traces that run one way between the same ends, and those that show a part of it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from beffroi.engines.informal.lines.norms import parameter
from beffroi.engines.informal.lines.ways import Way, Ways, share
from beffroi.kernels.trajectory.gatherings import gatherings
from beffroi.kernels.trajectory.shingles import Register

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Labels = Sequence[str]


@dataclass(slots=True, eq=False)
class Group:
    """Traces that run one way between the same ends.

    Attributes
    ----------
    leader
        The way that the others are compared with.
    members
        Numbers of the traces that run all of it.
    parts, detours
        Numbers of the traces that show a part of it; that stray from it for a while.
    label
        What the files of most of them call the line; empty where they do not.
    """

    leader: Way
    members: list[int]
    parts: list[int] = field(default_factory=list)
    detours: list[int] = field(default_factory=list)
    label: str = ""

    @property
    def ends(self) -> Floats:
        """Both ends: `(2, 2)`. [m]."""
        return self.leader.points[[0, -1]]


def are_near(one: Floats, other: Floats) -> bool:
    """Say whether two ways begin at one terminal and end at one terminal."""
    return bool((np.hypot(*(one - other).T) <= parameter("terminal")).all())


def near_ends(ends: Floats, others: Floats) -> list[tuple[int, int]]:
    """List the ways that begin and end where others do: `(n, 2, 2)` each. [m]."""
    if not len(ends):
        return []
    flat, other = ends.reshape(-1, 4), others.reshape(-1, 4)
    near = cKDTree(flat).query_ball_tree(cKDTree(other), parameter("terminal") * np.sqrt(2))
    return [(i, j) for i, found in enumerate(near) for j in found if are_near(ends[i], others[j])]


def likeness(one: Way, other: Way) -> float:
    """Return the share of both ways that is one: the lesser of both. [1]."""
    forth = share(one, other)
    if not forth > 0:
        return 0.0
    back = share(other, one)
    return min(forth, back) if back > 0 else 0.0


class _Grid:
    """Groups by the terminal where they begin."""

    def __init__(self) -> None:
        self._held: defaultdict[tuple[int, int], list[Group]] = defaultdict(list)

    def _cell(self, point: Floats) -> tuple[int, int]:
        x, y = np.floor(point / parameter("terminal")).astype(int)
        return int(x), int(y)

    def put(self, group: Group) -> None:
        self._held[self._cell(group.ends[0])].append(group)

    def near(self, ends: Floats) -> Iterator[Group]:
        x, y = self._cell(ends[0])
        for i in (-1, 0, 1):
            for j in (-1, 0, 1):
                yield from (one for one in self._held.get((x + i, y + j), ())
                            if are_near(one.ends, ends))  # fmt: skip


def grouped(own: Ways, labels: Labels) -> list[Group]:
    """Group traces that are one variant.

    Traces are taken in turn, those that tell their way best first. One joins the group whose first
    trace it is most like, if they begin and end at the same terminals and run along each other for
    `variant_overlap` of what is known of both; else it begins a group. Each trace is so compared
    with few others, however many there are. Groups are parted where files call them by different
    names, and lone traces that show a part of another group, or stray from one, join it.
    """
    grid, groups = _Grid(), list[Group]()
    for trace in _order(own):
        way = own.way[trace]
        if way is None:
            continue
        best, found = parameter("variant_overlap"), None
        for group in grid.near(way.points[[0, -1]]):
            alike = likeness(way, group.leader)
            if alike >= best:
                best, found = alike, group
        if found is None:
            groups.append(Group(way, [trace]))
            grid.put(groups[-1])
        else:
            found.members.append(trace)
    groups = [part for group in groups for part in _by_label(group, own, labels)]
    return joined(groups, own)


def _order(own: Ways) -> Ints:
    """Put traces in order: those of short pieces and few silences first, then by length."""
    coarse = [np.inf if way is None else float(np.mean(way.slack) // 5) for way in own.way]
    silent = [1.0 if way is None else round(1 - float(way.known.mean()), 1) for way in own.way]
    short = [0.0 if way is None else -way.length for way in own.way]
    return np.lexsort([short, silent, coarse])


def _by_label(group: Group, own: Ways, labels: Labels) -> Iterator[Group]:
    """Part a group by what files call the line; one file against several others is a mistake."""
    counts = Counter(labels[k] for k in group.members if labels[k])
    if not counts:
        yield group
        return
    first, n_first = counts.most_common(1)[0]
    trusted = {
        label for label, n in counts.items()
        if n > 1 or n_first < parameter("detour_rides")
    } | {first}  # fmt: skip
    for label in sorted(trusted):
        others = label == first
        members = [k for k in group.members
                   if labels[k] == label or (others and labels[k] not in trusted)]  # fmt: skip
        leader = own.way[members[0]]
        if leader is not None:
            yield Group(leader, members, label=label)


def joined(groups: list[Group], own: Ways) -> list[Group]:
    """Let lone traces join the groups that they show a part of, or stray from.

    A lone trace shows a part of another way where it runs along it for `variant_overlap` of its
    length, and those of its ends that are not at the other's are no ends of a ride: few others
    begin there, and the vehicle moves when the recording begins, or several whole rides or the name
    that files give it speak against a line of its own. It strays from a group of
    `detour_rides` or more between the same ends that it runs along for `route_overlap`.
    """
    terminal = _terminals(own)
    register = Register([group.leader.around() for group in groups])
    lengths = np.array([group.leader.length for group in groups])
    gone = np.zeros(len(groups), dtype=bool)
    for k in np.argsort(lengths, kind="stable"):
        group = groups[k]
        if len(group.members) > 1 or group.parts:
            continue
        trace = group.members[0]
        squares = group.leader.shingles()
        near = register.holding(squares, share=parameter("route_overlap") / 2,
                                most=int(parameter("sketch")))  # fmt: skip
        others = [groups[i] for i in near if i != k and not gone[i]
                  and agree(group.label, groups[i].label)]  # fmt: skip
        host = _host(group, [one for one in others if one.leader.length > group.leader.length],
                     terminal[trace], own.stands[trace] == 1)  # fmt: skip
        if host is not None:
            host.parts.append(trace)
        else:
            host = _strayed(group, others)
            if host is None:
                continue
            host.detours.append(trace)
        gone[k] = True
    return [group for group, left in zip(groups, gone, strict=True) if not left]


def agree(one: str, other: str) -> bool:
    """Say whether files do not call two groups by different names."""
    return not one or not other or one == other


def _host(group: Group, others: Sequence[Group], terminal: Flags, stands: Flags) -> Group | None:
    """Find the group that a lone trace shows a part of."""
    best, found = (parameter("variant_overlap"), 0), None
    for other in others:
        same = np.hypot(*(group.ends - other.ends).T) <= parameter("terminal")
        doubted = (
            len(other.members) >= parameter("detour_rides") or group.label == other.label != ""
        )
        sure = terminal if doubted else terminal | stands
        if same.all() or (~same & sure).any():
            continue
        held = (share(group.leader, other.leader), len(other.members))
        if held >= best:
            best, found = held, other
    return found


def _strayed(group: Group, others: Sequence[Group]) -> Group | None:
    """Find the group that a lone trace strays from."""
    best, found = parameter("route_overlap"), None
    for other in others:
        if len(other.members) < parameter("detour_rides") or not are_near(group.ends, other.ends):
            continue
        alike = likeness(group.leader, other.leader)
        if alike >= best:
            best, found = alike, other
    return found


def _terminals(own: Ways) -> Flags:
    """Say which ends of traces are where several end: `(n_traces, 2)`."""
    some = [k for k, way in enumerate(own.way) if way is not None]
    made = np.zeros((len(own.way), 2), dtype=bool)
    tips = np.array([way.points[[0, -1]] for way in own.way if way is not None]).reshape(-1, 2)
    dense = gatherings(tips, radius=parameter("gathering"), fewest=int(parameter("gathering_ends")))
    made[some] = (dense >= 0).reshape(-1, 2)
    return made
