"""Identity: identifiers, public numbers and colours of lines, each distinct."""

import colorsys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
LONGEST_NUMBER = 6
"""Letters of a label that may be painted on a vehicle as its number. [letter]"""
GOLDEN = 0.618033988749895
"""Step of hues around the circle that keeps any number of them apart. [turn]"""
LIGHTNESS = (0.34, 0.26, 0.42)
"""Lightness of colours, in turn: white reads on all (WCAG 2.2: a contrast of 4.5 and more)."""
SATURATION = 0.72


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
    """

    variants: tuple[str, ...]
    routes: tuple[str, ...]
    numbers: Mapping[str, str]
    colours: Mapping[str, str]
    text_colours: Mapping[str, str]


def identities(route: Ints, direction: Ints, n_rides: Ints, labels: Sequence[str]) -> Identity:
    """Give lines and variants their identifiers, numbers and colours.

    The number of a line is what the files call it where that is short and of no other line; else
    the first number that is free, the most ridden line first.

    Parameters
    ----------
    route, direction, n_rides : (n_variants,)
        Line of each variant, from 0; its direction; rides that it rests on.
    labels
        What the files call each variant; empty where they do not.

    Examples
    --------
    >>> two = identities(np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([1, 1, 5]), [""] * 3)
    >>> two.variants, two.numbers
    (('l2-0', 'l2-1', 'l1-0'), {'l1': '1', 'l2': '2'})
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
    colours = {ids[number]: _colour(rank) for rank, number in enumerate(order)}
    variants, seen = [], dict[str, int]()
    for line, way in zip(route, direction, strict=True):
        key = f"{ids[line]}-{way}"
        seen[key] = seen.get(key, 0) + 1
        variants.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return Identity(
        tuple(variants), tuple(ids), numbers, colours, dict.fromkeys(colours, "FFFFFF"),
    )  # fmt: skip


def _label(labels: Sequence[str], route: Ints, number: int) -> str:
    """Return what all the variants of a line that are called something are called, if short."""
    names = {labels[k] for k in np.flatnonzero(route == number).tolist()} - {""}
    name = next(iter(names), "") if len(names) == 1 else ""
    return name if len(name) <= LONGEST_NUMBER else ""


def _colour(rank: int) -> str:
    """Draw the colour of a rank: hues a golden step apart, dark enough for white text."""
    hue, light = (0.58 + rank * GOLDEN) % 1.0, LIGHTNESS[rank % len(LIGHTNESS)]
    while True:
        parts = colorsys.hls_to_rgb(hue, light, SATURATION)
        if _luminance(parts) <= 0.18:
            return "".join(f"{round(part * 255):02X}" for part in parts)
        light -= 0.02


def _luminance(parts: tuple[float, float, float]) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
