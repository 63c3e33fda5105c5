"""Tables for the map: homes, islands of quiet streets and missing links."""

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from beffroi.engines.mobility.active.inputs import Price
from beffroi.engines.mobility.active.measures import Measured
from beffroi.engines.mobility.active.trips import by_home
from beffroi.engines.mobility.active.ways import Ways


def _lines(ways: Ways) -> npt.NDArray[np.object_]:
    """Draw each stretch, (n_ways,)."""
    ends = np.stack(
        [
            np.column_stack([ways.x[ways.tails], ways.y[ways.tails]]),
            np.column_stack([ways.x[ways.heads], ways.y[ways.heads]]),
        ],
        axis=1,
    )
    return np.asarray(shapely.linestrings(ends), dtype=object)


def home_table(done: Measured, *, crs: int) -> gpd.GeoDataFrame:
    """Say how quietly each group of homes can ride.

    Returns
    -------
    `population` of the homes with a trip [person], `share_shopping` and `share_commuting` of their
    trips that stay quiet [1], mean `detour` of the quiet ways [1] (missing where there is none),
    and a point.
    """
    share, detour = by_home(done.trips, done.costs)
    columns = {f"share_{name}": share[:, n] for n, name in enumerate(done.trips.purposes)}
    living = np.array([
        np.bincount(done.trips.home, done.trips.people[:, n], len(done.trips.homes))
        for n in range(len(done.trips.purposes))
    ])  # fmt: skip
    nodes = done.trips.homes
    return gpd.GeoDataFrame(
        {"population": living.max(axis=0), **columns, "detour": detour},
        geometry=gpd.points_from_xy(done.ways.x[nodes], done.ways.y[nodes]),
        crs=crs,
    )


def island_table(done: Measured, *, crs: int) -> gpd.GeoDataFrame:
    """Draw the islands of quiet streets, the most peopled first.

    Returns
    -------
    `island_id` from 1, `population` [person], `metres` of street [m] and their lines.
    """
    quiet = done.ways.quiet
    island = done.islands.of_node[done.ways.tails[quiet]]
    lines = _lines(done.ways)[quiet]
    order = np.argsort(island, kind="stable")
    cuts = np.searchsorted(island[order], np.arange(1, island.max(initial=0) + 1))
    parts = np.split(lines[order], cuts)
    drawn = [shapely.multilinestrings(list(part)) for part in parts] if len(lines) else []
    return gpd.GeoDataFrame(
        {
            "island_id": np.arange(1, len(drawn) + 1),
            "population": done.islands.population,
            "metres": done.islands.metres,
        },
        geometry=drawn,
        crs=crs,
    )


def link_table(
    done: Measured, names: npt.NDArray[np.object_], price: Price | None, *, crs: int
) -> gpd.GeoDataFrame:
    """List the links that join somebody, best per metre first, and those chosen in sequence.

    Returns
    -------
    `link_id`, `streets` (names; missing where there is none), `metres` [m], `people` joined by the
    link alone (mean of the purposes) and `people_` of each purpose [person], `people_per_metre`,
    `rank`, `variant_of` (better ranked link that it shares a stretch with; missing for the best
    of each place), `step` (place in the sequence; missing for the others), `people_added` at that
    step, `cost_least` and `cost_most` [€] (missing without a price) and the line.
    """
    gain = done.tried.per_metre
    step = {row: n for n, (row, _) in enumerate(done.chosen, start=1)}
    added = {row: float(people.mean()) for row, people in done.chosen}
    kept = sorted({*np.flatnonzero(gain > 0).tolist(), *step}, key=lambda row: (-gain[row], row))
    lines = _lines(done.ways)
    metres = done.tried.metres[kept]
    purposes = {
        f"people_{name}": done.tried.people[kept, n] for n, name in enumerate(done.trips.purposes)
    }
    columns = {
        "link_id": [f"L{rank}" for rank in range(1, len(kept) + 1)],
        "streets": pd.Series([_streets(done, names, row) for row in kept], dtype="string"),
        "metres": metres,
        "people": gain[kept] * metres,
        **purposes,
        "people_per_metre": gain[kept],
        "rank": np.arange(1, len(kept) + 1),
        "variant_of": pd.Series(_variants([done.links[row].ways for row in kept]), dtype="string"),
        "step": pd.Series([step.get(row) for row in kept], dtype="Int64"),
        "people_added": [added.get(row, np.nan) for row in kept],
        "cost_least": metres * (np.nan if price is None else price.least),
        "cost_most": metres * (np.nan if price is None else price.most),
    }
    drawn = [shapely.line_merge(shapely.multilinestrings(list(lines[list(done.links[row].ways)])))
             for row in kept]  # fmt: skip
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(drawn, crs=crs))


def _variants(ways: list[tuple[int, ...]]) -> list[str | None]:
    """Say which better link each one shares a stretch with; None where it shares none."""
    owner: dict[int, str] = {}
    found: list[str | None] = []
    for rank, own in enumerate(ways, start=1):
        shared = next((owner[way] for way in own if way in owner), None)
        found.append(shared)
        if shared is None:
            owner |= dict.fromkeys(own, f"L{rank}")
    return found


def _streets(done: Measured, names: npt.NDArray[np.object_], row: int) -> object:
    own = (names[done.ways.street[way]] for way in done.links[row].ways)
    said = list(dict.fromkeys(name for name in own if isinstance(name, str)))
    return ", ".join(said) if said else pd.NA
