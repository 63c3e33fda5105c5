"""Times (NETEX_HORAIRE): a template journey at the begin of each band, and how often it repeats."""

from collections.abc import Iterator

from beffroi.formats.netex.identities import Identities
from beffroi.formats.netex.nodes import Node, node
from beffroi.territory.informal_plan import Plan, PlannedVariant, Run

DAY = 86_400


def journeys(plan: Plan, ids: Identities) -> Iterator[Node]:
    """Write a group and its template journey for each variant, kind of day and band."""
    for variant in plan.variants:
        for run in variant.runs:
            for begin, end, headway in run.bands.tolist():
                name = f"{variant.variant_id}-{run.days}-{begin}"
                yield _group(name, begin, end, headway, ids)
                yield _template(name, variant, run, begin, ids)


def clock(seconds: int) -> str:
    """Write a time of day; the days that it is past are told apart (`offset`).

    Examples
    --------
    >>> clock(90_000)
    '01:00:00'
    """
    rest = seconds % DAY
    return f"{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"


def duration(seconds: int) -> str:
    """Write a duration as ISO 8601 has it.

    Examples
    --------
    >>> duration(630), duration(7_200)
    ('PT10M30S', 'PT2H')
    """
    parts = zip((seconds // 3600, seconds // 60 % 60, seconds % 60), "HMS", strict=True)
    return "PT" + ("".join(f"{n}{unit}" for n, unit in parts if n) or "0S")


def _offset(tag: str, seconds: int) -> list[Node]:
    return [node(tag, str(seconds // DAY))] if seconds >= DAY else []


def _group(name: str, begin: int, end: int, headway: int, ids: Identities) -> Node:
    return ids.object("HeadwayJourneyGroup", name, [
        node("FirstDepartureTime", clock(begin)),
        *_offset("FirstDayOffset", begin),
        node("LastDepartureTime", clock(end)),
        *_offset("LastDayOffset", end),
        node("ScheduledHeadwayInterval", duration(headway)),
    ])  # fmt: skip


def _template(name: str, variant: PlannedVariant, run: Run, begin: int, ids: Identities) -> Node:
    return ids.object("TemplateServiceJourney", name, [
        node("DepartureTime", clock(begin)),
        *_offset("DepartureDayOffset", begin),
        node("dayTypes", [ids.ref("DayType", run.days)]),
        ids.ref("ServiceJourneyPattern", variant.variant_id),
        node("passingTimes", _passages(name, variant, run, begin, ids)),
        node("TemplateVehicleJourneyType", "headway"),
        node("frequencyGroups", [ids.ref("HeadwayJourneyGroup", name)]),
    ])  # fmt: skip


def _passages(
    name: str, variant: PlannedVariant, run: Run, begin: int, ids: Identities
) -> Iterator[Node]:
    rows = zip((run.arrivals + begin).tolist(), (run.departures + begin).tolist(), strict=True)
    last = len(run.arrivals) - 1
    for rank, (arrival, departure) in enumerate(rows):
        came = [node("ArrivalTime", clock(arrival)), *_offset("ArrivalDayOffset", arrival)]
        left = [node("DepartureTime", clock(departure)),
                *_offset("DepartureDayOffset", departure)]  # fmt: skip
        yield ids.object("TimetabledPassingTime", f"{name}-{rank}", [
            ids.ref("StopPointInJourneyPattern", f"{variant.variant_id}-{rank}"),
            *(came if rank else []), *(left if rank < last else []),
        ])  # fmt: skip
