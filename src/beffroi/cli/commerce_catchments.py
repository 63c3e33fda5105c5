"""`beffroi commerce catchment`: where customers come from, what leaves, what a new shop takes."""

from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import say_words, write_json
from beffroi.foundation.language import Language, translated


def add(made: typer.Typer, spoken: Language) -> None:
    """Add the command to the group of commerce, with its help in the user's language."""
    made.command(
        "catchment",
        help=translated(
            "Say where customers come from, what leaves, and what a new shop takes.", spoken
        ),
    )(catchment)


def catchment(  # noqa: PLR0913 - one for each file that a market may have
    *,
    register: Annotated[
        Path | None, typer.Option(help="registre / register (premises.gpkg)", metavar="FILE")
    ] = None,
    osm: Annotated[
        Path | None, typer.Option(help="carte OpenStreetMap / map", metavar="FILE")
    ] = None,
    shops: Annotated[
        Path | None, typer.Option(help="autres commerces / other shops (CSV)", metavar="FILE")
    ] = None,
    grid: Annotated[
        Path | None, typer.Option(help="carreaux INSEE 200 m / census grid", metavar="FILE")
    ] = None,
    origins: Annotated[
        Path | None, typer.Option(help="lieux et dépenses / places, spending", metavar="FILE")
    ] = None,
    times: Annotated[
        Path | None, typer.Option(help="temps de parcours / travel times", metavar="FILE")
    ] = None,
    flows: Annotated[
        Path | None, typer.Option(help="clients par lieu / customers by place", metavar="FILE")
    ] = None,
    totals: Annotated[
        Path | None, typer.Option(help="ventes par commerce / sales by shop", metavar="FILE")
    ] = None,
    new: Annotated[
        Path | None, typer.Option(help="nouveaux commerces / new shops (CSV)", metavar="FILE")
    ] = None,
    out: Annotated[Path, typer.Option(help="dossier / folder", metavar="DIR")],
    mode: Annotated[str, typer.Option(help="walk, car")] = "walk",
    goods: Annotated[str, typer.Option(help="all, weekly, comparison, bulky")] = "all",
    decay: Annotated[str, typer.Option(help="power, exponential, best")] = "power",
    family: Annotated[str, typer.Option(help="famille / family: food")] = "",
    attributes: Annotated[str, typer.Option(help="attraits / what draws: area,parking")] = "area",
    evasion: Annotated[
        float | None, typer.Option(help="part achetée ailleurs / bought elsewhere: 0.3")
    ] = None,
    json: Json = "",
) -> None:
    """Say where the customers of shops come from."""
    from beffroi.report import commerce_catchment_page
    from beffroi.study import commerce_catchment, commerce_market, commerce_shared

    named = tuple(name.strip() for name in attributes.split(",") if name.strip())
    asked = commerce_market.Asked(register, osm, shops, origins, grid, times, mode, family,
                                     named)  # fmt: skip
    survey = commerce_catchment.Survey(flows, totals, new, goods, decay, evasion)
    done = commerce_catchment.run(asked, survey, out, page=commerce_catchment_page.write)
    if json:
        write_json(commerce_shared.as_json(done), json)
    for words in commerce_shared.told(done):
        say_words(words)
