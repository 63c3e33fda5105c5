"""`beffroi parking survey`: files of a parking survey in, figures and a page out."""

from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import say_words, write_json
from beffroi.foundation.language import Language, translated


def add(made: typer.Typer, spoken: Language) -> None:
    """Add the command to the group `parking`, with its help in the user's language."""
    made.command(
        "survey",
        help=translated("Tell what surveys of parking tell: occupancy, stays, who respects the "
                        "limit.", spoken),
    )(survey)  # fmt: skip


def survey(  # noqa: PLR0913  (one for each thing that can be given)
    plates: Annotated[
        Path | None, typer.Argument(metavar="PLATES", help="relevé de plaques / plate survey")
    ] = None,
    *,
    places: Annotated[Path, typer.Option(help="places par section / spaces by section")],
    out: Annotated[Path, typer.Option(help="dossier à écrire / folder to write", metavar="DIR")],
    counts: Annotated[Path | None, typer.Option(help="comptages / counts")] = None,
    barriers: Annotated[Path | None, typer.Option(help="entrées, sorties / in, out")] = None,
    meters: Annotated[Path | None, typer.Option(help="horodateurs / tickets of meters")] = None,
    rate: Annotated[float | None, typer.Option(help="prix de l'heure / of an hour, €")] = None,
    fine: Annotated[float | None, typer.Option(help="forfait post-stationnement / fine, €")] = None,
    osm: Annotated[Path | None, typer.Option(help="carte ou étude / map or study")] = None,
    sensors: Annotated[Path | None, typer.Option(help="capteurs / events of sensors")] = None,
    zone: Annotated[str, typer.Option(help="fuseau / time zone")] = "Europe/Paris",
    seed: Annotated[int, typer.Option(help="graine des intervalles / seed of intervals")] = 0,
    json: Json = "",
) -> None:
    """Tell what surveys of parking tell."""
    from beffroi.report import parking_survey_page
    from beffroi.study import parking_survey

    asked = parking_survey.Asked(
        plates=plates, places=places, counts=counts, barriers=barriers, meters=meters,
        sensors=sensors, rate=rate, zone=zone, seed=seed, map=osm, fine=fine,
    )  # fmt: skip
    done = parking_survey.survey(asked, out, parking_survey_page.write)
    if json:
        write_json(parking_survey.as_json(done), json)
    for words in parking_survey.told(done):
        say_words(words)
