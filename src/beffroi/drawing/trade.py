"""Trade: who keeps shop where, which premises stand vacant, and what the register says of it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from beffroi.drawing import quarters as q
from beffroi.drawing import words
from beffroi.drawing.houses import Rows
from beffroi.drawing.landmarks import Landmarks
from beffroi.drawing.lives import Lives, lives
from beffroi.drawing.measures import Bools, Floats, Ints
from beffroi.drawing.plan import Plan
from beffroi.drawing.sheet import lonlat
from beffroi.drawing.terrain import Terrain
from beffroi.drawing.trades import HOURS, LOCAL, SHEDS, TRADES, Trade

PHONES = ("01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49")
"""Numbers kept for fiction. ARCEP, decision 2018-0881 of 24 July 2018, annex, 2.5.12."""

TRADING, VACANT, DISUSED = "trading", "vacant", "disused"
DATE = "2026-09-01"
"""The day that the drawn files speak of."""
SHED_EMPTY, SHED_FRONT = 0.06, 30.0
"""Share of sheds that stand empty [1], and their front [m]."""


@dataclass(frozen=True, slots=True)
class Premises:
    """Ground floors meant for trade.

    Attributes
    ----------
    table
        One row each: `house` (row of the houses; -1 for a shed), `state` (trading, vacant or
        disused), `trade` (index in `TRADES`, or in `SHEDS` for a shed), `name`, `x`, `y` [m],
        `street`, `number`, `front` [m], `empty` (share of such premises that stand empty), `hours`,
        `phone`, `siret`, `created`, `vacant_since`, `tags`.
    lives
        The shops that they held; `row` is that of `table`.
    """

    table: pd.DataFrame
    lives: Lives


def numbers(houses: Rows) -> Ints:
    """Give the houses of each street their numbers, odd on its left and even on its right.

    Returns
    -------
    (n_houses,)
    """
    table = houses.table
    order = np.lexsort((table["low"], table["edge"], table["side"], table["street"]))
    key = table["street"].astype(str) + table["side"].astype(str)
    rank = key.iloc[order].groupby(key.iloc[order]).cumcount()
    counted = np.zeros(len(table), dtype=np.int64)
    counted[order] = rank.to_numpy()
    return 2 * counted + np.where(table["side"] == 1, 1, 2)


def premises(terrain: Terrain, plan: Plan, houses: Rows, marks: Landmarks) -> Premises:
    """Open shops on the main street first, then around it, at quarter centres and in sheds."""
    dice = terrain.measures.dice("trade")
    pull, is_local = _pulls(terrain, plan, houses, dice)
    n = terrain.measures.n_premises
    score = pull * (0.35 + dice.random(len(pull)))
    chosen = np.sort(np.argsort(-score, kind="stable")[:n])
    chosen = chosen[pull[chosen] > 0]
    table = _central(terrain, houses, chosen, (pull, is_local), dice)
    sheds = _sheds(marks, dice)
    whole = pd.concat([table, sheds], ignore_index=True)
    held = lives(
        (whole["state"] == TRADING).to_numpy(), whole["empty"].to_numpy(),
        terrain.measures.dice("lives"),
    )  # fmt: skip
    return Premises(_dated(_signed(whole, dice), held), held)


def _dated(table: pd.DataFrame, held: Lives) -> pd.DataFrame:
    """Say since when shops trade, or premises are vacant."""
    last = held.table[held.table["rank"] == 0].set_index("row")
    return table.assign(created=days_before(last["opened"]), vacant_since=days_before(
        last["closed"]))  # fmt: skip


def days_before(days: pd.Series) -> pd.Series:
    """Give the days, ISO 8601, that lie so many before today; missing where unknown."""
    told = pd.Timestamp(DATE) - pd.to_timedelta(days, unit="D")
    return told.dt.strftime("%Y-%m-%d").where(days.notna(), None)


def _pulls(
    terrain: Terrain, plan: Plan, houses: Rows, dice: np.random.Generator
) -> tuple[Floats, Bools]:
    """Say how much each house draws trade, and whether it stands at a quarter centre."""
    table = houses.table
    fronts = shapely.points(table[["front_x", "front_y"]].to_numpy())
    kind, part = plan.kind[table["edge"].to_numpy()], plan.part[table["edge"].to_numpy()]
    main = plan.net.lines[
        (plan.part == "main")
        & (np.abs(plan.net.middle[:, 0]) < 1.1 * terrain.measures.centre_radius)
    ]
    away = shapely.distance(fronts, shapely.union_all(main))
    calm = np.select(
        [kind == "footway", kind == "residential", part == "boulevard"], [0.15, 0.55, 0.5], 0.8
    )
    pull = np.exp(-away / (95 * terrain.measures.scale**0.2)) * calm
    pull[(part == "main") & (kind == "pedestrian")] = 3.0
    pull[(part == "main") & (kind != "pedestrian")] = 1.1
    pull[np.isin(part, ["place", "parvis"])] = 2.0
    pull[(part == "radial") & (table["quarter"] == q.FAUBOURG)] += 0.12
    local = _quarter_centres(terrain, plan, fronts, dice)
    pull = np.where(local & (pull < 0.5), 0.62, pull)
    return pull, local & (pull < 0.7)


def _quarter_centres(
    terrain: Terrain, plan: Plan, fronts: np.ndarray, dice: np.random.Generator
) -> Bools:
    """Find the houses beside a few crossings of greater streets out of the centre."""
    n = max(1, round(terrain.measures.inhabitants / 5_000))
    great = np.isin(plan.kind, ["secondary", "tertiary", "primary"]) & ~np.isin(
        plan.part, ["rocade", "quay"]
    )
    spots = plan.net.places[np.unique(plan.net.start[great])]
    distance = np.sqrt((spots**2).sum(axis=1))
    low, high = 1.5 * terrain.measures.centre_radius, 0.8 * terrain.measures.radius
    spots = spots[(distance > low) & (distance < max(high, 1.3 * low))]
    chosen = spots[np.argsort(dice.random(len(spots)), kind="stable")[:n]]
    near = np.zeros(len(fronts), dtype=bool)
    house, _ = shapely.STRtree(shapely.points(chosen)).query(
        fronts, predicate="dwithin", distance=48
    )
    near[house] = True
    return near & (dice.random(len(fronts)) < 0.6)


def _central(
    terrain: Terrain,
    houses: Rows,
    chosen: Ints,
    pulls: tuple[Floats, Bools],
    dice: np.random.Generator,
) -> pd.DataFrame:
    """Fill the premises of the town with trades, and leave some vacant: more on the fringe."""
    pull, local = pulls[0][chosen], pulls[1][chosen]
    rows = houses.table.iloc[chosen]
    front = rows[["front_x", "front_y"]].to_numpy()
    wide = (rows["high"] - rows["low"]).to_numpy()
    middle = shapely.get_coordinates(shapely.centroid(houses.shapes[chosen]))
    inside = front + (middle - front) * 0.35
    fringe = np.clip(np.sqrt((front**2).sum(axis=1)) / (1.3 * terrain.measures.centre_radius), 0, 1)
    empty = np.where(pull > 2.5, 0.03 + 0.09 * fringe, 0.06 + 0.16 * fringe)
    empty = np.where(local, 0.10, empty)
    lot = dice.random(len(rows))
    state = np.select([lot < 0.45 * empty, lot < empty], [VACANT, DISUSED], TRADING)
    weights = np.array([t.weight for t in TRADES])
    near = weights * np.array([t.value in LOCAL for t in TRADES])
    trade = np.where(
        local, _drawn(near, dice.random(len(rows))), _drawn(weights, dice.random(len(rows)))
    )
    return pd.DataFrame({
        "house": chosen, "state": state, "trade": trade, "x": inside[:, 0].round(2),
        "y": inside[:, 1].round(2), "street": rows["street"].to_numpy(),
        "number": rows["number"].to_numpy(), "shed": False, "front": wide.round(1),
        "empty": empty,
    })  # fmt: skip


def _drawn(weights: Floats, lots: Floats) -> Ints:
    shares = np.cumsum(weights) / weights.sum()
    return np.minimum(np.searchsorted(shares, lots, side="right"), len(weights) - 1)


def _sheds(marks: Landmarks, dice: np.random.Generator) -> pd.DataFrame:
    """Fill the sheds of the shopping zone, the hypermarket first."""
    n = len(marks.sheds)
    middle = (
        shapely.get_coordinates(shapely.centroid(np.array(marks.sheds, dtype=object)))
        if n
        else np.zeros((0, 2))
    )
    trade = np.where(np.arange(n) == 0, 0, 1 + np.arange(n) % (len(SHEDS) - 1))
    state = np.where((dice.random(n) < SHED_EMPTY) & (np.arange(n) > 0), VACANT, TRADING)
    return pd.DataFrame({
        "house": -1, "state": state, "trade": trade, "x": middle[:, 0].round(2),
        "y": middle[:, 1].round(2), "street": "Rue du Commerce", "number": 2 * np.arange(n) + 1,
        "shed": True, "front": SHED_FRONT, "empty": SHED_EMPTY,
    })  # fmt: skip


def _signed(table: pd.DataFrame, dice: np.random.Generator) -> pd.DataFrame:
    """Give each premises its sign, hours, telephone and number in the register."""
    lots = dice.random((len(table), 9))
    trades = [
        (SHEDS if shed else TRADES)[k]
        for shed, k in zip(table["shed"], table["trade"], strict=True)
    ]
    names = [_name(trade, lot) for trade, lot in zip(trades, lots, strict=True)]
    hours = [
        HOURS[t.hours][int(lot[3] * len(HOURS[t.hours]))]
        for t, lot in zip(trades, lots, strict=True)
    ]
    ranks = range(len(table))
    filled = table.assign(
        name=names, hours=hours, siret=[siret(k) for k in ranks], phone=[_phone(k) for k in ranks],
        naf=[t.naf for t in trades], key=[t.key for t in trades],
    )  # fmt: skip
    told = [str(column) for column in filled]
    rows = (dict(zip(told, row, strict=True)) for row in filled.itertuples(index=False, name=None))
    tags = [_tags(row, trade, lot) for row, trade, lot in zip(rows, trades, lots, strict=True)]
    return filled.assign(tags=pd.Series(tags, dtype=object))


def _phone(rank: int) -> str:
    return f"+33 {PHONES[rank % 5][1:]} {rank // 500 % 100:02d} {rank // 5 % 100:02d}"


def _name(trade: Trade, lot: Floats) -> str:
    pattern = trade.names[int(lot[0] * len(trade.names))]
    return pattern.format(
        first=words.FIRST[int(lot[1] * len(words.FIRST))],
        last=words.LAST[int(lot[2] * len(words.LAST))],
        alias=words.ALIAS[int(lot[2] * len(words.ALIAS))],
    )


def siret(rank: int) -> str:
    """Return a number shaped like a SIRET, whose check digit is wrong on purpose.

    Examples
    --------
    >>> siret(0)
    '99700000000016'
    """
    siren = f"997{rank:06d}"
    body = siren + "0001"
    total = sum(sum(divmod(int(c) * (1 + k % 2), 10)) for k, c in enumerate(body[::-1], start=1))
    return body + str((1 - total) % 10)


def _day(first: int, years: int, lot: float) -> str:
    days = int(lot * years * 365)
    return str(np.datetime64(f"{first}-01-04") + days)


def _tags(row: dict[str, object], trade: Trade, lot: Floats) -> dict[str, str]:
    """Write what OpenStreetMap says of premises; it does not know everything."""
    address = {"addr:housenumber": str(row["number"]), "addr:street": str(row["street"]),
               "addr:postcode": words.POSTCODE, "addr:city": words.TOWN}  # fmt: skip
    address = address if lot[4] < 0.7 else {}
    if row["state"] == VACANT:
        return {"shop": "vacant", **address}
    if row["state"] == DISUSED:
        return {"disused:shop": trade.value if trade.key == "shop" else "yes", **address}
    tags = {trade.key: trade.value, "name": str(row["name"]), **address}
    if lot[5] < 0.68:
        tags["opening_hours"] = str(row["hours"])
    if lot[6] < 0.55:
        tags["phone"] = str(row["phone"])
    if lot[8] < 0.42:
        tags["website"] = f"https://www.commerce-{str(row['siret'])[3:9]}.example"
    if lot[7] < 0.35:
        tags["wheelchair"] = "yes" if lot[7] < 0.2 else "limited" if lot[7] < 0.28 else "no"
    if lot[4] < 0.3:
        tags["ref:FR:SIRET"] = str(row["siret"])
    return tags


OTHERS = (("86.21Z", "Cabinet médical {last}"), ("69.10Z", "Étude {last}"),
          ("43.22A", "Plomberie {last}"), ("43.34Z", "Peinture {last}"),
          ("68.20B", "SCI {last}"), ("70.22Z", "Conseil {last}"),
          ("85.59A", "Formation {last}"))  # fmt: skip


def establishments(terrain: Terrain, houses: Rows, found: Premises) -> pd.DataFrame:
    """List the establishments of the register: shops, those before them, and other trades.

    Returns
    -------
    Columns of the table `ESTABLISHMENTS`, and `closed` (day since which it is, as it was declared
    later) and `treated` (day on which the register was last told).
    """
    dice = terrain.measures.dice("people")
    held = found.lives.table
    table = found.table.iloc[held["row"]].reset_index(drop=True)
    first = len(found.table)
    ranks = np.where(held["rank"] == 0, held["row"], first - 1 + (held["rank"] > 0).cumsum())
    lot = dice.random(len(table))
    past = (held["rank"] > 0).to_numpy()
    table = table.assign(
        siret=[siret(int(rank)) for rank in ranks], created=days_before(held["opened"]),
        closed=days_before(held["closed"].where(held["told"].notna())),
        treated=days_before(held["told"].fillna(held["opened"])),
        name=table["name"].where(~past, _formers(table["name"], held["rank"])),
    )  # fmt: skip
    shops = _rows(table, np.where(table["closed"].isna(), "active", "closed"), lot)
    others = _others(terrain, houses, int(ranks.max(initial=-1)) + 1, dice)
    whole = pd.concat([shops, others], ignore_index=True)
    return whole.sort_values("siret", kind="stable").reset_index(drop=True)


def _formers(names: pd.Series, rank: pd.Series) -> pd.Series:
    """Name the shops that were there before, other than those after them."""
    last = pd.Series(words.LAST)
    other = (rank.to_numpy() * 7 + np.arange(len(rank))) % len(last)
    return names.str.split(" ").str[0] + " " + last.iloc[other].to_numpy()


def _rows(table: pd.DataFrame, state: np.ndarray, lot: Floats) -> pd.DataFrame:
    where = lonlat(table[["x", "y"]].to_numpy().reshape(-1, 2))
    return pd.DataFrame({
        "siret": table["siret"].to_numpy(), "name": table["name"].str.upper().to_numpy(),
        "activity": table["naf"].to_numpy(), "nomenclature": "NAFRev2",
        "state": state,
        "created": table["created"].to_numpy(), "employer": lot < 0.6,
        "address": (table["number"].astype(str) + " " + table["street"].str.upper()).to_numpy(),
        "commune": words.COMMUNE, "lon": where[:, 0], "lat": where[:, 1],
        "closed": table["closed"].to_numpy(), "treated": table["treated"].to_numpy(),
    })  # fmt: skip


def periods(register: pd.DataFrame) -> pd.DataFrame:
    """List the periods of the establishments of a register: one alive, and one since it closed.

    Returns
    -------
    Columns of the table `PERIODS`.
    """
    told = register[["siret", "activity", "nomenclature", "name", "employer"]]
    closed = pd.to_datetime(register["closed"])
    eve = (closed - pd.Timedelta(days=1)).dt.strftime("%Y-%m-%d").where(closed.notna(), None)
    alive = told.assign(begins=register["created"], ends=eve, state="active")
    gone = told.assign(begins=register["closed"], ends=None, state="closed")[closed.notna()]
    whole = pd.concat([alive, gone], ignore_index=True)
    whole = whole.sort_values(["siret", "begins"], kind="stable").reset_index(drop=True)
    return whole.assign(period_id=whole["siret"] + ":" + whole["begins"])


def _others(terrain: Terrain, houses: Rows, first: int, dice: np.random.Generator) -> pd.DataFrame:
    """Register people who trade without a shop, in houses all over the town."""
    n = round(terrain.measures.inhabitants / 130)
    house = np.floor(dice.random(n) * len(houses.table)).astype(np.int64)
    rows = houses.table.iloc[house]
    lots = dice.random((n, 3))
    kinds = [OTHERS[int(lot * len(OTHERS))] for lot in lots[:, 0]]
    middle = shapely.get_coordinates(shapely.centroid(houses.shapes[house]))
    table = pd.DataFrame({
        "siret": [siret(first + rank) for rank in range(n)],
        "name": [kind[1].format(last=words.LAST[int(lot * len(words.LAST))]) for kind,
            lot in zip(kinds, lots[:, 1], strict=True)],
        "naf": [kind[0] for kind in kinds],
        "created": [_day(1995, 30, float(lot)) for lot in lots[:, 2]],
        "street": rows["street"].to_numpy(), "number": rows["number"].to_numpy(),
        "x": middle[:, 0], "y": middle[:, 1],
    })  # fmt: skip
    gone = lots[:, 2] >= 0.85
    closed = np.where(gone, table["created"].str[:4].astype(int) + 1, 0)
    day = pd.Series([f"{year}-06-30" if year else None for year in closed], dtype=object)
    return _rows(table.assign(closed=day, treated=day.fillna(table["created"])),
                 np.where(gone, "closed", "active"), lots[:, 1])  # fmt: skip
