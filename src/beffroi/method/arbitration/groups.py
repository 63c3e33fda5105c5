"""Groups of actors: a value model for each, brought together last."""

import numpy as np
import numpy.typing as npt

from beffroi.method.arbitration.decision import Aggregation, Decision, Group, Weighting
from beffroi.method.arbitration.table import seed_of
from beffroi.method.arbitration.weighting import drawn

Floats = npt.NDArray[np.float64]
ANY = Weighting("any")


def weights_of(group: Group, decision: Decision) -> Floats:
    """Draw the weightings of a group, its members' in equal shares.

    Returns
    -------
    (n_draws, n_criteria)
        Weights over all criteria of the decision, 0 on those that are not the group's. [1]
    """
    criteria = [criterion.id for criterion in decision.criteria]
    own = tuple(id_ for id_ in criteria if not group.criteria or id_ in group.criteria)
    said = group.weightings or (ANY,)
    parts = [
        drawn(
            weighting,
            own,
            n,
            seed=seed_of(decision.seed, "group", group.id, str(number)),
            margin=decision.points_margin,
        )
        for number, (weighting, n) in enumerate(
            zip(said, _shared(decision.draws, len(said)), strict=True)
        )
    ]
    weights = np.zeros((decision.draws, len(criteria)))
    weights[:, [criteria.index(id_) for id_ in own]] = _shuffled(parts, group, decision)
    return weights


def _shared(n_draws: int, n_parts: int) -> list[int]:
    return [len(part) for part in np.array_split(np.arange(n_draws), n_parts)]


def _shuffled(parts: list[Floats], group: Group, decision: Decision) -> Floats:
    """Mix the members, so that a draw of one group meets any member of another."""
    mixed = np.concatenate(parts)
    if len(parts) == 1:
        return mixed
    order = np.random.default_rng(seed_of(decision.seed, "mix", group.id)).permutation(len(mixed))
    return np.asarray(mixed[order], dtype=np.float64)


def any_weights(decision: Decision) -> Floats:
    """Draw weightings evenly among all that exist, (n_draws, n_criteria)."""
    own = tuple(criterion.id for criterion in decision.criteria)
    return drawn(ANY, own, decision.draws, seed=seed_of(decision.seed, "any"), margin=0.0)


def shares(groups: tuple[Group, ...], aggregation: Aggregation) -> Floats:
    """Return how much each group counts in the whole, (n_groups,), summing to 1.

    Examples
    --------
    >>> from beffroi.method.arbitration.decision import Label
    >>> pair = (Group("a", Label.of("a"), 1), Group("b", Label.of("b"), 3))
    >>> shares(pair, "members"), shares(pair, "equal")
    (array([0.25, 0.75]), array([0.5, 0.5]))
    """
    sizes = np.array([group.members if aggregation == "members" else 1 for group in groups], float)
    return np.asarray(sizes / sizes.sum(), dtype=np.float64)


def together(weights: list[Floats], decision: Decision) -> Floats:
    """Bring the groups' weightings together, draw by draw.

    The mean of the groups' values with these shares is the value under the mean of their
    weights, as the model is additive.

    Returns
    -------
    (n_draws, n_criteria)
        Any weighting where there is no group. [1]
    """
    if not weights:
        return any_weights(decision)
    parts = zip(shares(decision.groups, decision.aggregation), weights, strict=True)
    return np.asarray(sum(share * part for share, part in parts), dtype=np.float64)
