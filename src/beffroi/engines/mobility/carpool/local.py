"""Local: what the town's own incentive would cost, and the carpooling that is already proved."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from beffroi.engines.mobility.carpool.inputs import Inputs
from beffroi.engines.mobility.carpool.schemes import SchemeCost, scheme_costs
from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.indicator import read

DEFINITIONS = Path(__file__).parent / "indicators.toml"
MOST_SHOWN = 10
UPTAKE = {
    "low": Words(fr="bas", en="low"),
    "usual": Words(fr="usuel", en="usual"),
    "high": Words(fr="haut", en="high"),
}
COST_FIELDS = (
    Field("cost", Words(fr="Coût", en="Cost"), "€/year"),
    Field("least", Words(fr="Au moins", en="At least"), "€/year"),
    Field("most", Words(fr="Au plus", en="At most"), "€/year"),
)


def scheme_figures(inputs: Inputs, costs: list[SchemeCost]) -> Iterator[Figure]:
    """Give the yearly cost of the local scheme by share who take part; unknown if a rule is."""
    definition = read(DEFINITIONS)["mobility.carpool_scheme_cost"]
    for cost in costs:
        is_bounded = cost.cost is not None and math.isfinite(cost.most)
        yield definition.figure(
            cost.cost,
            (*inputs.sources["incentives"], *inputs.sources["flows"]),
            interval=(cost.least, cost.most) if is_bounded else None,
            variant=cost.name,
            dated_by=inputs.sources["flows"],
            parts={
                "scenario": UPTAKE[cost.name],
                "share": str(round(100 * cost.participation)),
                "rules": "; ".join(rule.name for rule in inputs.incentives),
            },
        )


def scheme_exhibit(inputs: Inputs, costs: list[SchemeCost]) -> Exhibit:
    """Show the trips paid by the local scheme and their cost, with its payers."""
    payers = ", ".join(dict.fromkeys(rule.payer or "?" for rule in inputs.incentives))
    return Exhibit(
        id="mobility.carpool_scheme",
        title=Words(fr="Coût de l'incitation locale", en="Cost of the local incentive"),
        shape="table",
        fields=(
            Field("scenario", Words(fr="Participation", en="Uptake")),
            Field("trips", Words(fr="Trajets covoiturés", en="Trips carpooled"), "journey/year"),
            *COST_FIELDS,
        ),
        rows=tuple(
            (UPTAKE[c.name], c.trips, c.cost, c.least, c.most if math.isfinite(c.most) else None)
            for c in costs
        ),
        sources=(*inputs.sources["incentives"], *inputs.sources["flows"]),
        note=Words(
            fr="Payé par : {payers}. 1, 3 et 10 % des actifs des lignes participent (jugement) ; "
            "l'intervalle est celui de la pointe, de l'attente et des jours travaillés, et de ce "
            "que les règles ne disent pas.",
            en="Paid by: {payers}. 1, 3 and 10% of the commuters of the lines take part "
            "(judgement); the interval is that of the peak, the wait and the days at work, and of "
            "what the rules do not say.",
        ).filled(payers=payers),
    )


def costs(inputs: Inputs, served: list[pd.DataFrame]) -> list[SchemeCost]:
    """Cost the local scheme; nothing where no rule was given."""
    return scheme_costs(served, inputs.incentives) if inputs.incentives else []


def ride_figures(inputs: Inputs) -> Iterator[Figure]:
    """Count the journeys proved to the national register a month; nothing without its file."""
    rides = inputs.rides
    if rides is None:
        return
    count = None
    if len(rides):
        count = float(rides["journeys"].sum()) / float(rides["months"].max())
    yield read(DEFINITIONS)["mobility.carpool_rides"].figure(count, inputs.sources["rides"])


def rides_by_commune(rides: pd.DataFrame) -> pd.Series:
    """Sum the monthly journeys that leave or reach each commune.

    Returns
    -------
    By INSEE code; a commune that is absent is unknown, as the register leaves out rare ones.
    [journey/month]
    """
    monthly = rides["journeys"].astype(float) / rides["months"].astype(float)
    away = rides["origin"] != rides["destination"]
    ends = pd.concat(
        [
            pd.Series(monthly.to_numpy(), index=rides["origin"]),
            pd.Series(monthly[away].to_numpy(), index=rides.loc[away, "destination"]),
        ]
    )
    return ends.groupby(level=0).sum()


def ride_exhibit(inputs: Inputs) -> Iterator[Exhibit]:
    """Show the pairs of communes with the most journeys proved."""
    rides = inputs.rides
    if rides is None or rides.empty:
        return
    shown = rides.sort_values("journeys", ascending=False, kind="stable").head(MOST_SHOWN)
    towns = inputs.communes.drop_duplicates("commune")
    name = dict(zip(towns["commune"], towns["name"], strict=True))
    yield Exhibit(
        id="mobility.carpool_rides",
        title=Words(fr="Covoiturages prouvés", en="Carpooling proved"),
        shape="table",
        fields=(
            Field("pair", Words(fr="Communes", en="Communes")),
            Field("journeys", Words(fr="Trajets", en="Journeys"), "journey/month"),
            Field("metres", Words(fr="Longueur moyenne", en="Mean length"), "km"),
            Field("paid", Words(fr="Avec incitation", en="With an incentive"), "1"),
        ),
        rows=tuple(_ride_row(dict(row), name) for row in shown.to_dict("records")),
        sources=inputs.sources["rides"],
        note=Words(
            fr="Trajets que des opérateurs ont déclarés au registre ; les communes rares n'y sont "
            "pas, et le covoiturage sans application n'y est jamais : ce sont des minimums.",
            en="Journeys that operators declared to the register; rare communes are left out, and "
            "carpooling without an application never stands there: these are floors.",
        ),
    )


def _ride_row(row: dict[Any, Any], name: dict[Any, Any]) -> tuple[str, float, Any, Any]:
    ends = (str(name.get(row[end], row[end])) for end in ("origin", "destination"))
    return (
        " → ".join(ends),
        float(row["journeys"] / row["months"]),
        None if pd.isna(row["metres"]) else float(row["metres"]) / 1000,
        None if pd.isna(row["paid"]) else float(row["paid"] / row["journeys"]),
    )
