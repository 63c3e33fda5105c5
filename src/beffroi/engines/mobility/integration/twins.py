"""Twins: the same physical stop, as two operators each describe it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from beffroi.engines.mobility.integration.inputs import parameter
from beffroi.engines.mobility.integration.names import rarity, similarity

Floats = npt.NDArray[np.float64]
SAME, DOUBTFUL, DIFFERENT = "same", "doubtful", "different"
COLUMNS = (
    "stop_id", "twin_id", "feed", "twin_feed", "name", "twin_name", "metres", "by", "name_score",
    "opposite", "score", "decision", "reason",
)  # fmt: skip


def twins(
    poles: pd.DataFrame,
    walks: pd.DataFrame,
    answers: Mapping[tuple[str, str], bool] = MappingProxyType({}),
) -> pd.DataFrame:
    r"""Find the stops that two feeds share.

    Two stops of different feeds are compared if the walk between them is no longer than the
    parameter `twin_radius`. Their score is

    .. math:: s = f \left( w \, n + (1 - w) \, e^{-d / d_0} \right)

    with :math:`n` the similarity of their names (`names.similarity`), :math:`d` the distance,
    :math:`w`, :math:`d_0` the parameters `name_weight` and `closeness_scale`, and :math:`f` the
    parameter `opposite_factor` where they are apart and their vehicles clearly go opposite ways,
    else 1; such a pair is doubtful at most. A stop has
    one twin at most in each other feed: the twins are those of the highest sum of scores.

    Parameters
    ----------
    poles
        From `poles.poles`.
    walks
        Between their rows, from `walking.walks`.
    answers
        By pair of `stop_id`, whether a person says that the two are one: it comes before the score.

    Returns
    -------
    One row a pair of stops compared, the best first: `stop_id`, `twin_id`, `feed`, `twin_feed`,
    `name`, `twin_name`, `metres`, `by` (``streets`` or ``crow``), `name_score` [1], `opposite`,
    `score` [1], `decision` (``same``, ``doubtful``: to be looked at, ``different``) and `reason`
    (``score``, ``better``: one of the two has a better twin, ``opposite``: they would be the same
    if their vehicles went the same way, ``answer``: a person said so).

    References
    ----------
    H. W. Kuhn, "The Hungarian method for the assignment problem", Naval Research Logistics
    Quarterly 2, 1955, pp. 83-97, doi:10.1002/nav.3800020109.
    """
    pairs = _candidates(poles, walks)
    if pairs.empty:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in COLUMNS})
    pairs["name_score"] = _name_scores(poles, pairs)
    pairs["opposite"] = _opposite(poles, pairs)
    weight = parameter("name_weight")
    closeness = np.exp(-pairs["metres"] / parameter("closeness_scale"))
    plain = weight * pairs["name_score"] + (1 - weight) * closeness
    pairs["plain"] = plain
    pairs["score"] = plain.where(~pairs["opposite"], plain * parameter("opposite_factor"))
    pairs["answer"] = _answers(poles, pairs, answers)
    pairs["chosen"] = _chosen(pairs)
    _decide(pairs)
    return _told(poles, pairs)


def _candidates(poles: pd.DataFrame, walks: pd.DataFrame) -> pd.DataFrame:
    """Keep one row a pair of stops of different feeds that are near, the first feed first."""
    feed, _ = pd.factorize(poles["feed"])
    tail, head = walks["tail"].to_numpy(), walks["head"].to_numpy()
    near = (walks["metres"] <= parameter("twin_radius")).to_numpy()
    sides: pd.DataFrame = walks.assign(tail_feed=feed[tail], head_feed=feed[head])
    kept: pd.DataFrame = sides[near & (feed[tail] < feed[head])]
    return kept.reset_index(drop=True)


def _name_scores(poles: pd.DataFrame, pairs: pd.DataFrame) -> Floats:
    names = poles["name"].fillna("").astype(str).to_numpy()
    weight = rarity(names)
    one, other = names[pairs["tail"]], names[pairs["head"]]
    known: dict[tuple[str, str], float] = {}
    for pair in zip(one, other, strict=True):
        if pair not in known:
            known[pair] = similarity(*pair, weight)
    return np.array([known[pair] for pair in zip(one, other, strict=True)])


def _opposite(poles: pd.DataFrame, pairs: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Say of which pairs the vehicles clearly go opposite ways."""
    way = poles[["east", "north"]].to_numpy(dtype=float)
    length = np.hypot(way[:, 0], way[:, 1])
    one, other = pairs["tail"].to_numpy(), pairs["head"].to_numpy()
    with np.errstate(invalid="ignore", divide="ignore"):
        cosine = (way[one] * way[other]).sum(axis=1) / (length[one] * length[other])
    clear = np.minimum(length[one], length[other]) >= parameter("clear_heading")
    apart = pairs["metres"].to_numpy(dtype=float) > parameter("one_pole")
    return np.asarray(clear & apart & (cosine <= parameter("opposite_cosine")), dtype=bool)


def _answers(
    poles: pd.DataFrame, pairs: pd.DataFrame, answers: Mapping[tuple[str, str], bool]
) -> pd.Series:
    """Return what a person said of each pair, whichever of the two comes first."""
    ids = poles["stop_id"].to_numpy(dtype=object)
    ends = zip(ids[pairs["tail"]], ids[pairs["head"]], strict=True)
    said = [answers.get((one, other), answers.get((other, one))) for one, other in ends]
    return pd.Series(said, index=pairs.index, dtype="boolean")


def _chosen(pairs: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Give each stop one twin at most in each other feed."""
    chosen = np.zeros(len(pairs), dtype=bool)
    likely = pairs[(pairs["score"] >= parameter("doubtful_score")) & pairs["answer"].isna()]
    for _, rows in likely.groupby(["tail_feed", "head_feed"]):
        for few in _apart(rows):
            chosen[few] = True
    return chosen


def _apart(rows: pd.DataFrame) -> Iterator[npt.NDArray[np.int64]]:
    """Assign the pairs of two feeds, one after the other of the groups that share no stop."""
    tails, tail = np.unique(rows["tail"], return_inverse=True)
    heads, head = np.unique(rows["head"], return_inverse=True)
    n = len(tails) + len(heads)
    links = coo_array((np.ones(len(rows), np.int8), (tail, len(tails) + head)), shape=(n, n))
    _, label = connected_components(links, directed=False)
    places, score = rows.index.to_numpy(), rows["score"].to_numpy()
    order = np.argsort(label[tail], kind="stable")
    for few in np.split(order, np.flatnonzero(np.diff(label[tail][order])) + 1):
        gain, which = _matrix(tail[few], head[few], score[few])
        row, column = linear_sum_assignment(gain, maximize=True)
        taken = which[row, column]
        yield places[few[taken[taken >= 0]]]


def _matrix(
    tail: npt.NDArray[np.int64], head: npt.NDArray[np.int64], score: Floats
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Lay scores out: a row a stop of one feed, a column a stop of the other, 0 for no pair."""
    rows, row = np.unique(tail, return_inverse=True)
    columns, column = np.unique(head, return_inverse=True)
    gain = np.zeros((len(rows), len(columns)))
    which = np.full(gain.shape, -1)
    gain[row, column] = score
    which[row, column] = np.arange(len(tail))
    return gain, which


def _decide(pairs: pd.DataFrame) -> None:
    same, doubtful = parameter("same_score"), parameter("doubtful_score")
    score, chosen = pairs["score"], pairs["chosen"]
    pairs["decision"] = np.select(
        [chosen & (score >= same) & ~pairs["opposite"], chosen & (score >= doubtful)],
        [SAME, DOUBTFUL],
        DIFFERENT,
    )
    better = ~chosen & (score >= doubtful)
    turned = pairs["opposite"] & (pairs["plain"] >= same) & ~better
    reason = pd.Series(np.select([better, turned], ["better", "opposite"], "score"))
    said, answer = pairs["answer"].notna(), pairs["answer"].fillna(value=False).astype(bool)
    pairs["reason"] = reason.mask(said, "answer")
    pairs.loc[said, "decision"] = np.where(answer[said], SAME, DIFFERENT)


def _told(poles: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    one, other = (poles.iloc[pairs[end]].reset_index(drop=True) for end in ("tail", "head"))
    ours = {"stop_id": one["stop_id"], "feed": one["feed"], "name": one["name"]}
    theirs = {"twin_id": other["stop_id"], "twin_feed": other["feed"], "twin_name": other["name"]}
    told: pd.DataFrame = pairs.assign(**ours, **theirs)[list(COLUMNS)]
    ranked: pd.DataFrame = told.sort_values(
        ["score", "stop_id", "twin_id"], ascending=[False, True, True]
    )
    return ranked.reset_index(drop=True)
