"""`beffroi commerce`: the shops of the centre, alive and visible."""

from types import ModuleType

import typer

from beffroi.cli import (
    commerce_catchments,
    commerce_footfalls,
    commerce_publish,
    commerce_registers,
    commerce_visibility,
    commerce_vitality,
)
from beffroi.foundation.language import Language, translated

PARTS: tuple[ModuleType, ...] = (
    commerce_registers,
    commerce_vitality,
    commerce_catchments,
    commerce_footfalls,
    commerce_visibility,
    commerce_publish,
)
"""Modules whose commands make the group, in the order of its help."""


def app(spoken: Language) -> typer.Typer:
    """Make the group of commands, with its help in the user's language."""
    made = typer.Typer(
        help=translated("Shops: register, vitality, visibility, directory.", spoken),
        no_args_is_help=True,
    )
    for part in PARTS:
        part.add(made, spoken)
    return made
