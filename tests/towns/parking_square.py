"""A square of twenty-five crossings, with a kerb of six spaces on each of its forty streets."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

STEP, SIDE = 0.001, 5


def written(folder: Path) -> tuple[Path, Path]:
    """Write a square of streets as an OpenStreetMap file, and one kerb of 6 spaces on each."""
    at = [(i, j) for i in range(SIDE) for j in range(SIDE)]
    ways, rows = [], []
    for i, j in at:
        for a, b in ((i + 1, j), (i, j + 1)):
            if a < SIDE and b < SIDE:
                id_ = 1000 + len(ways)
                ways.append(
                    f'<way id="{id_}"><nd ref="{i * 10 + j + 1}"/><nd ref="{a * 10 + b + 1}"/>'
                    f'<tag k="highway" v="residential"/><tag k="name" v="Rue {id_}"/></way>'
                )
                line = shapely.LineString([(j * STEP, 47 + i * STEP), (b * STEP, 47 + a * STEP)])
                rows.append((f"w{id_}:right", "kerb", f"w{id_}", "right", 6.0, line))
    nodes = [f'<node id="{i * 10 + j + 1}" lat="{47 + i * STEP}" lon="{j * STEP}"/>' for i, j in at]
    text = "".join([*nodes, *ways])
    (folder / "t.osm").write_text(f'<osm version="0.6">{text}</osm>')
    names = ["place_id", "kind", "street_id", "side", "spaces", "geometry"]
    gpd.GeoDataFrame(pd.DataFrame(rows, columns=names), crs=4326).to_file(folder / "p.geojson")
    return folder / "t.osm", folder / "p.geojson"
