"""The look of a report: one palette for day and one for night, shared by text, charts and map.

Own and neutral: the State's design system is reserved to the State. Every colour of text keeps a
contrast of 4.5 with what lies behind it and every mark on the map one of 3 (WCAG 2.2, criteria
1.4.3 and 1.4.11); a test holds both.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

TEXT: Mapping[Scheme, Mapping[str, str]] = {
    "light": {
        "paper": "#fbfaf6", "surface": "#ffffff", "sunk": "#f3f0e8", "rule": "#d8d2c4",
        "ink": "#1f2430", "muted": "#585d68", "accent": "#8a3b1e", "focus": "#0b57d0",
        "critical": "#a8211b", "watch": "#855000", "favourable": "#0d665c",
        "context": "#3d5573", "unknown": "#5c5c64",
    },
    "dark": {
        "paper": "#14171c", "surface": "#1b1f26", "sunk": "#22272f", "rule": "#3b424d",
        "ink": "#ebe8e1", "muted": "#b0b4bd", "accent": "#f0a988", "focus": "#8ab4ff",
        "critical": "#ff9d92", "watch": "#efbd62", "favourable": "#70d2c0",
        "context": "#a9c1e6", "unknown": "#b9bcc4",
    },
}  # fmt: skip
"""Colours of text and of what lies behind it, by scheme."""

GROUNDS = ("paper", "surface", "sunk")
"""The names in `TEXT` that lie behind words; all others but ``rule`` are colours of words."""

MAP: Mapping[Scheme, Mapping[str, str]] = {
    "light": {
        "land": "#f6f3ea", "building": "#ddd4c3", "building-edge": "#c3b7a1",
        "water": "#a6c8dc", "green": "#d2dfbd", "road": "#ffffff", "road-major": "#fdeecb",
        "road-edge": "#c9c0ae", "path": "#a5977c", "label": "#37342e", "halo": "#fffdf7",
        "perimeter": "#8a3b1e", "main-street": "#8a3b1e",
        "minutes-5": "#4b1d73", "minutes-10": "#8a55b0", "minutes-15": "#b58fcb",
        "trading": "#0a5a9c", "vacant": "#c2470a", "car-park": "#274f7d",
        "bicycle": "#256b2c", "stop": "#1f2430", "carpool": "#6d4a00", "mark-text": "#ffffff",
        "class-1": "#084a83", "class-2": "#3f86bd", "class-3": "#a5cbe4", "class-4": "#f2b87f",
        "class-5": "#b34a12", "class-none": "#8c8a85", "services": "#0b6363", "missed": "#a8211b",
        "missing_links": "#a3005c", "carpool_axes": "#6d4a00", "meeting_points": "#6d4a00",
        "gain": "#0a5a9c", "loss": "#b0430a", "change": "#1f2430",
        "informal_lines": "#8a3b1e", "informal_provisional": "#855000",
        "informal_stops": "#1f2430", "informal_tracks": "#a3005c",
    },
    "dark": {
        "land": "#1a1e24", "building": "#353b45", "building-edge": "#4a515d",
        "water": "#23485f", "green": "#283a2b", "road": "#4d5561", "road-major": "#655c47",
        "road-edge": "#14171c", "path": "#77705f", "label": "#e6e2d8", "halo": "#14171c",
        "perimeter": "#f0a988", "main-street": "#f0a988",
        "minutes-5": "#e3c8f5", "minutes-10": "#b58ad6", "minutes-15": "#8d66ab",
        "trading": "#79b8f0", "vacant": "#ff9a55", "car-park": "#9cbde6",
        "bicycle": "#8ad08f", "stop": "#ebe8e1", "carpool": "#e0bb6a", "mark-text": "#14171c",
        "class-1": "#9fd0ff", "class-2": "#4f94cf", "class-3": "#2a5b86", "class-4": "#8a5220",
        "class-5": "#f39a4a", "class-none": "#6d7078", "services": "#6fd0cb", "missed": "#ff9d92",
        "missing_links": "#ff8fc4", "carpool_axes": "#e0bb6a", "meeting_points": "#e0bb6a",
        "gain": "#79b8f0", "loss": "#ff9a55", "change": "#ebe8e1",
        "informal_lines": "#f0a988", "informal_provisional": "#efbd62",
        "informal_stops": "#ebe8e1", "informal_tracks": "#ff8fc4",
    },
}  # fmt: skip
"""Colours of the map, by scheme. The walk from the centre is a single hue in three lightnesses, so
that it is read alike by those who confuse red and green; shops differ by shape too."""

MARKS = (
    "perimeter", "main-street", "minutes-5", "minutes-10", "trading", "vacant", "car-park",
    "bicycle", "stop", "carpool", "missed", "services", "missing_links", "carpool_axes",
    "meeting_points", "gain", "loss", "change", "informal_lines", "informal_provisional",
    "informal_stops", "informal_tracks",
)  # fmt: skip
"""The names in `MAP` that must stand out from the land."""

LEAST = 3.0
"""Contrast of a mark with what lies behind it (WCAG 2.2, criterion 1.4.11). [1]"""
STEPS = 20
"""Steps from a colour to white or to black."""


def contrast(one: str, other: str) -> float:
    """Compute the contrast of two colours.

    Parameters
    ----------
    one, other
        Colours written ``#rrggbb``.

    Returns
    -------
    From 1 (alike) to 21 (black on white). [1]

    References
    ----------
    W3C, Web Content Accessibility Guidelines 2.2, 2023, "contrast ratio" and "relative luminance".

    Examples
    --------
    >>> contrast("#000000", "#ffffff")
    21.0
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def is_colour(text: str) -> bool:
    """Say whether a text is a colour written RRGGBB.

    Examples
    --------
    >>> is_colour("0B5FA5"), is_colour("red;}")
    (True, False)
    """
    return re.fullmatch(r"[0-9A-Fa-f]{6}", text, re.ASCII) is not None


def standing_out(colour: str, scheme: Scheme) -> str:
    """Mix a colour with white or black until it stands out from what lies behind marks.

    Parameters
    ----------
    colour
        Written RRGGBB.
    scheme
        By day it is darkened, by night lightened, as little as gives a contrast of `LEAST` with
        the land of the map and the paper of the page.

    Returns
    -------
    Written ``#rrggbb``.
    """
    end = 0 if scheme == "light" else 255
    grounds = MAP[scheme]["land"], TEXT[scheme]["paper"]
    channels = [int(colour[start : start + 2], 16) for start in (0, 2, 4)]
    mixed = (
        "#" + "".join(f"{round(c + (end - c) * step / STEPS):02x}" for c in channels)
        for step in range(STEPS + 1)
    )
    return next(one for one in mixed if all(contrast(one, g) >= LEAST for g in grounds))


def own_colours(colours: Iterable[str]) -> str:
    """Write, for each colour given by data, a class that holds it by day and by night.

    What bears the class ``own-RRGGBB`` finds it as ``--own``. Texts that are no colour are left
    out.
    """
    known = sorted({colour.upper() for colour in colours if is_colour(colour)})
    day, night = (
        " ".join(f".own-{one} {{ --own: {standing_out(one, scheme)}; }}" for one in known)
        for scheme in SCHEMES
    )
    return f"{day}\n@media screen and (prefers-color-scheme: dark) {{ {night} }}\n"


def variables(scheme: Scheme) -> str:
    """Write the colours of a scheme as CSS custom properties, those of the map as ``--map-…``."""
    text = [f"--{name}: {colour};" for name, colour in TEXT[scheme].items()]
    drawn = [f"--map-{name}: {colour};" for name, colour in MAP[scheme].items()]
    return " ".join([*text, *drawn])
