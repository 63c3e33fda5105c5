"""Roads: the part of a network that is regulated here; lines of boats are left out, and said so."""

from dataclasses import replace
from typing import Any

import geopandas as gpd

from beffroi.foundation.language import Words, both, plural
from beffroi.territory.informal import FERRY, InformalNetwork


def by_road(network: InformalNetwork) -> tuple[InformalNetwork, tuple[Words, ...]]:
    """Leave out the lines that go by boat: their vehicles, licences and costs are others.

    Parameters
    ----------
    network
        The network that rides show.

    Returns
    -------
    The network without its lines of boats, the stops where they alone call, and the stretches
    ridden on them; and the sentence that tells so, none where there is no such line.
    """
    boats = network.routes["mode"].eq(FERRY)
    if not boats.any():
        return network, ()
    gone = set(network.routes.loc[boats, "route_id"])
    rides = set(network.variants.loc[network.variants["route_id"].isin(gone), "variant_id"])
    afloat = network.calls["variant_id"].isin(rides)
    moored = set(network.calls.loc[afloat, "stop_id"]) - set(network.calls.loc[~afloat, "stop_id"])
    said = plural(
        int(boats.sum()),
        both("{n} pirogue line ({lines}) is left out: it is neither merged with road lines nor "
             "counted in their vehicles, licences and costs."),
        both("{n} pirogue lines ({lines}) are left out: they are neither merged with road lines "
             "nor counted in their vehicles, licences and costs."),
        n=str(int(boats.sum())), lines=", ".join(network.routes.loc[boats, "number"].astype(str)),
    )  # fmt: skip
    kept: dict[str, Any] = {
        name: table[~table["variant_id"].isin(rides)].reset_index(drop=True)
        for name, table in (
            ("calls", network.calls), ("headways", network.headways), ("times", network.times),
            ("sections", network.sections), ("pieces", network.pieces),
        )
    }  # fmt: skip
    variants = network.variants[~network.variants["variant_id"].isin(rides)]
    stops = network.stops[~network.stops["stop_id"].isin(moored)]
    return replace(
        network, **kept, routes=network.routes[~boats].reset_index(drop=True),
        variants=gpd.GeoDataFrame(variants.reset_index(drop=True)),
        stops=gpd.GeoDataFrame(stops.reset_index(drop=True)),
        fares=network.fares[~network.fares["route_id"].isin(gone)].reset_index(drop=True),
    ), (said,)  # fmt: skip
