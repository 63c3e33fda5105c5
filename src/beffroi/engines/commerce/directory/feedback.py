"""What the register and the walk know of shops and the map does not: to be reviewed by hand."""

from collections.abc import Hashable, Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

MAP, VACANT = "osm", "vacant"
TAGS = {
    "name": "name", "opening_hours": "opening_hours", "phone": "phone", "website": "website",
    "siret": "ref:FR:SIRET", "street": "addr:street", "housenumber": "addr:housenumber",
    "level": "level", "wheelchair": "wheelchair",
}  # fmt: skip
"""Columns of premises, and the tags in which a map keeps them."""
GUESSED = {"addr:street"}
"""Tags never told of what the map has already: the street may be the nearest one alone."""
COLUMNS = ("premises_id", "object", "what", "tags", "now", "geometry")
Row = Mapping[Hashable, Any]
ABSENT, LACKS, DIFFERS, EMPTY = "absent", "lacks", "differs", "vacant"


def feedback(premises: gpd.GeoDataFrame, mapped: pd.DataFrame) -> gpd.GeoDataFrame:
    """List what could be added to the map, a row for each object.

    Parameters
    ----------
    premises
        Table `PREMISES`.
    mapped
        Table `OUTLETS` of the map, whose `outlet_id` are those that premises bear after ``osm:``.

    Returns
    -------
    `premises_id`; `object`, that of the map, missing where it has none; `what`, one of ``absent``
    (the map does not know it), ``vacant`` (the map says that it trades), ``lacks`` and
    ``differs``; `tags`, what could be written, and `now`, what the map says, both as objects;
    `geometry`. The name of an owner is in none.
    """
    objects = {str(row["outlet_id"]): row for row in mapped.to_dict("records")}
    rows = []
    for row in premises.to_dict("records"):
        if row["sources"] == MAP:
            continue
        id_ = str(row["premises_id"])
        object_ = id_.removeprefix("osm:") if id_.startswith("osm:") else None
        if object_ is None:
            rows.append(_absent(row) if _was_seen(row) else None)
        elif object_ in objects:
            rows.extend(_changes(row, object_, objects[object_]))
    kept = [row for row in rows if row is not None]
    framed = pd.DataFrame(kept, columns=list(COLUMNS))
    return gpd.GeoDataFrame(framed, geometry="geometry", crs=premises.crs)


def _was_seen(row: Row) -> bool:
    """Say whether somebody saw it in the street: a register alone does not place a shop."""
    return "walk" in str(row["sources"]).split("+") and row["geometry"] is not None


def _told(row: Row) -> dict[str, str]:
    return {
        tag: str(value)
        for column, tag in TAGS.items()
        if (value := row.get(column)) is not None and not pd.isna(value)
    }


def _absent(row: Row) -> dict[str, object]:
    kind = row.get("kind")
    shop = VACANT if row["state"] == VACANT else "yes" if _is_lacking(kind) else str(kind)
    tags = {"shop": shop, **_told(row)}
    return _row(row, None, ABSENT, tags, {})


def _is_lacking(value: Any) -> bool:
    return value is None or bool(pd.isna(value))


def _changes(row: Row, object_: str, mapped: Row) -> list[dict[str, object]]:
    if row["state"] == VACANT and mapped["state"] != VACANT:
        kind = {} if _is_lacking(mapped["kind"]) else {"shop": str(mapped["kind"])}
        return [_row(row, object_, EMPTY, {"shop": VACANT}, kind)]
    told = {tag: value for tag, value in _told(row).items() if tag not in GUESSED}
    now = {tag: said for tag in told if (said := _mapped(mapped, tag)) is not None}
    lacking = {tag: value for tag, value in told.items() if tag not in now}
    other = {tag: value for tag, value in told.items() if now.get(tag, value) != value}
    found = [_row(row, object_, LACKS, lacking, {})] if lacking else []
    if other:
        found.append(_row(row, object_, DIFFERS, other, {tag: now[tag] for tag in other}))
    return found


def _mapped(mapped: Row, tag: str) -> str | None:
    names = (tag.replace(":", "_").replace("-", "_"), tag)
    others = (f"contact_{tag}",) if tag in {"phone", "website"} else ()
    for name in (*names, *(one.lower() for one in names), *others):
        if name in mapped and not _is_lacking(mapped[name]):
            return str(mapped[name])
    return None


def _row(
    row: Row, object_: str | None, what: str, tags: dict[str, str],
    now: dict[str, str],
) -> dict[str, object]:  # fmt: skip
    return {"premises_id": row["premises_id"], "object": object_, "what": what, "tags": tags,
            "now": now, "geometry": row["geometry"]}  # fmt: skip
