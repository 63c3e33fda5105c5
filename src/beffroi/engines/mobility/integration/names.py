"""Names: whether two operators write the same stop, each in its own way."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from math import log
from pathlib import Path

NAMES = Path(__file__).parent / "names.toml"
LEAST_ALIKE = 0.84
"""Share of letters, of words of five and more, from which one is the other misspelt. [1]"""
SHORT = 5
"""Words shorter than this are alike only if they are equal. [character]"""

LONGEST = 120
"""How much of a name is looked at. [character]"""

Tokens = frozenset[str]


def tokens(name: str) -> Tokens:
    """Return the words that make a name: no accent, case, sign, abbreviation, or little word.

    A name of nothing but little words keeps them.

    Examples
    --------
    >>> sorted(tokens("Pl. St-Étienne (Mairie)"))
    ['etienne', 'mairie', 'place', 'saint']
    """
    plain = unicodedata.normalize("NFKD", name[:LONGEST].lower().replace("œ", "oe"))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", bare)
    whole, little = _spelling()
    spelt = [part for word in words for part in whole.get(word, word).split()]
    return frozenset(word for word in spelt if word not in little) or frozenset(spelt)


@cache
def _spelling() -> tuple[Mapping[str, str], Tokens]:
    read = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    return read["abbreviations"]["words"], frozenset(read["little_words"]["words"])


def rarity(names: Iterable[str]) -> Callable[[str], float]:
    r"""Learn from all names how much a word tells: little where many names have it.

    .. math:: w(t) = 1 + \log \frac{n}{n_t}

    with :math:`n` names, of which :math:`n_t` hold the word; the commonest word weighs 1 or more.

    References
    ----------
    K. Spärck Jones, "A statistical interpretation of term specificity and its application in
    retrieval", Journal of Documentation 28 (1), 1972, pp. 11-21, doi:10.1108/eb026526.
    """
    held: dict[str, int] = {}
    n = 0
    for name in set(names):
        n += 1
        for word in tokens(name):
            held[word] = held.get(word, 0) + 1
    return lambda word: 1 + log(max(n, 1) / held.get(word, 1))


def similarity(one: str, other: str, weight: Callable[[str], float] = lambda _: 1.0) -> float:
    r"""Say how alike two names are.

    .. math:: s = \frac{1}{2} \left(
        \frac{w(A \cap B)}{w(A \cup B)} + \frac{w(A \cap B)}{\min(w(A), w(B))} \right)

    the mean of the Jaccard index and of the overlap coefficient of their words, so that a name
    held whole in a longer one ("Gare" in "Redon Gare") is alike, and equal names more so. What
    stands in parentheses (a commune, a direction) may be left out if the other name has none.

    Parameters
    ----------
    one, other
        Names of stops.
    weight
        What a word weighs, from `rarity`; all weigh alike without it.

    Returns
    -------
    0 for names without a word in common, 1 for names of the same words; 0 for an empty name. [1]

    References
    ----------
    P. Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11 (2), 1912,
    doi:10.1111/j.1469-8137.1912.tb05611.x; D. Szymkiewicz, Acta Societatis Botanicorum Poloniae
    11 (3), 1934 (overlap coefficient).

    Examples
    --------
    >>> similarity("Pl. St Michel", "PLACE SAINT-MICHEL"), similarity("Mairie", "Piscine")
    (1.0, 0.0)
    """
    short, other_short = _without_parentheses(one), _without_parentheses(other)
    pairs = [(one, other)]
    if (short == one) != (other_short == other):
        pairs.append((short, other_short))
    return max(_similarity(tokens(a), tokens(b), weight) for a, b in pairs)


def _without_parentheses(name: str) -> str:
    return re.sub(r"\([^)]*\)", " ", name)


def _similarity(one: Tokens, other: Tokens, weight: Callable[[str], float]) -> float:
    if not one or not other:
        return 0.0
    held = (_held(one, other, weight) + _held(other, one, weight)) / 2
    ours, theirs = (sum(map(weight, sorted(words))) for words in (one, other))
    if not held:
        return 0.0
    jaccard = held / max(ours + theirs - held, held)
    return (min(jaccard, 1.0) + min(held / min(ours, theirs), 1.0)) / 2


def _held(one: Tokens, other: Tokens, weight: Callable[[str], float]) -> float:
    """Weigh the words of a name that the other has too, well or badly spelt."""
    return sum(weight(word) for word in sorted(one) if any(_alike(word, w) for w in other))


@lru_cache(maxsize=1 << 16)
def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < SHORT or one.isdigit() or other.isdigit():
        return False
    return SequenceMatcher(None, one, other).ratio() >= LEAST_ALIKE
