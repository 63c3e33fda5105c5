"""Scopes: what a feed leaves unsaid because it holds for the whole feed, said before it is merged.

A fare without rule holds on all lines, an attribution without line for all of them, a line without
agency belongs to the only one: true in a feed alone, false in one made of several.

Facts from the GTFS Schedule Reference, https://gtfs.org/documentation/schedule/reference/.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from beffroi.engines.mobility.integration.identifiers import MARK
from beffroi.engines.mobility.integration.inputs import Tables

SPECIAL = ("from_route_id", "to_route_id", "from_trip_id", "to_trip_id")
"""Columns by which a transfer holds for some lines or trips only."""
LEG_KEY = (
    "network_id", "from_area_id", "to_area_id", "from_timeframe_group_id",
    "to_timeframe_group_id", "fare_product_id",
)  # fmt: skip
TRANSFER_KEY = (
    "from_leg_group_id", "to_leg_group_id", "fare_product_id", "transfer_count", "duration_limit",
)  # fmt: skip
"""What names a row of `fare_leg_rules`, and of `fare_transfer_rules`."""
AGENCY, NETWORK = "agency", "network"
"""What we call the agency, or the network, of a feed that gives it no name."""
TRANSLATED = {
    "agency": ("agency_id",), "stops": ("stop_id",), "routes": ("route_id",),
    "trips": ("trip_id",), "stop_times": ("trip_id", "stop_sequence"),
    "pathways": ("pathway_id",), "levels": ("level_id",), "attributions": ("attribution_id",),
}  # fmt: skip
"""Tables whose translations may name a record, with the columns that name it."""


def scoped(tables: Mapping[str, pd.DataFrame], key: str) -> Tables:
    """Write out what holds for a whole feed, once its identifiers bear its key.

    Parameters
    ----------
    tables
        Tables of a feed, from `identifiers.namespaced`.
    key
        Key of the feed.

    Returns
    -------
    The tables, where each line and fare names its agency, each fare its lines, each attribution its
    agency, each translation its record, and each fare by leg its network. No row of the timetable
    is added, taken away or moved.
    """
    said = dict(tables)
    for write_out in (_agencies, _fares, _attributions, _translations, _networks, _leg_groups):
        said = write_out(said, key)
    return said


def cells(frame: pd.DataFrame, column: str, dtype: str = "string") -> pd.Series:
    """Return a column, or one of missing cells where the table has none."""
    if column in frame:
        return frame[column]
    return pd.Series(pd.NA, index=frame.index, dtype=pd.api.types.pandas_dtype(dtype))


def _agencies(tables: Tables, key: str) -> Tables:
    agency = tables["agency"]
    ids = cells(agency, "agency_id")
    nameless = f"{key}{MARK}{AGENCY}"
    while ids.eq(nameless).any():
        nameless += "-"
    tables["agency"] = agency.assign(agency_id=ids.fillna(nameless))
    if len(agency) == 1:
        only = str(tables["agency"]["agency_id"].iloc[0])
        for name in ("routes", "fare_attributes"):
            if name in tables:
                filled = cells(tables[name], "agency_id").fillna(only)
                tables[name] = tables[name].assign(agency_id=filled)
    return tables


def _fares(tables: Tables, _key: str) -> Tables:
    """Write out the lines of the fares that hold on all lines because no rule names them."""
    if "fare_attributes" not in tables:
        return tables
    fares = tables["fare_attributes"]
    rules = tables.get("fare_rules", pd.DataFrame({"fare_id": pd.array([], dtype="string")}))
    free = fares.loc[~fares["fare_id"].isin(rules["fare_id"]), ["fare_id"]]
    added = free.merge(tables["routes"][["route_id"]].drop_duplicates(), how="cross")
    if len(added):
        tables["fare_rules"] = pd.concat([rules, added], ignore_index=True)
    return tables


def _attributions(tables: Tables, _key: str) -> Tables:
    """Give the attributions of a whole feed to each of its agencies."""
    if "attributions" not in tables:
        return tables
    given = tables["attributions"]
    ends = [cells(given, f"{what}_id") for what in ("agency", "route", "trip")]
    whole = pd.concat([end.isna() for end in ends], axis=1).all(axis=1)
    agencies = tables["agency"][["agency_id"]]
    spread = given[whole].drop(columns="agency_id", errors="ignore").merge(agencies, how="cross")
    if len(agencies) > 1 and "attribution_id" in spread:
        rank = spread.groupby("attribution_id", dropna=False).cumcount()
        later = spread["attribution_id"].str.cat(spread["agency_id"], sep=MARK)
        spread["attribution_id"] = spread["attribution_id"].mask(rank > 0, later)
    tables["attributions"] = pd.concat([given[~whole], spread], ignore_index=True)
    return tables


def _translations(tables: Tables, _key: str) -> Tables:
    """Tie the translations of a text to the records of this feed that hold it."""
    if "translations" not in tables or "field_value" not in tables["translations"]:
        return tables
    given = tables["translations"]
    by_text = given["field_value"].notna() & given["table_name"].isin(list(TRANSLATED))
    kept = [given[~by_text]]
    for (table, field), rows in given[by_text].groupby(["table_name", "field_name"], sort=False):
        kept.append(_tied(rows, tables, str(table), str(field)))
    listed = pd.concat(kept, ignore_index=True)
    named = ["table_name", "field_name", "language", "record_id", "record_sub_id"]
    repeats = (
        listed.duplicated([n for n in named if n in listed]) & cells(listed, "record_id").notna()
    )
    tables["translations"] = listed[~repeats].reset_index(drop=True)
    return tables


def _tied(rows: pd.DataFrame, tables: Tables, table: str, field: str) -> pd.DataFrame:
    """Write one row for each record of this feed that holds a translated text."""
    names = TRANSLATED[table]
    held = tables.get(table)
    if held is None or field not in held or not set(names) <= set(held):
        return rows.head(0)
    records = pd.DataFrame({"field_value": held[field].astype("string"),
                            "record_id": held[names[0]].astype("string")})  # fmt: skip
    if len(names) > 1:
        records["record_sub_id"] = held[names[1]].astype("string")
    bare = rows.drop(columns=["record_id", "record_sub_id"], errors="ignore")
    tied = bare.merge(records, on="field_value")
    tied["field_value"] = pd.array([pd.NA] * len(tied), dtype="string")
    return tied


def _networks(tables: Tables, key: str) -> Tables:
    """Put the lines of a feed in a network of its own, for fares by leg that name no network."""
    if "fare_leg_rules" not in tables:
        return tables
    is_named = cells(tables["fare_leg_rules"], "network_id").notna().all()
    return tables if is_named else _in_every_network(tables, key)


def _in_every_network(tables: Tables, key: str) -> Tables:
    """Write out the networks that a blank one stands for.

    With priorities a blank network is any network; without, any that no rule names.
    """
    tables = _apart(tables, key)
    legs = tables["fare_leg_rules"]
    network = cells(legs, "network_id")
    known = tables["networks"]["network_id"]
    meant = known if "rule_priority" in legs else known[~known.isin(network.dropna())]
    blank = legs[network.isna()].drop(columns="network_id", errors="ignore")
    spread = blank.merge(meant.to_frame(), how="cross")
    written = pd.concat([legs[network.notna()], spread], ignore_index=True)
    tables["fare_leg_rules"] = _distinct(written, LEG_KEY)
    return tables


def _distinct(frame: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """Keep the first of the rows of one key: those that a feed wrote come before ours."""
    return frame.drop_duplicates([name for name in key if name in frame], ignore_index=True)


def with_network_tables(tables: Tables) -> Tables:
    """Move the networks named by lines to tables of their own: the reference forbids both ways."""
    if "network_id" not in tables["routes"]:
        return tables
    routes = tables["routes"]
    named = routes.loc[routes["network_id"].notna(), ["network_id", "route_id"]]
    listed = tables.get("networks", pd.DataFrame({"network_id": pd.array([], dtype="string")}))
    new = named[["network_id"]].drop_duplicates()
    new = new[~new["network_id"].isin(listed["network_id"])]
    held = [frame for frame in (tables.get("route_networks"), named) if frame is not None]
    return tables | {
        "routes": routes.drop(columns="network_id"),
        "networks": pd.concat([listed, new], ignore_index=True),
        "route_networks": pd.concat(held, ignore_index=True).drop_duplicates(
            "route_id", ignore_index=True
        ),
    }


def _apart(tables: Tables, key: str) -> Tables:
    """Give every line a network, that of the feed where it has none."""
    none = pd.DataFrame({"network_id": pd.array([], dtype="string"),
                         "route_id": pd.array([], dtype="string")})  # fmt: skip
    tables = with_network_tables(
        {"networks": none[["network_id"]], "route_networks": none} | tables
    )
    given = tables["route_networks"]
    lines = tables["routes"]["route_id"].drop_duplicates()
    alone = lines[~lines.isin(given["route_id"])]
    own = f"{key}{MARK}{NETWORK}"
    while tables["networks"]["network_id"].eq(own).any():
        own += "-"
    if len(alone):
        added = pd.DataFrame({"network_id": own, "route_id": alone}).astype("string")
        tables["route_networks"] = pd.concat([given, added], ignore_index=True)
        new = pd.DataFrame({"network_id": [own]}, dtype="string")
        tables["networks"] = pd.concat([tables["networks"], new], ignore_index=True)
    return tables


def _leg_groups(tables: Tables, _key: str) -> Tables:
    """Write out the groups of legs that a transfer rule without group stands for."""
    rules, legs = tables.get("fare_transfer_rules"), tables.get("fare_leg_rules")
    if rules is None or legs is None or "leg_group_id" not in legs:
        return tables
    groups = legs["leg_group_id"].dropna().drop_duplicates()
    written = rules
    for end in ("from_leg_group_id", "to_leg_group_id"):
        named = cells(rules, end)
        meant = groups[~groups.isin(named)].rename(end).to_frame()
        blank = cells(written, end).isna()
        spread = written[blank].drop(columns=end, errors="ignore").merge(meant, how="cross")
        written = pd.concat([written[~blank], spread], ignore_index=True)
    if "transfer_count" in written:
        same = written["from_leg_group_id"] == written["to_leg_group_id"]
        written = written.assign(transfer_count=written["transfer_count"].where(same))
    tables["fare_transfer_rules"] = _distinct(written, TRANSFER_KEY)
    return tables
