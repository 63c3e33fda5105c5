"""The catchment of a town's shops on a map: share of the centre, zones, who leads, shops."""

from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from markupsafe import Markup

from beffroi.foundation.language import Words, both
from beffroi.report.atlas import Row, legend, living
from beffroi.report.drawn import Drawn, Fact, Key
from beffroi.report.layers import drawn_layers
from beffroi.report.metres import Scale
from beffroi.report.plan import plan
from beffroi.report.words import counted
from beffroi.study.commerce_shared import Catchment, percent, places, shops

SHARE, ZONE, FIRST, SHOPS = (
    "catchment_share", "catchment_zone", "catchment_first", "catchment_shops"
)  # fmt: skip
ENDS = (0.2, 0.4, 0.6, 0.8)
"""Ends of the classes of the share of the centre. [1]"""
CLASSES = ("class-5", "class-4", "class-3", "class-2", "class-1")
SHARES = (
    both("under 20 %"), both("20 to 40 %"), both("40 to 60 %"), both("60 to 80 %"),
    both("80 % or more"),
)  # fmt: skip
UNKNOWN = "class-none"
ZONES = {
    "primary": ("class-1", "1", both("primary zone")),
    "secondary": ("class-2", "2", both("secondary zone")),
    "tertiary": ("class-3", "3", both("tertiary zone")),
    "beyond": (UNKNOWN, "–", both("beyond")),
}  # fmt: skip
DISC = 90.0
"""Radius of a place that is a point. [m]"""
SMALLEST, LARGEST = 3.0, 18.0
"""Radius of a shop that gets nothing, and of the one that gets most. [m]"""
PLAIN = 1_500.0
"""Width of a map on which these hold; wider maps draw larger shops. [m]"""
WIDE = 3_000.0
"""A map wider than this shows no building. [m]"""


@dataclass(frozen=True, slots=True)
class CatchmentMap:
    """The maps of a catchment: the still one, and the one that can be moved."""

    plan: Markup
    legend: tuple[Row, ...]
    data: str
    scripts: tuple[str, ...]
    style: str


def catchment_map(done: Catchment) -> CatchmentMap:
    """Draw a catchment."""
    squares, sites = places(done), shops(done)
    west, south, east, north = _bounds(squares, sites)
    scale = Scale(float(west + east) / 2, float(south + north) / 2)
    squares = squares.assign(geometry=_bodies(squares, scale))
    view = shapely.box(*_bounds(squares, sites[sites["total"] > 0], done.new_shops))
    width = float(np.ptp(shapely.get_coordinates(scale.metres(view))[:, 0]))
    is_wide = width > WIDE
    ground = {key: one for key, one in done.ground.items()
              if not one.empty and not (is_wide and key == "buildings")}  # fmt: skip
    layers = (
        share_layer(squares), replace(zone_layer(squares), is_off=True),
        replace(first_layer(squares, sites), is_off=True), shop_layer(done, sites, scale, width),
    )  # fmt: skip
    drawn = (*drawn_layers(ground), *(layer for layer in layers if len(layer.shapes)))
    title = both("Share of the centre, place by place")
    data, scripts, style = living(drawn, None, title, _words(), view)
    return CatchmentMap(plan(drawn, None, title, view), legend(drawn, ()), data, scripts, style)


def _bounds(*tables: gpd.GeoDataFrame | None) -> np.ndarray:
    """West, south, east and north of what the map must show."""
    boxes = np.array([one.total_bounds for one in tables if one is not None and len(one)])
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])


def _words() -> dict[str, Words]:
    return {
        "share": both("Share of the centre:"), "weight": both("Lives or spends here:"),
        "zone": both("Zone:"), "first": both("Goes first to:"), "total": both("Gets:"),
        "band": both("95 % interval:"), "street": both("Street:"),
    }  # fmt: skip


def _bodies(squares: gpd.GeoDataFrame, scale: Scale) -> np.ndarray:
    """Give places that are points a disc."""
    shapes = scale.metres(np.asarray(squares.geometry.array, dtype=object))
    is_point = shapely.get_dimensions(shapes) == 0
    grown = shapely.buffer(shapes, np.where(is_point, DISC, 0.0))
    return np.asarray(scale.degrees(np.where(is_point, grown, shapes)), dtype=object)


def share_layer(squares: gpd.GeoDataFrame) -> Drawn:
    """Draw the share of each place that goes to the centre."""
    share = squares["centre_share"].to_numpy(dtype=float)
    rank = np.searchsorted(np.array(ENDS), np.nan_to_num(share), side="right")
    classes = tuple(UNKNOWN if np.isnan(one) else CLASSES[at]
                    for one, at in zip(share, rank, strict=True))  # fmt: skip
    keys = [Key(CLASSES[at], "", SHARES[at]) for at in range(4, -1, -1) if CLASSES[at] in classes]
    if UNKNOWN in classes:
        keys.append(Key(UNKNOWN, "", both("no shop in reach")))
    return _areas(squares, SHARE, both("Share of the centre"), classes, tuple(keys))


def zone_layer(squares: gpd.GeoDataFrame) -> Drawn:
    """Draw the zones of the centre."""
    told = [ZONES[str(one)] for one in squares["zone"]]
    classes = tuple(one[0] for one in told)
    keys = tuple(Key(*one) for one in ZONES.values() if one[0] in classes)
    return _areas(squares, ZONE, both("Zones of the centre"), classes, keys)


def first_layer(squares: gpd.GeoDataFrame, sites: gpd.GeoDataFrame) -> Drawn:
    """Draw where the shop that gets most of each place is of the centre, and where not."""
    central = set(sites.loc[sites["is_centre"], "name"].fillna(sites["shop_id"]))
    first = squares["first_shop"]
    classes = tuple(
        UNKNOWN if pd.isna(one) else "class-1" if one in central else "class-5" for one in first
    )
    names = {"class-1": both("a shop of the centre leads"),
             "class-5": both("another shop leads"), UNKNOWN: both("no shop in reach")}  # fmt: skip
    keys = tuple(Key(one, "", words) for one, words in names.items() if one in classes)
    return _areas(squares, FIRST, both("The shop that gets most of each place"), classes, keys)


def _areas(
    squares: gpd.GeoDataFrame, key: str, name: Words, classes: tuple[str, ...],
    keys: tuple[Key, ...],
) -> Drawn:  # fmt: skip
    facts: dict[str, list[Fact]] = {
        "share": [None if np.isnan(one) else percent(float(one))
                  for one in squares["centre_share"]],
        "weight": [counted(round(float(one))) for one in squares["weight"]],
        "zone": [ZONES[str(one)][2] for one in squares["zone"]],
        "first": [None if pd.isna(one) else str(one) for one in squares["first_shop"]],
    }  # fmt: skip
    shapes = np.asarray(squares.geometry.array, dtype=object)
    return Drawn(key, key, name, len(squares), shapes, classes, facts, look="areas", area=key,
                 keys=keys)  # fmt: skip


def shop_layer(
    done: Catchment, sites: gpd.GeoDataFrame, scale: Scale, width: float = PLAIN
) -> Drawn:
    """Draw the shops, as large as what they get, and the new ones, on a map of some width [m]."""
    rows = pd.DataFrame(sites.drop(columns="geometry")).assign(kind="other")
    rows.loc[rows["is_centre"], "kind"] = "centre"
    shapes = [np.asarray(sites.geometry.array, dtype=object)]
    if done.new_shops is not None and done.taken is not None:
        got = done.taken.new
        new = pd.DataFrame({
            "name": done.new_shops["name"], "shop_id": done.new_shops["shop_id"], "kind": "new",
            "total": [one.value for one in got], "low": [one.low for one in got],
            "high": [one.high for one in got],
        })  # fmt: skip
        rows = pd.concat([rows, new], ignore_index=True)
        shapes.append(np.asarray(done.new_shops.geometry.array, dtype=object))
    total = rows["total"].to_numpy(dtype=float)
    wider = max(1.0, width / PLAIN)
    radius = wider * (SMALLEST + (LARGEST - SMALLEST) * np.sqrt(total / max(total.max(), 1e-9)))
    discs = scale.degrees(shapely.buffer(scale.metres(np.concatenate(shapes)), radius, quad_segs=4))
    names = {"centre": ("class-1", both("of the centre")), "other": ("class-4", both("others")),
             "new": ("class-5", both("new"))}  # fmt: skip
    classes = tuple(names[kind][0] for kind in rows["kind"])
    facts: dict[str, list[Fact]] = {
        "name": [str(id_) if pd.isna(one) else str(one)
                 for one, id_ in zip(rows["name"], rows["shop_id"], strict=True)],
        "total": [counted(round(float(one))) for one in total],
        "band": [both("{low} to {high}").filled(low=counted(round(low)), high=counted(round(high)))
                 for low, high in rows[["low", "high"]].to_numpy(dtype=float)],
    }  # fmt: skip
    keys = tuple(Key(sign, "", words) for sign, words in names.values() if sign in classes)
    shapes_drawn, name = np.asarray(discs, dtype=object), both("Shops, as large as what they get")
    return Drawn(SHOPS, SHOPS, name, len(rows), shapes_drawn, classes, facts, look="bands",
                 keys=keys)  # fmt: skip
