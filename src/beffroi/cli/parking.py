"""`beffroi parking`: what there is, how it is used, what would change, what comes next."""

import typer

from beffroi.cli import (
    parking_forecasts,
    parking_inventories,
    parking_scenarios,
    parking_searches,
    parking_surveys,
)
from beffroi.foundation.language import Language, translated


def app(spoken: Language) -> typer.Typer:
    """Make the group of commands, with its help in the user's language."""
    made = typer.Typer(
        help=translated("Parking: know, explain, decide.", spoken), no_args_is_help=True
    )
    parking_inventories.add(made, spoken)
    parking_surveys.add(made, spoken)
    parking_searches.add(made, spoken)
    parking_scenarios.add(made, spoken)
    parking_forecasts.add(made, spoken)
    return made
