"""Splitting: each variant, there and back, as a route of its own."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from beffroi.engines.informal.publishing.names import plain
from beffroi.territory.informal_plan import Plan, PlannedVariant

LINE, VARIANT = "line", "variant"
ROUTES = (LINE, VARIANT)
"""What a route of a feed may stand for: a line, or a variant of one, there and back."""
Key = tuple[str, str]


def by_variant(plan: Plan) -> Plan:
    """Make each variant that has a public number of its own a route, there and back together.

    GTFS gives numbers and colours to routes alone: so those of variants are shown by all that reads
    it. Fares of a line become those of each of its routes.

    Parameters
    ----------
    plan
        What is published, by line.

    Returns
    -------
    The same, its routes called by their line and their letter (``l2A``), in the order of lines and
    letters. A variant that has no number of its own stays with its line.
    """
    numbers = dict(zip(plan.routes["route_id"], plan.routes["number"], strict=True))
    keys = [_key(variant, numbers) for variant in plan.variants]
    of_line: dict[str, list[Key]] = {}
    for line, number in sorted(set(keys), key=lambda key: (len(key[1]), key[1])):
        of_line.setdefault(line, []).append((line, number))
    ids = _ids(of_line, numbers)
    there_last = sorted(plan.variants, key=lambda variant: -variant.direction)
    first = {_key(variant, numbers): variant for variant in there_last}
    rows = [
        _row(row, first[key], ids[key])
        for _, row in plan.routes.iterrows()
        for key in of_line.get(str(row["route_id"]), ())
    ]
    return replace(
        plan,
        routes=pd.DataFrame(rows, columns=plan.routes.columns).astype(plan.routes.dtypes.to_dict()),
        variants=tuple(
            replace(v, route_id=ids[key]) for v, key in zip(plan.variants, keys, strict=True)
        ),
        fares=_fares(plan.fares, {line: [ids[k] for k in own] for line, own in of_line.items()}),
    )


def _key(variant: PlannedVariant, numbers: Mapping[str, str]) -> Key:
    return variant.route_id, variant.number or str(numbers[variant.route_id])


def _ids(of_line: Mapping[str, list[Key]], numbers: Mapping[str, str]) -> dict[Key, str]:
    """Call routes by their line and what their number adds to its, in plain letters, distinct."""
    taken = dict.fromkeys(line for line, own in of_line.items() if (line, numbers[line]) in own)
    wanted = {
        key: key[0] + key[1].removeprefix(str(numbers[key[0]]))
        for own in of_line.values() for key in own
    }  # fmt: skip
    found: dict[Key, str] = {}
    for key, name in wanted.items():
        if key[1] == numbers[key[0]]:
            found[key] = key[0]
            continue
        one, rank = plain([name])[name], 1
        while one in taken:
            rank += 1
            one = f"{plain([name])[name]}-{rank}"
        taken[one] = None
        found[key] = one
    return found


def _row(row: pd.Series, variant: PlannedVariant, route: str) -> dict[str, object]:
    """Describe the route of a variant, by the ends of its way there."""
    if not variant.number or variant.number == row["number"]:
        return dict(row)
    ends = [end for end in (variant.origin, variant.destination) if end]
    return dict(row) | {
        "route_id": route, "number": variant.number,
        "name": " – ".join(ends) if len(ends) > 1 else row["name"],
        "colour": variant.colour or row["colour"],
        "text_colour": variant.text_colour or row["text_colour"],
    }  # fmt: skip


def _fares(fares: pd.DataFrame, routes: Mapping[str, list[str]]) -> pd.DataFrame:
    """Give the fares of a line to each of its routes; those of no line stay as they are."""
    own = [[None] if pd.isna(line) else routes[str(line)] for line in fares["route_id"]]
    lists = pd.Series(own, index=fares.index, dtype=object)
    spread = fares.assign(route_id=lists).explode("route_id", ignore_index=True)
    return pd.DataFrame(spread.astype(fares.dtypes.to_dict()))
