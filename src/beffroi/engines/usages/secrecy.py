"""Secrecy: no share and no count that would tell what a few persons answered."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from beffroi.engines.usages.respondents import Respondents, Share

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
THRESHOLDS = Path(__file__).parent / "secrecy.toml"


@cache
def _threshold(name: str) -> int:
    return int(tomllib.loads(THRESHOLDS.read_text(encoding="utf-8"))[name]["value"])


def least_shown() -> int:
    """Return the least number of persons of whom a count or a share may tell."""
    return _threshold("least_shown")


def least_told(least: int | None = None) -> int:
    """Return the least number of persons of whom the answers are told.

    With fewer, nothing but 0 % and 100 % could be shown, which tell what each of them answered.

    Parameters
    ----------
    least
        Least number of persons that may be shown; that of `secrecy.toml` if None. [person]

    Examples
    --------
    >>> least_told(), least_told(11)
    (10, 22)
    """
    return max(_threshold("least_told"), 2 * (least_shown() if least is None else least))


def least_weighed() -> int:
    """Return the least number of answers with which a kind of people weighs."""
    return _threshold("least_weighed")


def hidden_counts(
    counts: Ints, n: int, *, apart: bool, threshold: int | None = None, also: Bools | None = None
) -> Bools:
    """Choose which answers to a question are not to be counted in public.

    A count of 1 to ``threshold - 1`` tells of those who gave the answer, and one that leaves 1 to
    ``threshold - 1`` others tells of these. Where the answers add up to all, the smallest others
    are hidden with them, so that what is hidden together is not made of small counts alone.
    Below `least_told` persons everything is hidden: an answer that all of them gave, or none, would
    tell of each of them.

    Parameters
    ----------
    counts : (k,)
        Persons who gave each answer. [1]
    n
        Persons who answered.
    apart
        Whether the answers do not add up (a question that takes several).
    threshold
        Least number of persons that may be shown; that of `secrecy.toml` if None. [person]
    also : (k,)
        Answers to hide anyway.

    Returns
    -------
    (k,)

    Examples
    --------
    >>> hidden_counts(np.array([20, 2, 12]), 34, apart=True).tolist()
    [False, True, False]
    >>> hidden_counts(np.array([20, 2, 12]), 34, apart=False).tolist()
    [False, True, True]
    """
    least = least_shown() if threshold is None else threshold
    if n < least_told(least):
        return np.ones(len(counts), dtype=bool)
    hidden = _small(counts, n, least)
    if also is not None:
        hidden = hidden | also
    if apart:
        return hidden
    every = np.append(counts, n - int(counts.sum()))
    hidden = np.append(hidden, _small(every[-1:], n, least))
    if not hidden.any():
        return hidden[:-1]
    for i in np.argsort(every, kind="stable"):
        if hidden.sum() >= 2 and (every[hidden] >= least).any():
            return np.asarray(hidden[:-1])
        hidden[i] |= every[i] > 0
    covered = hidden.sum() >= 2 and bool((every[hidden] >= least).any())
    return np.asarray(hidden[:-1]) if covered else np.ones(len(counts), dtype=bool)


def _small(counts: Ints, n: int, least: int) -> Bools:
    others = n - counts
    small: Bools = ((counts > 0) & (counts < least)) | ((others > 0) & (others < least))
    return small


def guarded(
    people: Respondents,
    shares: Sequence[Share],
    asked: Bools,
    *,
    apart: bool,
    also: Bools | None = None,
) -> tuple[Share, ...]:
    """Veil the shares that would tell what a few persons answered.

    The bounds of a veiled share rest on nothing but what is shown: any count that the threshold
    hides would have the same.

    Parameters
    ----------
    shares
        Share of each answer to one question, all among `asked`.
    asked : (n,)
        Who answered.
    apart, also
        As in `hidden_counts`.
    """
    if not shares:
        return ()
    n, least = shares[0].n, least_shown()
    counts = np.array([share.count or 0 for share in shares], dtype=np.int64)
    hidden = hidden_counts(counts, n, apart=apart, also=also)
    own = people.weights[asked]
    if n < least_told():
        return tuple(people.veiled(s, asked, reach=1.0, nearly_all=False) for s in shares)
    if apart:
        reach = (least - 1) * float(own.max() / own.sum())
    else:
        reach = 1.0 - sum(s.value or 0.0 for s, h in zip(shares, hidden, strict=True) if not h)
    return tuple(
        people.veiled(share, asked, reach=reach, nearly_all=apart and least <= int(count))
        if away
        else share
        for share, count, away in zip(shares, counts, hidden, strict=True)
    )
