"""Pairs: which premises of the map is which establishment of the register, and how sure that is."""

import re

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from rapidfuzz import fuzz, process
from scipy.spatial import cKDTree

from beffroi.engines.commerce.register import addresses
from beffroi.engines.commerce.register.activities import OTHER_TRADE, SAME, agreement
from beffroi.kernels.pairing import best_pairs
from beffroi.territory.commerce import BY_LIKENESS, BY_SIRET

Floats = npt.NDArray[np.float64]
REACH = 40.0
"""Distance between the map's point and the register's within which they may be one shop. [m]"""
LIKE = 0.8
"""Likeness of names from which they are taken for one. [1]"""
WEIGHTS = {"likeness": 0.5, "agreement": 0.3, "nearness": 0.2}
"""What name, activity and place weigh in the score."""
UNTOLD = 0.5
"""What a part of the score is worth where one side does not tell it. [1]"""
ADDRESS = 0.9
"""Nearness of two that bear the same number of the same street, at least. [1]"""
DOUBTFUL = 0.5
"""Score from which a pair that is not sure is worth a look. [1]"""
TO_CHECK = "doubtful"
COLUMNS = ["premises_id", "siret", "distance", "likeness", "agreement", "same_address", "score",
           "matched_by"]  # fmt: skip
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_LEGAL = frozenset(
    {"sarl", "sas", "sasu", "eurl", "sa", "sci", "snc", "scop", "ets", "etablissements", "societe",
     "ste", "mme", "mr", "monsieur", "madame", "le", "la", "les", "l", "de", "du", "des", "d",
     "au", "aux", "a", "et", "chez", "the", "and", "of"}
)  # fmt: skip


def pairs(premises: gpd.GeoDataFrame, establishments: gpd.GeoDataFrame) -> pd.DataFrame:
    r"""Pair the premises of the map with the establishments of the register, one to one.

    A SIRET on the map decides. Else two may be one within `REACH`, or at one address where the
    register has no coordinates. The score adds name, activity and place:

    .. math:: s = 0.5\,n + 0.3\,a + 0.2\,p

    `n` is the likeness of names, sign or firm (token set ratio), `a` the agreement of activities,
    `p` falls from 1 to 0 at `REACH` and is 0.9 at least at one address; what one side does not
    tell counts for one half. A pair is joined where names are alike (0.8 or more) and activities
    do not contradict; or, of a nameless one, where address and activity are the same and no other
    pair is possible there. What is left and scores 0.5 or more is doubtful: to be looked at.

    Parameters
    ----------
    premises
        Table `PREMISES`, in metres, with a point each.
    establishments
        Table `ESTABLISHMENTS` with a point each, in the same projection, missing where the
        register has none.

    Returns
    -------
    One row a pair: ``premises_id``, ``siret``, ``distance`` [m] (NaN without coordinates),
    ``likeness``, ``agreement`` (NaN where one does not tell), ``same_address``, ``score`` [0-1],
    ``matched_by`` (``siret``, ``likeness`` or ``doubtful``).

    References
    ----------
    Reference of the project, part 2.6, "Directory": 40 m, token set 0.8, NAF and tag.
    """
    left, right = premises.reset_index(drop=True), establishments.reset_index(drop=True)
    sure = _by_siret(left, right)
    found = _candidates(left, right)
    found = found[~found["left"].isin(sure["left"]) & ~found["right"].isin(sure["right"])]
    found = _scored(found.reset_index(drop=True), left, right)
    is_joined = _is_joined(found)
    joined = _chosen(found[is_joined])
    is_free = ~found["left"].isin(joined["left"]) & ~found["right"].isin(joined["right"])
    doubtful = _chosen(found[is_free & ~is_joined & (found["score"] >= DOUBTFUL)])
    parts = (
        _scored(sure, left, right).assign(matched_by=BY_SIRET, score=1.0),
        joined.assign(matched_by=BY_LIKENESS),
        doubtful.assign(matched_by=TO_CHECK),
    )
    whole = pd.concat([part for part in parts if len(part)] or [parts[0]], ignore_index=True)
    whole["premises_id"] = left["premises_id"].reindex(whole["left"]).to_numpy()
    whole["siret"] = right["siret"].reindex(whole["right"]).to_numpy()
    return whole[COLUMNS]


def _by_siret(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """Pair those whose SIRET the map bears; where it bears one twice, the first."""
    row = pd.Series(right.index, index=right["siret"])
    told = left.loc[left["siret"].isin(right["siret"]), "siret"].drop_duplicates()
    return pd.DataFrame({"left": told.index, "right": row.reindex(told).to_numpy(dtype=np.int64)})


def _candidates(left: gpd.GeoDataFrame, right: gpd.GeoDataFrame) -> pd.DataFrame:
    """List the pairs within reach, and those of one address that no coordinates part."""
    here, there = _places(left), _places(right)
    near = _near(here, there)
    at = pd.DataFrame({"key": addresses.keys(left["housenumber"], left["street"])})
    split = addresses.split(right["address"])
    of = pd.DataFrame({"key": addresses.keys(split["housenumber"], split["street"])})
    at["left"], of["right"] = at.index, of.index
    same = at.dropna().merge(of.dropna(), on="key")[["left", "right"]]
    same["same_address"] = True
    whole = near.merge(same, on=["left", "right"], how="outer")
    whole["same_address"] = whole["same_address"].eq(other=True)
    gap = here[whole["left"].to_numpy()] - there[whole["right"].to_numpy()]
    whole["distance"] = np.hypot(*gap.T)
    return whole[whole["distance"].isna() | (whole["distance"] <= REACH) | whole["same_address"]]


def _places(table: gpd.GeoDataFrame) -> Floats:
    shapes = table.geometry.to_numpy()
    placed: Floats = np.column_stack([shapely.get_x(shapes), shapely.get_y(shapes)])
    return placed


def _near(here: Floats, there: Floats) -> pd.DataFrame:
    left, right = (np.flatnonzero(np.isfinite(places).all(axis=1)) for places in (here, there))
    if not (len(left) and len(right)):
        return pd.DataFrame({"left": [], "right": []}, dtype=np.int64)
    lists = cKDTree(there[right]).query_ball_point(here[left], REACH)
    n_each = [len(one) for one in lists]
    flat = np.array([i for one in lists for i in one], dtype=np.int64)
    return pd.DataFrame({"left": np.repeat(left, n_each), "right": right[flat]})


def _scored(found: pd.DataFrame, left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """Weigh name, activity and place of each pair."""
    made = found.copy()
    if "distance" not in made:
        here, there = _places(gpd.GeoDataFrame(left)), _places(gpd.GeoDataFrame(right))
        gap = here[made["left"].to_numpy()] - there[made["right"].to_numpy()]
        made["distance"], made["same_address"] = np.hypot(*gap.T), False
    ours, theirs = left.iloc[made["left"]], right.iloc[made["right"]]
    made["likeness"] = np.fmax.reduce([
        likeness(ours[mine], theirs[other])
        for mine in ("name", "brand") for other in ("name", "firm")
    ])  # fmt: skip
    made["agreement"] = agreement(ours["kind"], theirs["activity"], theirs["activity_naf2025"])
    nearness = np.clip(1 - made["distance"] / REACH, 0, None).to_numpy(dtype=float)
    at_least = np.where(made["same_address"], ADDRESS, np.nan)
    made["nearness"] = np.fmax(nearness, at_least)
    made["score"] = sum(made[name].fillna(UNTOLD) * weight for name, weight in WEIGHTS.items())
    return made


def likeness(one: pd.Series, other: pd.Series) -> Floats:
    """Compare names pair by pair, whatever their capitals, accents, legal forms and order of words.

    Returns
    -------
    (n_pairs,)
        Token set ratio, NaN where a name is unknown or holds small words alone. [0-1]

    Examples
    --------
    >>> likeness(pd.Series(["Café de la Gare"]), pd.Series(["SARL CAFE GARE"])).tolist()
    [1.0]
    """
    ours, theirs = (
        series.map(bare, na_action="ignore").astype("string").fillna("").tolist()
        for series in (one, other)
    )
    if not ours:
        return np.empty(0)
    ratio = np.asarray(process.cpdist(ours, theirs, scorer=fuzz.token_set_ratio), dtype=float)
    is_told = np.array([bool(a and b) for a, b in zip(ours, theirs, strict=True)])
    return np.where(is_told, ratio / 100, np.nan)


def bare(name: str) -> str:
    """Keep the words of a name that tell it from others.

    Examples
    --------
    >>> bare("S.A.R.L. Aux Délices d'Émilie")
    'delices emilie'
    """
    whole = addresses.plain(_INITIALS.sub(lambda found: found[0].replace(".", ""), name))
    return " ".join(word for word in whole.split() if word not in _LEGAL)


def _is_joined(found: pd.DataFrame) -> pd.Series:
    alike = (found["likeness"] >= LIKE) & ~(found["agreement"] == OTHER_TRADE)
    nameless = found["likeness"].isna() & found["same_address"] & (found["agreement"] == SAME)
    alone = nameless.copy()
    for side in ("left", "right"):
        rivals = found[found["same_address"] & (found["agreement"] != OTHER_TRADE)]
        alone &= ~found[side].isin(rivals.loc[rivals[side].duplicated(keep=False), side])
    return alike | alone


def _chosen(found: pd.DataFrame) -> pd.DataFrame:
    left, right = (found[side].to_numpy(dtype=np.int64) for side in ("left", "right"))
    return found.iloc[best_pairs(left, right, found["score"].to_numpy(dtype=np.float64))]
