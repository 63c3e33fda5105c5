"""The look of the documents on a decision: few colours, each told apart by its letter too."""

from beffroi.report.theme import TEXT

INK, MUTED, RULE, SUNK, ACCENT = (
    TEXT["light"][name] for name in ("ink", "muted", "rule", "sunk", "accent")
)
CRITICAL, FAVOURABLE = TEXT["light"]["critical"], TEXT["light"]["favourable"]
WHITE = "#ffffff"
SERIES = ("#1f5a93", "#b04a12", "#2f6f4f", "#7a4a9c", "#8a6a00", "#a02c5a")
"""Colours of the options drawn, in their order: each bears white text with a contrast above 4.5."""
REST = "#d8d2c4"
"""Colour of the options that are not drawn."""


def colour_of(place: int) -> str:
    """Return the colour of the option drawn at a place."""
    return SERIES[place % len(SERIES)]
