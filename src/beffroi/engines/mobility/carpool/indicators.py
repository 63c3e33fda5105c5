"""Figures of carpooling: axes, lines, meeting points, cost of incentives, existing places."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from beffroi.engines.mobility.carpool.axes import Axes, Journeys, axes, axis_table, journeys
from beffroi.engines.mobility.carpool.incentives import Scenario, scenarios
from beffroi.engines.mobility.carpool.inputs import Inputs
from beffroi.engines.mobility.carpool.local import (
    COST_FIELDS,
    UPTAKE,
    costs,
    ride_exhibit,
    ride_figures,
    rides_by_commune,
    scheme_exhibit,
    scheme_figures,
)
from beffroi.engines.mobility.carpool.meeting import Meeting, meeting, place_table
from beffroi.engines.mobility.carpool.schemes import SchemeCost
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import LANGUAGES, Words
from beffroi.foundation.numbers import grouped
from beffroi.kernels.covering import Cover
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.indicator import read
from beffroi.territory.outcome import Outcome

DEFINITIONS = Path(__file__).parent / "indicators.toml"
MOST_SHOWN = 10
PROVED = 1e-6
"""Gap between the best choice found and its bound that is rounding alone. [1]"""
DISTANCES = {
    True: Words(fr="par la route", en="by road"),
    False: Words(fr="à vol d'oiseau", en="as the crow flies"),
}
UNPLACED = Words(
    fr="{n} actifs vont ou viennent de communes sans position connue : ils n'y sont pas.",
    en="{n} commuters come from or go to communes whose place is unknown: they are left out.",
)
ALL_PLACED = Words(fr="", en="")
NEW = Words(fr="à créer", en="to be made")
EXISTS = Words(fr="existe", en="exists")


@dataclass(frozen=True, eq=False)
class _Found:
    given: Journeys
    axes: Axes
    table: pd.DataFrame
    meeting: Meeting
    scenarios: list[Scenario]
    scheme: list[SchemeCost]
    places: gpd.GeoDataFrame | None


def outcome(inputs: Inputs) -> Outcome:
    """Compute what the flows and the places of the communes allow.

    Returns
    -------
    Nothing without flows but an unknown axis; figures of the town's flows with them; axes,
    lines, meeting points and places where communes have a place. Tables ``carpool_axes``,
    ``meeting_points`` and ``carpool_use``.
    """
    if inputs.flows is None:
        return Outcome(tuple(ride_figures(inputs)), tuple(ride_exhibit(inputs)))
    own = (*_town_figures(inputs, inputs.flows), *ride_figures(inputs))
    found = _found(inputs, inputs.flows)
    if not len(found.given.flows):
        return Outcome((*own, _axis_figure(inputs, found)), tuple(ride_exhibit(inputs)))
    figures = (*own, *_figures(inputs, found))
    tables: dict[str, pd.DataFrame] = {
        "carpool_axes": _drawn_axes(found, crs=inputs.communes.crs),
        "meeting_points": _chosen_sites(found.meeting),
    }
    if found.places is not None:
        tables["carpool_use"] = found.places
    return Outcome(figures, tuple(_exhibits(inputs, found)), tables)


def _found(inputs: Inputs, flows: pd.DataFrame) -> _Found:
    given = journeys(flows, inputs.communes, inputs.roads)
    along = axes(given)
    served = _served(given, along)
    use = None if inputs.places is None else place_table(given, along, inputs.places)
    if use is not None and inputs.rides is not None:
        use = use.assign(rides=use["commune"].map(rides_by_commune(inputs.rides)))
    met = meeting(given, inputs.communes, inputs.places)
    return _Found(
        given, along, axis_table(given, along), met, scenarios(served), costs(inputs, served), use
    )


def _served(given: Journeys, found: Axes) -> list[pd.DataFrame]:
    """Share the flows out among the lines, each to the most travelled one that serves it."""
    if not found.curve:
        return []
    lines = sorted(found.curve[-1].sites.tolist(), key=lambda row: -found.commuters[row])
    owner = found.serves[lines].argmax(axis=0)
    served = found.serves[lines].any(axis=0)
    flows = given.flows.assign(metres=given.metres)
    return [flows[served & (owner == n)] for n in range(len(lines))]


def _town_figures(inputs: Inputs, flows: pd.DataFrame) -> Iterator[Figure]:
    definitions = read(DEFINITIONS)
    between = flows[flows["origin"] != flows["destination"]]
    for name, end in (("commuters_out", "origin"), ("commuters_in", "destination")):
        mine = between.loc[between[end] == inputs.town, "commuters"]
        yield definitions[f"mobility.{name}"].figure(float(mine.sum()), inputs.sources["flows"])


def _sources(inputs: Inputs) -> tuple[Source, ...]:
    return (*inputs.sources["flows"], *inputs.sources["contours"])


def _parts(found: _Found) -> dict[str, str | Words]:
    unplaced = found.given.unplaced
    said = Words(*(grouped(unplaced, 0, language) for language in LANGUAGES))
    return {
        "distance": DISTANCES[found.given.by_road],
        "unplaced": UNPLACED.filled(n=said) if unplaced else ALL_PLACED,
    }


def _axis_figure(inputs: Inputs, found: _Found) -> Figure:
    most = found.table["commuters"].iloc[0] if len(found.table) else None
    return read(DEFINITIONS)["mobility.carpool_axis"].figure(
        most, _sources(inputs), parts=_parts(found), dated_by=inputs.sources["flows"]
    )


def _figures(inputs: Inputs, found: _Found) -> Iterator[Figure]:
    definitions, sources = read(DEFINITIONS), _sources(inputs)
    dated = inputs.sources["flows"]
    yield _axis_figure(inputs, found)
    total = float(found.given.commuters.sum())
    if found.axes.curve and total:
        best = found.axes.curve[-1]
        yield definitions["mobility.carpool_lines_share"].figure(
            best.weight / total, sources, dated_by=dated,
            parts={**_parts(found), "n": str(len(best.sites))},
        )  # fmt: skip
    first = found.table.iloc[0]
    yield definitions["mobility.carpool_chance"].figure(
        first["chance"], sources, interval=(first["chance_low"], first["chance_high"]),
        dated_by=dated,
    )  # fmt: skip
    for scenario in found.scenarios:
        yield definitions["mobility.carpool_cost"].figure(
            scenario.cost, sources, interval=scenario.cost_range, variant=scenario.name,
            dated_by=dated,
            parts={
                "scenario": UPTAKE[scenario.name],
                "share": str(round(100 * scenario.participation)),
            },
        )  # fmt: skip
    yield from scheme_figures(inputs, found.scheme)
    if found.places is not None:
        on_way = found.places["axis_id"].notna() & found.places["open"].fillna(value=True)
        yield definitions["mobility.carpool_places_on_axes"].figure(
            float(on_way.sum()), (*inputs.sources["bnlc"], *sources),
            dated_by=inputs.sources["bnlc"],
        )  # fmt: skip


def _drawn_axes(found: _Found, *, crs: object) -> gpd.GeoDataFrame:
    """Draw each axis as a straight line between its two communes."""
    row = pd.Index(found.given.flows["flow_id"]).get_indexer(found.table["axis_id"])
    origin, destination = found.given.origin[row], found.given.destination[row]
    x, y = found.given.x, found.given.y
    wkt = [
        f"LINESTRING ({x[a]} {y[a]}, {x[b]} {y[b]})"
        for a, b in zip(origin, destination, strict=True)
    ]
    return gpd.GeoDataFrame(found.table, geometry=gpd.GeoSeries.from_wkt(wkt), crs=crs)


def _chosen_sites(found: Meeting) -> gpd.GeoDataFrame:
    """List the sites of the longest curve, with the smallest number of sites that chooses each."""
    rank: dict[int, int] = {}
    for n, cover in enumerate(found.curve, start=1):
        for site in cover.sites.tolist():
            rank.setdefault(site, n)
    last = found.curve[-1].sites.tolist() if found.curve else []
    chosen = sorted(last, key=lambda site: (rank[site], site))
    table = found.sites.iloc[chosen].reset_index(drop=True)
    return gpd.GeoDataFrame(table.assign(rank=[rank[site] for site in chosen]))


def _exhibits(inputs: Inputs, found: _Found) -> Iterator[Exhibit]:
    yield _axes_exhibit(inputs, found)
    yield _curve_exhibit(inputs, found)
    yield _sites_exhibit(inputs, found)
    yield _cost_exhibit(inputs, found)
    if found.scheme:
        yield scheme_exhibit(inputs, found.scheme)
    yield from ride_exhibit(inputs)


def _axes_exhibit(inputs: Inputs, found: _Found) -> Exhibit:
    shown = found.table.head(MOST_SHOWN)
    name = inputs.communes.drop_duplicates("commune").set_index("commune")["name"]
    return Exhibit(
        id="mobility.carpool_axes",
        title=Words(fr="Axes de covoiturage", en="Carpool axes"),
        shape="table",
        fields=(
            Field("axis", Words(fr="Axe", en="Axis")),
            Field("metres", Words(fr="Distance", en="Distance"), "km"),
            Field("commuters", Words(fr="Actifs", en="Commuters"), "commuter"),
            Field("chance", Words(fr="Chance d'un conducteur", en="Chance of a driver"), "1"),
        ),
        rows=tuple(
            (f"{name[a]} → {name[b]}", float(m) / 1000, float(n), float(p))
            for a, b, m, n, p in zip(
                shown["origin"], shown["destination"], shown["metres"], shown["commuters"],
                shown["chance"], strict=True,
            )
        ),
        sources=_sources(inputs),
        note=Words(
            fr="Un flux compte sur tous les axes qui peuvent le servir. La chance est une "
            "estimation de jugement (3 % de participants, 10 minutes d'attente).",
            en="A flow counts on every axis that can serve it. The chance is an estimate of "
            "judgement (3% who take part, a wait of 10 minutes).",
        ),
    )  # fmt: skip


def _curve_exhibit(inputs: Inputs, found: _Found) -> Exhibit:
    return Exhibit(
        id="mobility.carpool_lines",
        title=Words(
            fr="Actifs servis selon le nombre de lignes", en="Commuters served by number of lines"
        ),
        shape="bars",
        fields=(
            Field("lines", Words(fr="Lignes", en="Lines")),
            Field("commuters", Words(fr="Actifs servis", en="Commuters served"), "commuter"),
        ),
        rows=tuple((str(n), cover.weight) for n, cover in enumerate(found.axes.curve, start=1)),
        sources=_sources(inputs),
        note=_proof(found.axes.curve),
    )


def _proof(curve: list[Cover]) -> Words:
    """Say whether the solver (HiGHS) proved that no choice does better, or by how much it may."""
    gap = max((cover.gap for cover in curve), default=0.0)
    if gap <= PROVED:
        return Words(
            fr="Pour chaque nombre, le meilleur choix possible : le solveur (HiGHS) l'a "
            "prouvé (écart nul).",
            en="For each number, the best possible choice: the solver (HiGHS) proved it (no gap).",
        )
    percent = Words(*(grouped(100 * gap, 1, language) for language in LANGUAGES))
    return Words(
        fr="Le solveur (HiGHS) a manqué de temps : un choix meilleur de {gap} % au plus peut "
        "exister.",
        en="The solver (HiGHS) ran out of time: a choice better by {gap}% at most may exist.",
    ).filled(gap=percent)


def _sites_exhibit(inputs: Inputs, found: _Found) -> Exhibit:
    sites = _chosen_sites(found.meeting)
    served = found.meeting.serves @ found.given.commuters
    weight = dict(zip(found.meeting.sites["site_id"], served, strict=True))
    return Exhibit(
        id="mobility.meeting_points",
        title=Words(fr="Points de rencontre", en="Meeting points"),
        shape="table",
        fields=(
            Field("site", Words(fr="Lieu", en="Place")),
            Field("state", Words(fr="État", en="State")),
            Field("commuters", Words(fr="Actifs qui y passent", en="Commuters by it"), "commuter"),
        ),
        rows=tuple(
            (str(name), EXISTS if exists else NEW, float(weight[key]))
            for key, name, exists in zip(
                sites["site_id"], sites["name"], sites["exists"], strict=True
            )
        ),
        sources=_sources(inputs),
        note=Words(
            fr="Les lieux qui ensemble servent le plus d'actifs, à 5 km au plus de leur départ et "
            "sur leur chemin ; un lieu à créer est au milieu de sa commune. {proof}",
            en="The places that together serve the most commuters, at most 5 km from where they "
            "start and on their way; a place to be made stands in the middle of its commune. "
            "{proof}",
        ).filled(proof=_proof(found.meeting.curve)),
    )


def _cost_exhibit(inputs: Inputs, found: _Found) -> Exhibit:
    return Exhibit(
        id="mobility.carpool_scenarios",
        title=Words(fr="Coût d'une incitation", en="Cost of an incentive"),
        shape="table",
        fields=(
            Field("scenario", Words(fr="Scénario", en="Scenario")),
            Field("trips", Words(fr="Trajets payés", en="Trips paid"), "journey/year"),
            *COST_FIELDS,
        ),
        rows=tuple((UPTAKE[s.name], s.trips, s.cost, *s.cost_range) for s in found.scenarios),
        sources=_sources(inputs),
        note=Words(
            fr="Estimations de jugement : 1, 3 et 10 % des actifs des lignes participent ; de 1 à "
            "3 € par trajet d'un passager.",
            en="Estimates of judgement: 1, 3 and 10% of the commuters of the lines take part; from "
            "1 to 3 € a passenger's trip.",
        ),
    )
