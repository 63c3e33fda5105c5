"""The register: every offer of a basin in one table, whatever told of it."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from beffroi.engines.mobility.offers.feeds import Offer, feed_offers
from beffroi.engines.mobility.offers.inputs import Inputs, Verdict
from beffroi.engines.mobility.offers.places import carpool_offers, map_offers, shared_offers
from beffroi.foundation.figures import Source
from beffroi.territory.mobility import MOBILITY_SERVICES, hours_table

COLLECTED = "collected"
"""Provenance of a source that was taken from its publisher: its data are published."""


def register(inputs: Inputs) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Gather the offers.

    A declared offer that another source tells of too (same kind, same operator or name) completes
    what that source leaves unknown; what data say is not overwritten.

    Returns
    -------
    Tables `MOBILITY_SERVICES` and `SERVICE_HOURS`.
    """
    found = list(_found(inputs))
    rows = [dict(offer.row) for offer in found]
    running = {str(offer.row["service_id"]): offer.running for offer in found}
    hours = hours_table(running)
    if inputs.declared is not None and inputs.declared_hours is not None:
        records = inputs.declared.to_dict("records")
        told = [{str(name): value for name, value in row.items()} for row in records]
        fresh, completed = _joined(rows, told)
        hours = _completed_hours(hours, inputs.declared_hours, completed)
        rows += fresh
    crs = inputs.car_parks.crs
    frame = pd.DataFrame(
        {c: [row.get(c) for row in rows] for c in MOBILITY_SERVICES.columns}, dtype=object
    )
    return gpd.GeoDataFrame(MOBILITY_SERVICES.typed(frame, crs=crs)), hours


def _found(inputs: Inputs) -> Iterator[Offer]:
    """Read what data say, each offer with its source and whether its data are published."""
    for timetable in inputs.timetables:
        source = timetable.source
        for offer in feed_offers(timetable, source, _verdict(inputs, timetable.key)):
            yield _sourced(offer, timetable.key, source)
    for system in inputs.systems:
        source = inputs.sources[system.key][0]
        for offer in shared_offers(system, source, _verdict(inputs, system.key)):
            yield _sourced(offer, system.key, source)
    if inputs.carpool_places is not None:
        source = inputs.sources["bnlc"][0]
        for offer in carpool_offers(inputs.carpool_places, source, _verdict(inputs, "bnlc")):
            yield _sourced(offer, "bnlc", source)
    for offer in map_offers(inputs.amenities, inputs.car_parks, inputs.bicycle_parkings):
        dated = {"updated": inputs.sources["osm"][0].date[:10] or None}
        yield Offer({**offer.row, **dated, "source": "osm"}, offer.running)


def _verdict(inputs: Inputs, id_: str) -> Verdict:
    return inputs.verdicts.get(id_, Verdict())


def _sourced(offer: Offer, id_: str, source: Source) -> Offer:
    row = {"source": id_, **offer.row}
    if source.provenance == COLLECTED:
        usual = {"published": True, "data_url": source.url, "data_licence": source.licence}
        row |= {name: value for name, value in usual.items() if not _known(row.get(name)) and value}
    return Offer(row, offer.running)


def _known(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value)
    return value is not None and value != "" and not pd.isna(value)


def _joined(
    rows: list[dict[str, Any]], told: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Complete rows by what was declared.

    Returns
    -------
    The declared rows that no source tells of, and by id of a declared row that of the row that it
    completes.
    """
    fresh, completed = [], {}
    for one in told:
        twin = next((row for row in rows if _is_same(row, one)), None)
        if twin is None:
            fresh.append(dict(one))
            continue
        completed[str(one["service_id"])] = str(twin["service_id"])
        for name, value in one.items():
            if not _known(twin.get(name)) and _known(value):
                twin[name] = value
    return fresh, completed


def _is_same(row: Mapping[str, Any], one: Mapping[str, Any]) -> bool:
    if row["service_id"] == one["service_id"]:
        return True
    shared = (_plain(row.get(name)) == _plain(one.get(name)) != "" for name in ("operator", "name"))
    return row["kind"] == one["kind"] and any(shared)


def _plain(text: Any) -> str:
    if not _known(text):
        return ""
    letters = unicodedata.normalize("NFKD", str(text).casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in letters
                            if not unicodedata.combining(c)).split())  # fmt: skip


def _completed_hours(
    hours: pd.DataFrame, declared: pd.DataFrame, completed: Mapping[str, str]
) -> pd.DataFrame:
    """Put declared hours where none are known, and add those of the offers that are new."""
    known = declared[declared["service_id"].isin(completed)]
    renamed = known.assign(service_id=known["service_id"].map(completed))
    by_slot = {
        f"{id_}/{day}/{band}": share
        for id_, day, band, share in zip(
            renamed["service_id"], renamed["day"], renamed["band"], renamed["share"], strict=True
        )
    }
    told = pd.Series(
        [by_slot.get(slot) for slot in hours["slot"]], index=hours.index, dtype="Float64"
    )
    filled = hours.assign(share=hours["share"].fillna(told))
    new = declared[~declared["service_id"].isin(completed)]
    return pd.concat([filled, new], ignore_index=True)
