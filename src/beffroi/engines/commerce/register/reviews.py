"""What somebody should look at: pairs that are not sure, sources that differ, premises shared."""

from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from beffroi.engines.commerce.register.joined import Joined
from beffroi.engines.commerce.register.pairs import LIKE, TO_CHECK, likeness
from beffroi.foundation.language import Words, both
from beffroi.territory.commerce import BY_SIRET, REVIEWS, TRADING

TWICE, SHARED = 20.0, 1.0
"""Within which two of one name may be one shop mapped twice, and two others share premises. [m]"""
FAR = 200.0
"""Distance beyond which a SIRET on the map and the register's place are worth a look. [m]"""
NAMELESS = Words("sans nom", "nameless")
Row = dict[str, Any]


def reviews(made: Joined) -> pd.DataFrame:
    """List what is to be looked at in a register, the surest to be wrong first.

    Parameters
    ----------
    made
        The register joined.

    Returns
    -------
    Table `REVIEWS`.
    """
    own = made.premises.set_index("premises_id")
    rows = [
        *_closed(made.closed, own),
        *_occupied(made.occupied, own),
        *_doubtful(made.pairs, own),
        *_unsure(made.pairs, own),
        *_far(made.pairs, own),
        *_at_one_place(made.premises),
    ]
    frame = pd.DataFrame(rows, columns=list(REVIEWS.columns))
    return REVIEWS.typed(frame.drop_duplicates("review_id").reset_index(drop=True))


def row(kind: str, one: Any, said: Words, **more: Any) -> Row:
    """Write a row of `REVIEWS` about premises."""
    return {
        "review_id": ":".join([kind, str(one.name), str(more.get("siret", ""))]),
        "kind": kind,
        "premises_id": one.name,
        "name": one["name"],
        "street": one["street"],
        "housenumber": one["housenumber"],
        "fr": said.fr,
        "en": said.en,
        **more,
    }


def named(name: object) -> Words:
    """Give a name, or say that there is none."""
    return NAMELESS if pd.isna(name) else Words(str(name), str(name))  # type: ignore[call-overload]


def _closed(closed: pd.DataFrame, own: pd.DataFrame) -> Iterator[Row]:
    for pair in closed.to_dict("records"):
        one = own.loc[pair["premises_id"]]
        said = both(
            "The map says that {name} trades; SIRENE says that it closed on {day}.",
            name=named(one["name"]), day="?" if pd.isna(pair["ended"]) else pair["ended"],
        )  # fmt: skip
        yield row("closed", one, said, siret=pair["siret"], score=pair["score"],
                  distance=pair["distance"])  # fmt: skip


def _occupied(occupied: pd.DataFrame, own: pd.DataFrame) -> Iterator[Row]:
    for premises, of in occupied.groupby("premises_id", sort=False):
        one = own.loc[premises]
        said = both(
            "The map says vacant; SIRENE has {n} active establishment(s) of a shop at the same "
            "number: taken over since, or another premises of that number?",
            n=len(of),
        )  # fmt: skip
        yield row("occupied", one, said, siret=of["siret"].iloc[0])


def _doubtful(found: pd.DataFrame, own: pd.DataFrame) -> Iterator[Row]:
    kept = found[found["matched_by"] == TO_CHECK].sort_values("score", ascending=False)
    for pair in kept.to_dict("records"):
        one, other = own.loc[pair["premises_id"]], f"siret:{pair['siret']}"
        theirs = own.loc[other, "name"] if other in own.index else pd.NA
        said = both(
            "{name} on the map and {other} in SIRENE may be one shop: if so, add the SIRET to the "
            "map; the register counts them as two.",
            name=named(one["name"]), other=named(theirs),
        ) if other in own.index else both(
            "{name} on the map may be establishment {siret} of SIRENE, whose activity is unknown: "
            "if so, add the SIRET to the map; the register counts the map's alone.",
            name=named(one["name"]), siret=pair["siret"],
        )  # fmt: skip
        yield row("doubtful", one, said, siret=pair["siret"], score=pair["score"],
                  distance=pair["distance"], other_name=theirs)  # fmt: skip


def _unsure(found: pd.DataFrame, own: pd.DataFrame) -> Iterator[Row]:
    joined = found[~found["matched_by"].isin([TO_CHECK, BY_SIRET]) & ~(found["likeness"] >= LIKE)]
    for pair in joined.to_dict("records"):
        one = own.loc[pair["premises_id"]]
        said = both(
            "{name} was joined with an establishment whose name is unknown, by its address and "
            "its activity.",
            name=named(one["name"]),
        )
        yield row("unsure", one, said, siret=pair["siret"], score=pair["score"],
                  distance=pair["distance"])  # fmt: skip


def _far(found: pd.DataFrame, own: pd.DataFrame) -> Iterator[Row]:
    for pair in found[(found["matched_by"] == BY_SIRET) & (found["distance"] > FAR)].to_dict(
        "records"
    ):
        one = own.loc[pair["premises_id"]]
        said = both(
            "The map gives {name} a SIRET that SIRENE places {n} m away.",
            name=named(one["name"]), n=round(pair["distance"]),
        )  # fmt: skip
        yield row("siret", one, said, siret=pair["siret"], distance=pair["distance"])


def _at_one_place(premises: gpd.GeoDataFrame) -> Iterator[Row]:
    """Find shops that may be mapped twice, and those that stand at one and the same point."""
    shapes = premises.geometry.to_numpy()
    trades = premises["state"].eq(TRADING).to_numpy(dtype=bool)
    kept = premises[trades & ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)]
    if len(kept) < 2:
        return
    points = kept.geometry
    close = cKDTree(list(zip(points.x, points.y, strict=True))).query_pairs(
        TWICE, output_type="ndarray"
    )
    rows = kept.set_index("premises_id")
    one, two = rows.iloc[close[:, 0]], rows.iloc[close[:, 1]]
    alike = likeness(one["name"], two["name"]) >= LIKE
    same_kind = one["kind"].to_numpy(dtype=object) == two["kind"].to_numpy(dtype=object)
    gap = shapely.distance(one.geometry.to_numpy(), two.geometry.to_numpy())
    for i in range(len(close)):
        first, second = one.iloc[i], two.iloc[i]
        if alike[i] and same_kind[i]:
            said = both("{name} may be mapped twice ({id}).", name=named(first["name"]),
                        id=str(second.name))  # fmt: skip
            yield row("twice", first, said, distance=gap[i], other_name=second["name"])
        elif gap[i] <= SHARED:
            said = both("{name} and {other} stand at one point: two shops in one premises?",
                        name=named(first["name"]), other=named(second["name"]))  # fmt: skip
            yield row("shared", first, said, distance=gap[i], other_name=second["name"])
