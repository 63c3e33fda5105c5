"""How sure each published thing is: what no feed can say is written beside it, item by item."""

import pandas as pd

from beffroi.engines.informal.publishing.planning import Planned
from beffroi.territory.informal import WORN, InformalNetwork, counted, sureness, worn

COLUMNS = {
    "kind": "string", "id": "string", "published_id": "string", "quantity": "string",
    "unit": "string", "value": "Float64", "low": "Float64", "high": "Float64", "n": "Int64",
    "basis": "string", "sureness": "string", "state": "string", "reason": "string",
    **dict.fromkeys(WORN, "string"),
}  # fmt: skip
PUBLISHED, LEFT_OUT = "published", "left_out"


def confidence(network: InformalNetwork, planned: Planned) -> pd.DataFrame:
    """Write how sure each item of a network is, published or not.

    Returns
    -------
    One row per item and quantity: `kind` and `id` in the network, `published_id` in the feeds
    (missing where it has none), `quantity`, `unit`, `value`, `low` and `high` at 90 %, `n` rides,
    departures or payments that it rests on, `basis`, `sureness` of headways (``sure``, ``likely``,
    ``doubtful``, ``unknown``), `state` (``published`` or ``left_out``), the `reason` of the
    latter, and the `number`, `colour` and `text_colour` of the variant that the item is, or is of
    (missing for stops and fares).
    """
    parts = [
        *_variants(network.variants), *_stops(network.stops), *_calls(network.calls),
        *_headways(network.headways), *_times(network.times), *_fares(network.fares),
        *_sections(network.sections),
    ]  # fmt: skip
    whole = pd.concat([part for part in parts if len(part)], ignore_index=True) if parts else None
    table = pd.DataFrame(columns=list(COLUMNS)) if whole is None else whole
    return _told(table.reindex(columns=list(COLUMNS)).astype(COLUMNS), network, planned)


def _told(table: pd.DataFrame, network: InformalNetwork, planned: Planned) -> pd.DataFrame:
    """Say of each item whether it is published, under which identifier, else why it is not."""
    out = planned.left_out
    why = dict(zip(zip(out["kind"], out["id"], strict=True), out["reason"], strict=True))
    of_variant = _of_variant(network)
    reasons = []
    for kind, item in zip(table["kind"], table["id"], strict=True):
        reason = why.get((kind, item))
        if reason is None and (kind, item) in of_variant:
            reason = why.get(("variant", of_variant[kind, item]))
        reasons.append(reason)
    reason = pd.Series(reasons, index=table.index, dtype="string")
    published = [
        planned.ids.get(kind, {}).get(item) for kind, item in
        zip(table["kind"], table["id"], strict=True)
    ]  # fmt: skip
    shown = worn(network.variants, network.routes).set_index(network.variants["variant_id"])
    of_item = [
        item if kind == "variant" else of_variant.get((kind, item))
        for kind, item in zip(table["kind"], table["id"], strict=True)
    ]
    return table.assign(
        **shown.reindex(of_item).set_axis(table.index),
        published_id=pd.Series(published, index=table.index, dtype="string").where(reason.isna()),
        state=pd.Series(PUBLISHED, index=table.index, dtype="string").where(
            reason.isna(), LEFT_OUT
        ),
        reason=reason,
    )


def _of_variant(network: InformalNetwork) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for kind, key, frame in (
        ("call", "call_id", network.calls), ("band", "band_id", network.headways),
        ("time", "time_id", network.times), ("section", "section_id", network.sections),
    ):  # fmt: skip
        pairs = zip(frame[key], frame["variant_id"], strict=True)
        found |= {(kind, str(item)): str(variant) for item, variant in pairs}
    return found


def _part(frame: pd.DataFrame, kind: str, quantity: str, **columns: object) -> pd.DataFrame:
    """Take one quantity of each row of a table; rows that do not know it are left out."""
    key = frame.columns[0]
    made = pd.DataFrame({"kind": kind, "id": frame[key].astype("string"), "quantity": quantity}
                        | {c: frame[v] if isinstance(v, str) and v in frame else v
                           for c, v in columns.items()})  # fmt: skip
    return made[made["value"].notna()]


def _variants(frame: pd.DataFrame) -> list[pd.DataFrame]:
    return [
        _part(frame, "variant", "n_rides", value="n_rides", unit="ride", n="n_rides"),
        _part(frame, "variant", "spread", value="spread_m", unit="m", n="n_rides"),
        _part(frame, "variant", "matched", value="matched", unit="1", n="n_rides"),
    ]


def _stops(frame: pd.DataFrame) -> list[pd.DataFrame]:
    return [
        _part(frame, "stop", "probability", value="probability", unit="1", n="n_passes",
              basis="source"),
        _part(frame, "stop", "error", value="error_m", unit="m", n="n_halts", basis="source"),
    ]  # fmt: skip


def _calls(frame: pd.DataFrame) -> list[pd.DataFrame]:
    return [
        _part(frame, "call", "probability", value="probability", unit="1", n="n_passes"),
        _part(frame, "call", "dwell", value="dwell_s", unit="s", n="n_halts"),
    ]


def _headways(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Take headways, those of which bounds alone are known too, and what follows from them."""
    shared = {"n": "n_departures", "basis": "method"}
    bounds = zip(frame["headway_s"], frame["low_s"], frame["high_s"], strict=True)
    sure = pd.Series([sureness(*row) for row in bounds], index=frame.index, dtype="string")
    is_known = frame["headway_s"].notna() | (frame["low_s"].notna() & frame["high_s"].notna())
    told = frame[is_known]
    return [
        pd.DataFrame({
            "kind": "band", "id": told["band_id"].astype("string"), "quantity": "headway",
            "unit": "s", "value": told["headway_s"], "low": told["low_s"], "high": told["high_s"],
            "n": told["n_departures"], "basis": told["method"], "sureness": sure[is_known],
        }),
        _part(frame, "band", "variation", value="variation", unit="1", **shared),
        _part(frame, "band", "wait", value="wait_s", unit="s", **shared),
    ]  # fmt: skip


def _times(frame: pd.DataFrame) -> list[pd.DataFrame]:
    return [
        _part(frame, "time", "running_time", value="seconds", low="low_s", high="high_s",
              unit="s", n="n_rides")
    ]  # fmt: skip


def _fares(frame: pd.DataFrame) -> list[pd.DataFrame]:
    return [
        _part(frame, "fare", "price", value="price", unit="currency", n="n_payments",
              basis="model"),
        _part(frame, "fare", "agreement", value="agreement", unit="1", n="n_payments",
              basis="model"),
    ]  # fmt: skip


def _sections(frame: pd.DataFrame) -> list[pd.DataFrame]:
    known = counted(frame)
    return [
        _part(frame[known], "section", "hailed", value="hailed", unit="1", n="n_seen"),
        _part(frame[~known], "section", "halted_away", value="hailed", unit="1", n="n_seen"),
    ]
