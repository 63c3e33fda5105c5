"""What lines share: who answers for them, and the kinds of day (NETEX_COMMUN, NETEX_CALENDRIER)."""

from collections.abc import Iterator

from beffroi.formats.netex.identities import Identities
from beffroi.formats.netex.nodes import Node, node
from beffroi.territory.informal_plan import DAYS, Plan

AUTHORITY, OPERATOR = "publisher", "network"
ORDER = {"weekday": 1, "saturday": 2, "sunday": 3}


def organisations(plan: Plan, ids: Identities) -> Iterator[Node]:
    """Write the publisher as the authority, and who stands for the network as the operator."""
    who = plan.publisher
    contact = [
        node(tag, text)
        for tag, text in (("Email", who.email), ("Phone", who.phone), ("Url", who.url))
        if text
    ]
    yield ids.object("Authority", AUTHORITY, [
        node("Name", who.name), node("ContactDetails", contact),
        node("OrganisationType", "authority"),
    ])  # fmt: skip
    yield ids.object("Operator", OPERATOR, [
        node("Name", plan.agency), node("OrganisationType", "operator"),
    ])  # fmt: skip


def calendar(plan: Plan, ids: Identities) -> Iterator[Node]:
    """Write the kinds of day on which something runs, and the period for which they are stated."""
    used = {run.days for variant in plan.variants for run in variant.runs}
    kinds = [days for days in DAYS if days in used]
    for days in kinds:
        of_week = " ".join(day.capitalize() for day in DAYS[days])
        yield ids.object("DayType", days, [
            node("Name", days),
            node("properties", [node("PropertyOfDay", [node("DaysOfWeek", of_week)])]),
        ])  # fmt: skip
    yield ids.object("OperatingPeriod", "stated", [
        node("FromDate", f"{plan.begin}T00:00:00"), node("ToDate", f"{plan.end}T00:00:00"),
    ])  # fmt: skip
    for days in kinds:
        content = [ids.ref("OperatingPeriod", "stated"), ids.ref("DayType", days)]
        yield ids.object("DayTypeAssignment", days, content, order=str(ORDER[days]))
