"""The register after a walk: what somebody saw in the street wins over the map and SIRENE."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.commerce.families import family
from beffroi.engines.commerce.register import addresses
from beffroi.engines.commerce.register.pairs import LIKE, likeness
from beffroi.engines.commerce.register.reviews import Row, named, row
from beffroi.foundation.language import Words, both
from beffroi.territory.commerce import (
    GONE,
    OSM,
    PREMISES,
    REVIEWS,
    SIRENE,
    TRADING,
    UNKNOWN,
    VACANT,
    WALK,
)
from beffroi.territory.table import GEOMETRY
from beffroi.territory.trade_kinds import kind_name

MEASURED = ("front", "area", "rent", "owner", "opening_hours", "phone", "website", "check_date")
OF_THE_SHOP = ("brand", "is_chain", "siret", "activity", "activity_naf2025", "opened", "email",
               "social", "employer", "matched_by", "match_score")  # fmt: skip
"""Columns that speak of what trades there: unknown once another does, or none."""
OF_ITS_DOOR = ("opening_hours", "phone", "website")
SAID_BY = {OSM: Words("la carte", "the map"), SIRENE: Words("SIRENE", "SIRENE"),
           f"{OSM}+{SIRENE}": Words("la carte et SIRENE", "the map and SIRENE")}  # fmt: skip
SETTLED = ("closed", "occupied", "unsure")
"""Kinds of reviews that a look at the premises settles."""
STATES = {TRADING: Words("en activité", "trading"), VACANT: Words("vacant", "vacant"),
          UNKNOWN: Words("inconnu", "unknown"),
          GONE: Words("plus un local", "no premises")}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """A register after a walk.

    Attributes
    ----------
    premises
        Table `PREMISES`.
    reviews
        Table `REVIEWS`: what the walk contradicts.
    seen, added, gone
        Premises of the register that were seen; new ones; those that are premises no more.
    strangers
        Cells of the sheets whose reference is none of the register's: taken as new.
    """

    premises: gpd.GeoDataFrame
    reviews: pd.DataFrame
    seen: int
    added: int
    gone: int
    strangers: tuple[str, ...] = field(default=())


def walked(
    premises: gpd.GeoDataFrame,
    walk: pd.DataFrame,
    streets: gpd.GeoDataFrame,
    *,
    table: str = "beffroi",
) -> Walked:
    """Write what a walk saw over a register.

    Parameters
    ----------
    premises
        Table `PREMISES`, in metres.
    walk
        Table `WALKED`.
    streets
        Table `STREETS`, in the same projection, to place new premises.
    table
        Table of families.

    Returns
    -------
    The register: each premises that was seen has the state, the name and the trade that the walk
    saw; where it saw another shop or none, what the sources said of the former one is unknown, its
    name and trade being the last ones. New premises stand at those of the same address, else in
    the middle of their street, else nowhere.
    """
    known = set(premises["premises_id"])
    is_known = walk["premises_id"].isin(known)
    made = {one["premises_id"]: one for one in _records(premises)}
    told: list[Row] = []
    gone = 0
    for seen in _records(walk[is_known]):
        id_ = seen["premises_id"]
        told.extend(_contradictions(made[id_], seen))
        if seen["state"] == GONE:
            made.pop(id_)
            gone += 1
        else:
            made[id_] = _seen(made[id_], seen)
    fresh = walk[~is_known & (walk["state"] != GONE)]
    new = list(_new(fresh, premises, streets))
    frame = pd.DataFrame([*made.values(), *new], columns=list(PREMISES.columns))
    named_ = family(frame["kind"].fillna(frame["last_kind"]).astype("string"), table=table)
    by_walk = frame["sources"].str.contains(WALK) & named_.notna()
    frame["family"] = frame["family"].mask(by_walk, named_)
    typed = gpd.GeoDataFrame(PREMISES.typed(frame, crs=str(premises.crs)))
    reviews = REVIEWS.typed(pd.DataFrame(told, columns=list(REVIEWS.columns)))
    strangers = tuple(fresh.loc[fresh["premises_id"].notna(), "cell"])
    return Walked(typed, reviews, int(is_known.sum()), len(new), gone, strangers)


def unsettled(reviews: pd.DataFrame, premises: pd.DataFrame) -> pd.DataFrame:
    """Keep the reviews that a walk leaves open.

    Parameters
    ----------
    reviews
        Table `REVIEWS`, of before the walk.
    premises
        Table `PREMISES`, of after it.

    Returns
    -------
    Rows of `reviews`: those of premises that are still there, and of those that the walk saw, what
    seeing them does not settle.
    """
    sources = premises.set_index("premises_id")["sources"].reindex(reviews["premises_id"])
    is_seen = sources.str.contains(WALK).fillna(value=False).to_numpy(dtype=bool)
    is_settled = reviews["kind"].isin(SETTLED).to_numpy(dtype=bool) & is_seen
    return reviews[sources.notna().to_numpy(dtype=bool) & ~is_settled]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        dict(zip(frame.columns, row, strict=True))
        for row in frame.itertuples(index=False, name=None)
    ]


def _seen(one: dict[str, Any], seen: dict[str, Any]) -> dict[str, Any]:
    """Write what was seen over what was known of premises."""
    made = dict(one)
    if seen["state"] != TRADING or _is_another(one, seen):
        made |= dict.fromkeys((*OF_THE_SHOP, *OF_ITS_DOOR, "name", "kind"), pd.NA)
    if one["state"] == TRADING and seen["state"] != TRADING:
        made |= {"last_name": one["name"], "last_kind": one["kind"]}
    made["state"], made["vacant_since"] = seen["state"], pd.NA
    if seen["state"] == VACANT:
        made["vacant_since"] = _first(seen["since"], one["vacant_since"])
        made |= _given({"last_name": seen["name"], "last_kind": seen["kind"]})
    if seen["state"] == TRADING:
        made |= _given({"name": seen["name"], "kind": seen["kind"], "opened": seen["since"]})
    made |= _given({name: seen[name] for name in (*MEASURED, "housenumber")})
    return made | {"sources": f"{one['sources']}+{WALK}"}


def _is_another(one: dict[str, Any], seen: dict[str, Any]) -> bool:
    """Say whether the walk saw another shop than the one known: another name, or another trade."""
    if one["state"] == VACANT:
        return True
    alike = likeness(pd.Series([one["name"]]), pd.Series([seen["name"]]))[0]
    if pd.notna(alike):
        return bool(alike < LIKE)
    both_kinds = pd.notna(one["kind"]) and pd.notna(seen["kind"])
    return bool(both_kinds and one["kind"] != seen["kind"] and pd.isna(one["name"]))


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Keep the values that are known."""
    return {name: value for name, value in values.items() if pd.notna(value)}


def _first(*values: Any) -> Any:
    return next((value for value in values if pd.notna(value)), pd.NA)


def _contradictions(one: dict[str, Any], seen: dict[str, Any]) -> Iterator[Row]:
    """Say where the walk saw something else than the sources; what they did not know is none."""
    of = pd.Series(one, name=one["premises_id"])
    source = SAID_BY.get(one["sources"], SAID_BY[f"{OSM}+{SIRENE}"])
    if one["state"] != UNKNOWN and seen["state"] not in {one["state"], UNKNOWN}:
        said = both(
            "{name}: {before} according to {source}; the walk saw {after}, and wins.",
            name=named(_first(one["name"], one["last_name"])), source=source,
            before=STATES[one["state"]], after=STATES[seen["state"]],
        )  # fmt: skip
        yield row("walk", of, said, siret=_first(one["siret"], ""), other_name=seen["name"])
    elif seen["state"] == TRADING and one["state"] != VACANT and _is_another(one, seen):
        said = both(
            "{before} according to {source}; the walk saw {after}, and wins.",
            source=source,
            before=named(one["name"]), after=named(_first(seen["name"], seen["kind"])),
        )  # fmt: skip
        yield row("walk", of, said, siret=_first(one["siret"], ""), other_name=seen["name"])
    elif seen["state"] == TRADING and _differs(one["kind"], seen["kind"]):
        said = both(
            "{name}: {before} according to {source}; the walk saw {after}, and wins.",
            name=named(one["name"]), source=source,
            before=kind_name(str(one["kind"])), after=kind_name(str(seen["kind"])),
        )  # fmt: skip
        yield row("walk", of, said, siret=_first(one["siret"], ""))


def _differs(one: Any, other: Any) -> bool:
    return bool(pd.notna(one) and pd.notna(other) and one != other)


def _new(
    fresh: pd.DataFrame, premises: gpd.GeoDataFrame, streets: gpd.GeoDataFrame
) -> Iterator[dict[str, Any]]:
    """Make premises of the rows that people added."""
    keys = addresses.keys(premises["housenumber"], premises["street"])
    at = dict(zip(keys, premises.geometry, strict=True))
    middles = _middles(streets, set(fresh["street"].dropna()))
    counts: dict[str, int] = {}
    own = addresses.keys(fresh["housenumber"], fresh["street"])
    for seen, key in zip(_records(fresh), own, strict=True):
        place = addresses.plain(f"{_first(seen['street'], '?')} {_first(seen['housenumber'], '')}")
        slug = place.replace(" ", "-")
        counts[slug] = counts.get(slug, 0) + 1
        point = at.get(key) if pd.notna(key) else None
        blank: dict[str, Any] = dict.fromkeys(PREMISES.columns, pd.NA)
        blank |= {
            "premises_id": f"walk:{slug}-{counts[slug]}", "state": seen["state"],
            "street": seen["street"], "sources": WALK,
            GEOMETRY: point or (None if pd.isna(seen["street"]) else middles.get(seen["street"])),
        }  # fmt: skip
        yield _seen(blank, seen) | {"sources": WALK}


def _middles(streets: gpd.GeoDataFrame, names: set[str]) -> dict[str, shapely.Point]:
    found = {}
    for name, group in streets[streets["name"].isin(names)].groupby("name"):
        whole = shapely.line_merge(shapely.union_all(group.geometry.to_numpy()))
        longest = max(shapely.get_parts(whole), key=lambda line: line.length)
        found[str(name)] = longest.interpolate(0.5, normalized=True)
    return found
