"""Identity: identifiers, public numbers and colours of lines and of variants, each distinct."""

import colorsys
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
LONGEST_NUMBER = 6
"""Letters of a label that may be painted on a vehicle as its number. [letter]"""
GOLDEN = 0.618033988749895
"""Step around the circle of hues from one colour to the next given, about. [turn]"""
FIRST_HUE = 0.58
LIGHTNESS = (0.34, 0.26, 0.42)
"""Lightness of colours, in turn around the circle: neighbours in hue differ in it."""
SATURATION = 0.72
BRIGHTEST = 0.18
"""Most luminance of a colour, so that white reads on it (WCAG 2.2: a contrast of 4.5 and more)."""
WHITE = "FFFFFF"
LETTERS = 26


@dataclass(frozen=True, slots=True)
class Identity:
    """How lines and variants are told apart.

    Attributes
    ----------
    variants
        Identifier of each variant, by number.
    routes
        Identifier of each line, by number.
    numbers, colours, text_colours
        By identifier of a line: its public number, its colour and that of the text on it, RRGGBB.
        The colour is that of its most ridden variant.
    variant_numbers, variant_colours, variant_text_colours
        The same of each variant, by number. Both directions of a variant share them; those of a
        line that has one variant are the line's.
    """

    variants: tuple[str, ...]
    routes: tuple[str, ...]
    numbers: Mapping[str, str]
    colours: Mapping[str, str]
    text_colours: Mapping[str, str]
    variant_numbers: tuple[str, ...]
    variant_colours: tuple[str, ...]
    variant_text_colours: tuple[str, ...]


def identities(
    route: Ints, direction: Ints, n_rides: Ints, labels: Sequence[str], pair: Ints | None = None
) -> Identity:
    """Give lines and variants their identifiers, numbers and colours.

    The number of a line is what the files call it where that is short and of no other line; else
    the first number that is free, the most ridden line first. The variants of a line that has
    several add a letter to it, the most ridden first: 3A, 3B. Colours lie as far apart around the
    circle of hues as there is room for so many, and white reads on all of them.

    Parameters
    ----------
    route, direction, n_rides : (n_variants,)
        Line of each variant, from 0; its direction; rides that it rests on.
    labels
        What the files call each variant; empty where they do not.
    pair : (n_variants,)
        Number of the way there and back that each is a direction of, as `lines.paired` gives it;
        unless it is given, each stands alone.

    Examples
    --------
    >>> two = identities(np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([1, 1, 5]), [""] * 3)
    >>> two.variants, two.numbers
    (('l2-0', 'l2-1', 'l1-0'), {'l1': '1', 'l2': '2'})
    >>> two.variant_numbers
    ('2A', '2B', '1')
    """
    n = int(route.max(initial=-1)) + 1
    weight = np.bincount(route, weights=n_rides, minlength=n)
    order = np.lexsort((np.arange(n), -weight))
    ids = [""] * n
    for rank, number in enumerate(order):
        ids[number] = f"l{rank + 1}"
    said = [_label(labels, route, number) for number in range(n)]
    own = [label if label and said.count(label) == 1 else "" for label in said]
    taken, numbers, free = set(filter(None, own)), dict[str, str](), 1
    for number in order:
        if not own[number]:
            while str(free) in taken:
                free += 1
            own[number] = str(free)
            taken.add(own[number])
        numbers[ids[number]] = own[number]
    alone = np.arange(len(route)) if pair is None else pair
    ranked = _ranked(route, n_rides, alone, order)
    lettered = _lettered(ranked, [own[number] for number in range(n)])
    palette = dict(zip((one for _, one in ranked), colours(len(ranked)), strict=True))
    worn = {ids[line]: palette[one] for line, one in reversed(ranked)}
    variants, seen = [], dict[str, int]()
    for line, way in zip(route, direction, strict=True):
        key = f"{ids[line]}-{way}"
        seen[key] = seen.get(key, 0) + 1
        variants.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return Identity(
        tuple(variants), tuple(ids), numbers, worn, dict.fromkeys(worn, WHITE),
        tuple(lettered[int(one)] for one in alone), tuple(palette[int(one)] for one in alone),
        (WHITE,) * len(route),
    )  # fmt: skip


def _ranked(route: Ints, n_rides: Ints, pair: Ints, order: Ints) -> list[tuple[int, int]]:
    """List the pairs with their lines: lines in their order, the most ridden pair of each first."""
    place = {int(line): rank for rank, line in enumerate(order)}
    kept, first, inverse = np.unique(pair, return_index=True, return_inverse=True)
    rides = np.bincount(inverse, weights=n_rides, minlength=len(kept))
    ranks = sorted(range(len(kept)), key=lambda k: (place[int(route[first[k]])], -rides[k], k))
    return [(int(route[first[k]]), int(kept[k])) for k in ranks]


def _lettered(ranked: Sequence[tuple[int, int]], own: Sequence[str]) -> dict[int, str]:
    """Give each pair the number of its line, with a letter where the line has several."""
    of_line: dict[int, list[int]] = {}
    for line, one in ranked:
        of_line.setdefault(line, []).append(one)
    taken, found = {name.casefold() for name in own}, dict[int, str]()
    for line, pairs in of_line.items():
        rank = 0
        for one in pairs:
            name = own[line]
            while len(pairs) > 1 and name.casefold() in taken:
                name, rank = own[line] + _letters(rank), rank + 1
            found[one] = name
            taken.add(name.casefold())
    return found


def _letters(rank: int) -> str:
    """Write a rank in letters: A to Z, then AA.

    Examples
    --------
    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    more, last = divmod(rank, LETTERS)
    return (_letters(more - 1) if more else "") + chr(ord("A") + last)


def _label(labels: Sequence[str], route: Ints, number: int) -> str:
    """Return what all the variants of a line that are called something are called, if short."""
    names = {labels[k] for k in np.flatnonzero(route == number).tolist()} - {""}
    name = next(iter(names), "") if len(names) == 1 else ""
    return name if len(name) <= LONGEST_NUMBER else ""


def colours(n: int) -> tuple[str, ...]:
    """Draw colours whose hues are as far apart as can be, dark enough for white text.

    Hues share the circle evenly; from one colour to the next given is about a golden step, so that
    any few of them in a row are far apart too. Neighbours around the circle differ in lightness.

    Parameters
    ----------
    n
        How many, >= 0.

    Returns
    -------
    RRGGBB, distinct up to 200 of them; white on each has a contrast of 4.5 or more.

    References
    ----------
    W3C, Web Content Accessibility Guidelines 2.2, 2023, criterion 1.4.3.

    Examples
    --------
    >>> colours(2)
    ('185995', '724013')
    """
    step = next(k for k in range(max(round(n * GOLDEN), 1), n + 2) if math.gcd(k, n) == 1 or n == 0)
    return tuple(_colour(rank * step % n, n) for rank in range(n))


def _colour(place: int, n: int) -> str:
    """Draw the colour of one of n places around the circle of hues."""
    hue, light = (FIRST_HUE + place / n) % 1.0, LIGHTNESS[place % len(LIGHTNESS)]
    while True:
        parts = colorsys.hls_to_rgb(hue, light, SATURATION)
        if _luminance(parts) <= BRIGHTEST:
            return "".join(f"{round(part * 255):02X}" for part in parts)
        light -= 0.02


def _luminance(parts: tuple[float, float, float]) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
