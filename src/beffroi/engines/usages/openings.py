"""Open answers: grouped by their words for reading, without any model, and masked."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from beffroi.foundation.masking import MASK, masked

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
STOP_WORDS = Path(__file__).parent / "stopwords.toml"
LEAST_GROUPED = 10
"""Answers below which reading them all is quicker than reading groups. [answer]"""
MOST_GROUPS = 12
"""Groups that a reader keeps in mind. [1]"""
LEAST_IN_GROUP = 3
"""Answers that make a group; fewer are read with the others. [answer]"""
MOST_COMPARED = 800
"""Distinct answers compared two by two; the others join the group nearest to them. [answer]"""
SHOWN_WORDS = 4
SHOWN_VERBATIMS = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Open answers that use the same words.

    Attributes
    ----------
    words
        The words that tell it from the others, the most telling first.
    n
        Answers. [answer]
    verbatims
        Answers that stand for it, masked, the most typical first.
    """

    words: tuple[str, ...]
    n: int
    verbatims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Openings:
    """The answers to an open question, ready to be read.

    Attributes
    ----------
    n
        Answers that say something. [answer]
    groups
        Groups, the largest first; none where the answers are few.
    listed
        Answers that are in no group, masked, in alphabetical order.
    """

    n: int
    groups: tuple[Group, ...]
    listed: tuple[str, ...]


def openings(texts: Sequence[str], *, least: int = LEAST_GROUPED) -> Openings:
    """Group open answers by the words that they share.

    Words are folded (capitals, accents), stemmed lightly, joined to their synonyms in
    `stopwords.toml`, and weighted by TF-IDF; answers are
    joined by average linkage of the cosine distance, and the number of groups is the one for which
    the silhouettes of the answers in groups of `LEAST_IN_GROUP` or more sum highest. The order of
    the answers changes nothing.

    Parameters
    ----------
    texts
        Answers; blank ones are left out.
    least
        Number of answers from which they are grouped; fewer are listed.

    References
    ----------
    P. J. Rousseeuw, "Silhouettes", Journal of Computational and Applied Mathematics 20, 1987,
    pp. 53-65, doi:10.1016/0377-0427(87)90125-7.
    """
    said = sorted(" ".join(masked(text).split()) for text in texts if text.strip())
    told = [text for text in said if text.replace(MASK, "").strip(" .,;:!?-'")]
    if len(told) < least:
        return Openings(len(told), (), tuple(told))
    documents = [" ".join(stems(text)) for text in told]
    groups = _groups(sorted(set(documents) - {""}))
    by_group: dict[int, list[str]] = {}
    for text, document in zip(told, documents, strict=True):
        by_group.setdefault(groups.get(document, -1), []).append(text)
    large = {g: own for g, own in by_group.items() if g >= 0 and len(own) >= LEAST_IN_GROUP}
    rest = sorted(text for g, own in by_group.items() if g not in large for text in own)
    overall = Counter(stem_ for text in told for stem_ in set(stems(text)))
    named = [_named(own, overall) for own in large.values()]
    return Openings(
        len(told), tuple(sorted(named, key=lambda g: (-g.n, g.words, g.verbatims))), tuple(rest)
    )


def stems(text: str) -> list[str]:
    """Return the telling words of a text: folded, without stop words, lightly stemmed.

    References
    ----------
    J. Savoy, "Light stemming approaches for the French, Portuguese, German and Hungarian
    languages", Symposium on Applied Computing, 2006, pp. 1031-1035, doi:10.1145/1141277.1141523
    (the minimal stemmer, here from four letters on so that short plurals meet their singular).

    Examples
    --------
    >>> stems("Les bus ne passent pas : plus de places près des marchés !")
    ['bus', 'pas', 'plac', 'march']
    """
    return [stem for stem, _ in _telling(text)]


def _telling(text: str) -> list[tuple[str, str]]:
    """Pair each stem with the word as written."""
    words = re.findall(r"[^\W\d_]{2,}", text.replace(MASK, " ").replace("œ", "oe").casefold())
    folded = [(fold(word), word) for word in words]
    stemmed = [(stem(plain), word) for plain, word in folded if plain not in stop_words()]
    return [(synonyms().get(stem_, stem_), word) for stem_, word in stemmed]


def fold(word: str) -> str:
    """Take the accents off a word in small letters.

    Examples
    --------
    >>> fold("hôtel")
    'hotel'
    """
    apart = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def stem(word: str) -> str:
    """Cut the marks of number and gender off a folded word.

    Examples
    --------
    >>> [stem(word) for word in ("rues", "animaux", "animal", "commercant", "commercants")]
    ['rue', 'animal', 'animal', 'commercant', 'commercant']
    """
    if len(word) < 4:
        return word
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux"):
        return word[:-3] + "al" if len(word) > 5 else word[:-1]
    root = word[:-1] if word[-1] in "sx" else word
    if len(root) >= 6 and root.endswith("ent") and not root.endswith(("ment", "cent", "dent")):
        root = root[:-3]
    for ending in ("r", "e", "e"):
        if len(root) > 4 and root.endswith(ending):
            root = root[:-1]
    return root[:-1] if len(root) > 3 and root[-1] == root[-2] else root


@cache
def stop_words() -> frozenset[str]:
    """Return the words that tell nothing, folded."""
    read = tomllib.loads(STOP_WORDS.read_text(encoding="utf-8"))
    return frozenset(fold(word) for key in ("grammar", "formulas") for word in read[key].split())


@cache
def synonyms() -> Mapping[str, str]:
    """Return, for stems of words that people use for one thing, the stem of the first of them."""
    read = tomllib.loads(STOP_WORDS.read_text(encoding="utf-8"))["synonyms"]
    lines = [[stem(fold(word)) for word in line.split()] for line in read.strip().splitlines()]
    return MappingProxyType({own: line[0] for line in lines for own in line})


def _groups(documents: list[str]) -> dict[str, int]:
    """Give each distinct answer the number of its group."""
    if len(documents) < LEAST_IN_GROUP:
        return {document: i for i, document in enumerate(documents)}
    from sklearn.feature_extraction.text import TfidfVectorizer

    # Bags of stems: two answers in other orders are one document for the distances.
    weights = TfidfVectorizer(analyzer=str.split, sublinear_tf=True).fit_transform(documents)
    step = -(-len(documents) // MOST_COMPARED)
    compared = weights[::step].toarray()
    labels = _labels(compared)
    if step == 1:
        return dict(zip(documents, labels.tolist(), strict=True))
    middles = np.stack([compared[labels == g].mean(axis=0) for g in range(labels.max() + 1)])
    nearest = np.asarray(weights @ middles.T).argmax(axis=1)
    return dict(zip(documents, nearest.tolist(), strict=True))


def _labels(rows: Floats) -> Ints:
    """Choose the number of groups by the silhouette of those that are not too small."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.metrics import silhouette_samples

    distance = np.clip(1 - rows @ rows.T, 0.0, 2.0)
    np.fill_diagonal(distance, 0.0)
    most = min(MOST_GROUPS, len(rows) // 2)
    best, found = -np.inf, np.zeros(len(rows), dtype=np.int64)
    for k in range(2, most + 1):
        model = AgglomerativeClustering(n_clusters=k, metric="precomputed", linkage="average")
        labels = np.asarray(model.fit_predict(distance), dtype=np.int64)
        worth = silhouette_samples(distance, labels, metric="precomputed")
        in_group = np.bincount(labels)[labels] >= LEAST_IN_GROUP
        quality = float(worth[in_group].sum()) / len(rows)
        if quality > best + 1e-12:
            best, found = quality, labels
    return found


def _named(own: list[str], overall: Counter[str]) -> Group:
    """Name a group by the words that it uses more than the others, and choose its verbatims."""
    inside = Counter(stem_ for text in own for stem_ in set(stems(text)))
    shared = {s: count for s, count in inside.items() if count > 1} or inside
    telling = {s: count**2 / (len(own) * overall[s]) for s, count in inside.items()}
    leading = sorted(shared, key=lambda s: (-telling[s], s))[:SHOWN_WORDS]
    written: dict[str, Counter[str]] = {}
    for text in own:
        for stem_, word in _telling(text):
            written.setdefault(stem_, Counter())[word] += 1
    words = tuple(min(written[s], key=lambda w: (-written[s][w], w)) for s in leading)

    def typical(text: str) -> tuple[float, int, str]:
        found = set(stems(text))
        score = sum(telling[s] for s in found) / np.sqrt(max(len(found), 1))
        return -round(float(score), 9), len(text), text

    distinct = sorted(set(own), key=typical)
    return Group(words, len(own), tuple(distinct[:SHOWN_VERBATIMS]))
