"""`beffroi study`: make, run, check and report a town's study.

Each command imports what it needs when it is called, so that help and errors come at once.
"""

from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import language, progress, say, say_words, write_json
from beffroi.foundation.files import is_there, write_text
from beffroi.foundation.language import Language, Words, translated

if TYPE_CHECKING:
    from beffroi.study.opened import Study

MOST_SHOWN = 10
"""Findings printed after a run."""


def now() -> str:
    """Return the date and time in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def app(spoken: Language) -> typer.Typer:
    """Make the group of commands, with its help in the user's language."""

    def told(sentence: str) -> str:
        return translated(sentence, spoken)

    made = typer.Typer(
        help=told("A town's study: make it, run it, check it, report it."), no_args_is_help=True
    )
    made.command("new", help=told("Make a study: a folder with a commented study.toml."))(new)
    made.command("run", help=told("Run a study; what has not changed is not computed again."))(run)
    made.command("check", help=told("Say what is missing, and what it would add."))(check)
    made.command("report", help=told("Write the report of a study that was run."))(report)
    return made


Folder = Annotated[Path, typer.Argument(help="dossier de l'étude / folder of the study")]
Files = Annotated[list[str] | None, typer.Option(help="GTFS (zip | dossier/folder)")]
Systems = Annotated[
    list[str] | None,
    typer.Option(metavar="FILE", help="GBFS (zip | dossier/folder | JSON)"),
]
Only = Annotated[str, typer.Option(help="town,mobility,parking,commerce,usages,maturity")]
Sheets = Annotated[
    list[str] | None, typer.Option(metavar="FILE", help="feuilles de maturité / maturity sheets")
]
Surveys = Annotated[
    list[str] | None,
    typer.Option(
        metavar="form=NAME|FILE,answers=FILE[,margins=FILE][,population=N][,date=DAY]",
        help="enquête / survey",
    ),
]

Scenarios = Annotated[
    list[str] | None,
    typer.Option(metavar="FILE", help="scénario de mobilité / scenario of mobility (TOML)"),
]


def _source(help_: str) -> Any:
    return typer.Option(help=help_, metavar="FILE")


def new(  # noqa: PLR0913  (a command: its arguments are the sources a person may give)
    folder: Folder,
    *,
    osm: Annotated[str, _source("OpenStreetMap : .osm, .osm.gz, .osm.pbf")] = "",
    commune: Annotated[str, typer.Option(help="code INSEE / INSEE code")] = "",
    name: Annotated[str, typer.Option(help="ville à l'étranger / town abroad")] = "",
    gtfs: Files = None,
    perimeter: Annotated[str, _source("GeoJSON | GPKG | SHP.zip")] = "",
    communes: Annotated[str, _source("COG, découpage administratif")] = "",
    epci: Annotated[str, _source("EPCI")] = "",
    populations: Annotated[str, _source("INSEE : populations légales / legal populations")] = "",
    contours: Annotated[str, _source("contours des communes / outlines of communes")] = "",
    programmes: Annotated[str, _source("ANCT : ACV, PVD…")] = "",
    ort: Annotated[str, _source("ANCT : ORT")] = "",
    grid: Annotated[str, _source("INSEE : carreaux / squares 200 m")] = "",
    bnlc: Annotated[str, _source("BNLC : covoiturage / carpool places")] = "",
    bnls: Annotated[str, _source("BNLS : stationnement / car parks")] = "",
    flows: Annotated[str, _source("INSEE : mobilités professionnelles / commuting")] = "",
    gbfs: Systems = None,
    offers: Annotated[str, _source("offres déclarées / declared offers (CSV, XLSX)")] = "",
    rides: Annotated[str, _source("RPC : covoiturages prouvés / carpool proofs (CSV)")] = "",
    incentives: Annotated[str, _source("incitation au covoiturage / carpool pay (TOML)")] = "",
    register: Annotated[str, _source("registre des commerces / register of shops (GPKG)")] = "",
    survey: Surveys = None,
    scenario: Scenarios = None,
    notes: Annotated[str, _source("entretiens codés / coded notes")] = "",
    maturity: Sheets = None,
    catalogue: Annotated[str, _source("solutions de la ville / town's own (XLSX)")] = "",
    facts: Annotated[str, _source("faits de maturité / facts of maturity (CSV)")] = "",
    json: Json = "",
) -> None:
    """Make a study."""
    from beffroi.study import new as making
    from beffroi.study.survey_blocks import parsed

    single = {
        "osm": osm, "perimeter": perimeter, "communes": communes, "epci": epci,
        "populations": populations, "contours": contours,
        "programmes": programmes, "ort": ort, "grid": grid, "bnlc": bnlc, "bnls": bnls,
        "flows": flows, "offers": offers, "rides": rides, "incentives": incentives,
        "register": register,
        "notes": notes, "catalogue": catalogue, "facts": facts,
    }  # fmt: skip
    sources: dict[str, tuple[str, ...]] = {k: (file,) for k, file in single.items() if file}
    several = {"gtfs": gtfs, "gbfs": gbfs, "maturity": maturity}
    sources |= {kind: tuple(files) for kind, files in several.items() if files}
    surveys = tuple(parsed(option) for option in survey or ())
    making.new(
        folder, commune=commune, name=name, sources=sources, surveys=surveys,
        scenarios=tuple(scenario or ()), now=now(),
    )  # fmt: skip
    remarks = making.remarks(folder)
    if json:
        said = [words.as_json() for words in remarks]
        write_json({"figures": [], "findings": [], "warnings": said}, json)
    for words in remarks:
        say_words(words)
    say("Study made: {path}. Next: beffroi study run {folder}",
        path=folder / "study.toml", folder=quote(str(folder)))  # fmt: skip


def run(folder: Folder, *, only: Only = "", json: Json = "") -> None:
    """Run a study and write its report."""
    from beffroi.study import opened as opening
    from beffroi.study import run as running

    rooms = tuple(room.strip() for room in only.split(",") if room.strip())
    with progress() as hear:
        ran = running.run(folder, only=rooms, now=now(), progress=hear)
    study = opening.opened(folder)
    to = folder / "report" / "index.html"
    if not _is_of(to, opening.page_key(folder)):
        _write_page(study, to)
    _write_decisions(study, to.parent)
    if json:
        write_json(answer(study), json)
    _tell_run(study, to, changed=bool(ran.computed))


def _stamp(page: Path) -> Path:
    """Return the file that says which results a page was made from."""
    return page.with_name(f".{page.name}.key")


def _is_of(page: Path, key: str) -> bool:
    """Say whether a page stands, written whole, for the results of a key."""
    stamp = _stamp(page)
    return is_there(page) and is_there(stamp) and stamp.read_text(encoding="utf-8") == key


def _write_page(study: "Study", to: Path) -> None:
    from beffroi.report import page
    from beffroi.study import opened as opening

    write_text(_stamp(to), "")
    page.write(study, to)
    write_text(_stamp(to), opening.page_key(study.folder))


def _write_decisions(study: "Study", folder: Path) -> None:
    """Write decisions to be completed, and the documents of those weighed if they can be."""
    for one in study.proposals:
        if one.decision:
            write_text(folder / "decisions" / f"{one.need}.toml", one.decision)
    if not study.decisions:
        return
    from beffroi.report.decision import documents
    from beffroi.study import decision_log

    if not documents.are_writable():
        say("The notes and slides of the decisions are not written: they need the packages of "
            "beffroi[documents].")  # fmt: skip
        return
    for rank, decided in enumerate(study.decisions, 1):
        place = folder / f"decision-{rank}"
        documents.kept(decided, place, language(), decision_log.frozen(decided))
        say("Decision: {headline} {path}", headline=decided.result.headline.in_(language()),
            path=(place / documents.NOTE).resolve())  # fmt: skip


def _tell_run(study: "Study", report_: Path, *, changed: bool) -> None:
    if not changed:
        say("Nothing has changed: nothing was computed again.")
    for rank, finding in enumerate(study.findings[:MOST_SHOWN], 1):
        say("{rank:>2}. {statement}", rank=rank, statement=finding.statement.in_(language()))
    _warn((*study.left_out, *study.said_of_answers))
    if study.warnings:
        say("Remarks on the sources, to be read in the report: {n}", n=len(study.warnings))
    say("Report: {path}", path=report_.resolve())


def _warn(said: tuple[Words, ...]) -> None:
    for words in said:
        say_words(Words(fr=f"! {words.fr}", en=f"! {words.en}"))


def report(folder: Folder, *, json: Json = "") -> None:
    """Write the report of a study that was run."""
    from beffroi.study import opened as opening

    study = opening.opened(folder)
    to = folder / "report" / "index.html"
    _write_page(study, to)
    _write_decisions(study, to.parent)
    if json:
        write_json(answer(study), json)
    say("Report: {path}", path=to.resolve())


def check(folder: Folder, *, json: Json = "") -> None:
    """Say what a study lacks."""
    from beffroi.study import check as checking

    checked = checking.check(folder)
    if json:
        faults = [words.as_json() for words in (*checked.faults, *checked.remarks)]
        lacks = [
            {"id": lack.id, "name": lack.name.as_json(), "adds": lack.adds.as_json(),
             "how": lack.how.as_json()}
            for lack in checked.lacks
        ]  # fmt: skip
        write_json({"figures": [], "findings": [], "warnings": faults, "lacks": lacks}, json)
    for id_, title in checked.present:
        say("✓ {id}: {title}", id=id_, title=title)
    for fault in checked.faults:
        say_words(fault)
    _warn(checked.remarks)
    for lack in checked.lacks:
        spoken = language()
        say(
            "– {name}: it would add {adds}",
            name=lack.name.in_(spoken),
            adds=_within(lack.adds.in_(spoken)),
        )
        say("  {how}", how=lack.how.in_(spoken))
    if checked.faults:
        raise typer.Exit(2)


def _within(sentence: str) -> str:
    """Write a sentence as the end of another one; an acronym keeps its capitals."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def answer(study: "Study") -> dict[str, Any]:
    """Return a study in the documented JSON shape (`docs/reference/json.md`)."""
    return {
        "figures": [figure.as_json() for figure in study.figures],
        "findings": [finding.as_json() for finding in study.findings],
        "needs": [need.as_json() for need in study.needs],
        "proposals": [
            {
                "need": one.need,
                "kept": [kept.id for kept in one.kept],
                "costs": {kept.id: kept.cost.as_json() for kept in one.kept if kept.cost},
                "excluded": {
                    left.id: [point.says.as_json() for point in left.open_points]
                    for left in one.excluded
                },
            }
            for one in study.proposals
        ],
        "decisions": [
            {
                "file": one.path.name,
                "headline": one.result.headline.as_json(),
                "best": None if one.result.undecidable else one.result.together.best,
            }
            for one in study.decisions
        ],
        "warnings": [words.as_json() for words in study.warnings],
    }
