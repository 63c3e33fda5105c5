"""`beffroi informal`: rides drawn from a timetable, a timetable compared with a reference."""

from itertools import count
from pathlib import Path
from typing import Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import progress, say_words, write_json
from beffroi.foundation.folders import fresh
from beffroi.foundation.language import Language, both, translated


def app(spoken: Language) -> typer.Typer:
    """Make the group of commands, with its help in the user's language."""

    def told(sentence: str) -> str:
        return translated(sentence, spoken)

    made = typer.Typer(
        help=told("Informal mobility: from rides on board to a network that can be published."),
        no_args_is_help=True,
    )
    made.command("build", help=told("Build a network from files of rides: lines, stops, times."))(
        build
    )
    made.command("simulate", help=told("Draw rides from a timetable, with their truth beside."))(
        simulate
    )
    made.command("compare", help=told("Say how near a timetable comes to a reference."))(compare)
    made.command("regulate", help=told("Propose a regulated network, its costs and its plan."))(
        regulate
    )
    return made


def build(  # noqa: PLR0913  (one for each thing that can be given)
    rides: Annotated[list[Path], typer.Argument(help="GPX, CSV, GeoJSON, dossier, ZIP / folder")],
    *,
    out: Annotated[Path, typer.Option(help="dossier à écrire / folder to write", metavar="DIR")],
    osm: Annotated[Path | None, typer.Option(help="carte OpenStreetMap / map")] = None,
    counts: Annotated[
        list[Path] | None, typer.Option(help="comptages, répétable / counts, repeatable (CSV)")
    ] = None,
    stops: Annotated[Path | None, typer.Option(help="arrêts connus / known stops")] = None,
    fares: Annotated[Path | None, typer.Option(help="prix payés / prices paid (CSV)")] = None,
    water: Annotated[Path | None, typer.Option(help="fleuve / river (GeoJSON)")] = None,
    agency: Annotated[str, typer.Option(help="autorité / authority")] = "Transport informel",
    zone: Annotated[str, typer.Option(help="fuseau / time zone: America/Cayenne")] = "",
    currency: Annotated[str, typer.Option(help="monnaie ISO 4217 / currency")] = "EUR",
    url: Annotated[str, typer.Option(help="page de l’autorité / of the authority")] = "",
    begin: Annotated[str, typer.Option(help="premier jour / first day: 2026-12-01")] = "",
    provisional: Annotated[bool, typer.Option(help="publier le provisoire / too")] = False,
    routes: Annotated[
        str, typer.Option(help="routes GTFS / GTFS routes: line | variant", metavar="WHAT")
    ] = "line",
    translations: Annotated[Path | None, typer.Option(help="noms traduits / names (CSV)")] = None,
    codespace: Annotated[str, typer.Option(help="tête des ids NeTEx / of NeTEx ids")] = "",
    hailed: Annotated[bool, typer.Option(help="à la demande partout / hailed anywhere")] = False,
    headway: Annotated[float, typer.Option(help="minutes, si non compté / if not counted")] = 0.0,
    hours: Annotated[str, typer.Option(help="heures de service / of service")] = "6-20",
    bikes: Annotated[str, typer.Option(help="vélos à bord / bikes on board: yes | no")] = "",
    epsg: Annotated[int, typer.Option(help="code EPSG des mètres / of metres")] = 0,
    columns: Annotated[str, typer.Option(help="table sans en-têtes / without headings")] = "",
    json: Json = "",
) -> None:
    """Build a network from files of rides."""
    from beffroi.report import network_page
    from beffroi.study import informal_asked, informal_build

    asked = informal_asked.Asked(
        osm=osm, counts=tuple(counts or ()), stops=stops, fares=fares, water=water, agency=agency,
        zone=zone,
        currency=currency, url=url, begin=begin, provisional=provisional, epsg=epsg,
        columns=columns, translations=translations, routes=routes, codespace=codespace,
        hailed=hailed, headway=headway, hours=hours, bikes=bikes,
    )  # fmt: skip
    with fresh(out), progress() as hear:
        done, all_ = count(), informal_build.STAGES
        built = informal_build.build(
            rides, out, asked, step=lambda words: hear(words, next(done), all_)
        )
        network_page.write(built, out / informal_build.PAGE)
        hear(both("Done"), all_, all_)
    if json:
        write_json(informal_build.as_json(built), json)
    for words in informal_build.told(built):
        say_words(words)


def simulate(  # noqa: PLR0913  (one for each thing that can be drawn)
    feed: Annotated[Path, typer.Argument(help="archive ou dossier GTFS / GTFS archive or folder")],
    *,
    out: Annotated[Path, typer.Option(help="dossier à écrire / folder to write", metavar="DIR")],
    rides: Annotated[int, typer.Option(help="trajets / rides")] = 100,
    variants: Annotated[int, typer.Option(help="variantes, 0 : toutes / variants, 0: all")] = 0,
    noise: Annotated[float, typer.Option(help="écart-type, m / standard deviation, m")] = 5.0,
    sampling: Annotated[float, typer.Option(help="secondes entre points / s between fixes")] = 1.0,
    gaps: Annotated[float, typer.Option(help="silences par heure / silences an hour")] = 0.2,
    skipped: Annotated[float, typer.Option(help="part d'arrêts sautés / share skipped")] = 0.25,
    detours: Annotated[float, typer.Option(help="part de détours / share of detours")] = 0.03,
    lights: Annotated[bool, typer.Option(help="feux rouges / red lights")] = True,
    fill_and_go: Annotated[bool, typer.Option(help="départ au plein / leave when full")] = True,
    counts: Annotated[bool, typer.Option(help="montées et descentes / passengers on, off")] = False,
    fares: Annotated[bool, typer.Option(help="prix payés / prices paid")] = False,
    labels: Annotated[bool, typer.Option(help="nommer la ligne / name the line")] = False,
    form: Annotated[str, typer.Option("--format", help="gpx | csv", metavar="FORMAT")] = "gpx",
    day: Annotated[
        str, typer.Option(help="premier jour / first day", metavar="YYYY-MM-DD")
    ] = "2026-01-05",
    days: Annotated[int, typer.Option(help="jours ouvrables / working days")] = 5,
    seed: Annotated[int, typer.Option(help="graine / seed")] = 0,
    json: Json = "",
) -> None:  # fmt: skip
    """Draw rides from a timetable."""
    from beffroi.study import informal_simulation

    options = informal_simulation.Options(
        rides=rides, variants=variants, noise=noise, sampling=sampling, gaps=gaps, skipped=skipped,
        detours=detours, lights=lights, fill_and_go=fill_and_go, counts=counts, fares=fares,
        labels=labels, seed=seed, day=day, days=days,
    )  # fmt: skip
    drawn = informal_simulation.simulate(feed, out, options, form=form)
    if json:
        write_json(informal_simulation.as_json(drawn), json)
    for words in informal_simulation.told(drawn):
        say_words(words)


def compare(
    feed: Annotated[Path, typer.Argument(help="GTFS à juger / GTFS to judge")],
    reference: Annotated[Path, typer.Argument(help="GTFS de référence / reference GTFS")],
    *,
    seed: Annotated[int, typer.Option(help="graine des intervalles / seed of intervals")] = 0,
    json: Json = "",
) -> None:
    """Compare a timetable with a reference."""
    from beffroi.study import informal_comparison

    compared = informal_comparison.compare(feed, reference, seed=seed)
    if json:
        write_json(informal_comparison.as_json(compared), json)
    for words in informal_comparison.told(compared):
        say_words(words)


def regulate(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="dossier de informal build / folder it wrote")
    ],
    *,
    hypotheses: Annotated[
        Path | None,
        typer.Option(metavar="FILE.toml", help="prix, coûts… / fares, costs…"),
    ] = None,
    population: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="points ou carreaux et leurs habitants / points and "
                     "their inhabitants"),
    ] = None,
    seed: Annotated[int, typer.Option(help="graine des intervalles / seed of intervals")] = 0,
    json: Json = "",
) -> None:  # fmt: skip
    """Propose a regulated network: lines, stops, vehicles, costs, and a plan in four steps."""
    from beffroi.report import regulation_page, regulation_word
    from beffroi.study import informal_regulation

    done = informal_regulation.regulate(
        folder,
        regulation_page.write,
        chosen=hypotheses,
        population=population,
        seed=seed,
        word=regulation_word.write if regulation_word.is_writable() else None,
    )
    if json:
        write_json(informal_regulation.as_json(done), json)
    for words in informal_regulation.told(done):
        say_words(words)
