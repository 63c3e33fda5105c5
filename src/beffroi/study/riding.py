"""Riding and sharing: what active modes and carpooling are given of a study."""

import geopandas as gpd
import pandas as pd

from beffroi.engines.mobility.active import diagnosis as active_diagnosis
from beffroi.engines.mobility.active import indicators as active_indicators
from beffroi.engines.mobility.active.inputs import Inputs as ActiveInputs
from beffroi.engines.mobility.carpool import diagnosis as carpool_diagnosis
from beffroi.engines.mobility.carpool import indicators as carpool_indicators
from beffroi.engines.mobility.carpool.corridors import roads
from beffroi.engines.mobility.carpool.inputs import Inputs as CarpoolInputs
from beffroi.engines.mobility.inputs import Inputs as MobilityInputs
from beffroi.engines.mobility.inputs import Work
from beffroi.study.ground import located, town_of
from beffroi.study.pooling import rides_of, rules_of
from beffroi.study.workshop import Workshop
from beffroi.territory.finding import Finding
from beffroi.territory.outcome import Outcome

NOT_WORK = {
    "parking", "parking_space", "parking_entrance", "bicycle_parking", "motorcycle_parking",
    "bench", "waste_basket", "recycling", "waste_disposal", "toilets", "drinking_water", "shelter",
    "post_box", "telephone", "vending_machine", "fountain", "clock", "charging_station", "atm",
    "bicycle_rental", "bicycle_repair_station", "hunting_stand", "grit_bin", "bbq", "table",
    "letter_box", "taxi", "car_sharing", "grave_yard", "public_bookcase", "water_point",
}  # fmt: skip
"""Amenities where nobody works."""


def shared(shop: Workshop, given: MobilityInputs) -> tuple[Outcome, tuple[Finding, ...]]:
    """Compute active modes and carpooling of a study.

    Parameters
    ----------
    shop
        The study.
    given
        What the room of mobility was given.

    Returns
    -------
    One outcome, and the findings of both.
    """
    active = active_indicators.outcome(_active(shop, given))
    pool = carpool_indicators.outcome(_carpool(shop, given))
    findings = (
        *active_diagnosis.diagnosis(active.figures),
        *carpool_diagnosis.diagnosis(pool.figures),
    )
    together = Outcome(
        (*active.figures, *pool.figures),
        (*active.exhibits, *pool.exhibits),
        {**active.tables, **pool.tables},
    )
    return together, findings


def _flows(shop: Workshop) -> pd.DataFrame | None:
    return shop.table("flows") if "flows" in shop.entries else None


def workplaces(shops: gpd.GeoDataFrame, amenities: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """List where people work, as far as the map tells: trading shops and staffed amenities."""
    trading = shops[shops["state"] == "trading"]
    staffed = amenities[~amenities["amenity"].isin(NOT_WORK)]
    return gpd.GeoDataFrame(pd.concat([trading[["geometry"]], staffed[["geometry"]]]))


def work(shop: Workshop) -> Work | None:
    """Give the jobs of the commune, by the flows, and the workplaces of the map where they may be.

    Returns
    -------
    None where the flows or the commune are unknown, or nobody comes to work there.
    """
    flows, code = _flows(shop), town_of(shop).code
    if flows is None or not code:
        return None
    jobs = float(flows.loc[flows["destination"].eq(code), "commuters"].sum())
    places = workplaces(located(shop, "shops"), located(shop, "amenities"))
    return Work(jobs, places) if jobs > 0 and len(places) else None


def _active(shop: Workshop, given: MobilityInputs) -> ActiveInputs:
    trading = given.shops[given.shops["state"] == "trading"]
    work = workplaces(given.shops, located(shop, "amenities"))
    flows, code = _flows(shop), town_of(shop).code
    within = None
    if flows is not None and code:
        mine = flows["origin"].eq(code) & flows["destination"].eq(code)
        within = float(flows.loc[mine, "commuters"].sum())
    return ActiveInputs(
        streets=given.streets,
        street_nodes=given.street_nodes,
        epsg=given.epsg,
        population=given.population,
        shops=trading,
        workplaces=work,
        commuters=within,
        price=None,
        sources=given.sources,
    )


def _carpool(shop: Workshop, given: MobilityInputs) -> CarpoolInputs:
    flows = _flows(shop)
    communes = gpd.GeoDataFrame({"commune": [], "name": []}, geometry=[], crs=given.epsg)
    if flows is not None:
        communes = located(shop, "flow_communes")
    known = flows is not None and "bnlc" in shop.entries
    outlines = given.sources.get("contours") or given.sources["town"]
    return CarpoolInputs(
        flows=flows,
        communes=communes,
        places=located(shop, "carpool_register").to_crs(given.epsg) if known else None,
        roads=None if flows is None else roads(given.streets, given.street_nodes, epsg=given.epsg),
        town=town_of(shop).code,
        sources={**given.sources, "contours": outlines},
        incentives=rules_of(shop),
        rides=rides_of(shop),
    )
