"""`beffroi catalogue`: look at the solutions, shortlist them, reckon and check them."""

from pathlib import Path
from typing import Annotated, Any

import typer

from beffroi.cli.options import Json
from beffroi.cli.studies import now
from beffroi.cli.voice import say, say_words, write_json
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Language, translated

MOST_CHECKED = 15
"""Facts to check that are shown."""

Own = Annotated[
    Path | None,
    typer.Option("--catalogue", metavar="FILE.xlsx", help="solutions de la ville / town's own"),
]
Needs = Annotated[
    list[str] | None, typer.Option("--need", metavar="ID[=POIDS]", help="besoin / need")
]
Ids = Annotated[list[str] | None, typer.Argument(help="solutions", metavar="[ID]...")]


def workbook(out: Path | None) -> Path | None:
    """Return where to write a workbook.

    Raises
    ------
    InputError
        If its name promises another kind of file.
    """
    if out is not None and out.suffix.lower() != ".xlsx":
        raise InputError(
            "{path} would be a workbook, and its name does not say so: give one that ends in "
            ".xlsx.",
            path=out,
        )
    return out


Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE.xlsx", help="classeur / workbook", callback=workbook),
]


def app(spoken: Language) -> typer.Typer:
    """Make the group of commands, with its help in the user's language."""

    def told(sentence: str) -> str:
        return translated(sentence, spoken)

    made = typer.Typer(
        help=told("The catalogue of solutions: every fact with its source and its class."),
        no_args_is_help=True,
    )
    made.command("list", help=told("List the solutions, or those that answer a need."))(list_)
    made.command("needs", help=told("List the needs that a town can weigh."))(needs)
    made.command("show", help=told("Show all that is known of a solution."))(show)
    made.command("export", help=told("Write the catalogue as a workbook to be completed."))(export)
    made.command("check", help=told("Check a workbook that a town has completed."))(check)
    made.command("shortlist", help=told("Shortlist the solutions that answer needs, with the "
                                        "reason of every exclusion."))(shortlist)  # fmt: skip
    made.command("compliance", help=told("Confront solutions with requirements."))(compliance)
    made.command("cost", help=told("Reckon the total cost of solutions over some years."))(cost)
    made.command("freshness", help=told("Say how much the catalogue knows, how old it is, and what "
                                        "to check first."))(freshness)  # fmt: skip
    return made


def _answer(key: str, value: object) -> dict[str, Any]:
    return {"figures": [], "findings": [], "warnings": [], key: value}


def list_(*, need: Needs = None, catalogue: Own = None, json: Json = "") -> None:
    """List solutions."""
    from beffroi.study import catalogue_answers as answers
    from beffroi.study import catalogue_inputs as inputs
    from beffroi.study import catalogues

    known = catalogues.opened(catalogue, today=now()[:10])
    shown = known.serving(inputs.needs(need)) if need else tuple(known)
    if json:
        write_json(_answer("solutions", [answers.solution_json(one) for one in shown]), json)
    for one in shown:
        say_words(answers.entry_words(one.id, one.name, one.what))
    say("Solutions: {n}", n=len(shown))


def needs(*, json: Json = "") -> None:
    """List needs."""
    from beffroi.study import catalogue_answers as answers
    from beffroi.territory.need import known_needs

    if json:
        told = [{"id": one.id, "name": one.name.as_json()} for one in known_needs().values()]
        write_json(_answer("needs", told), json)
    for one in known_needs().values():
        say_words(answers.entry_words(one.id, one.name))


def show(
    solution: Annotated[str, typer.Argument(help="solution", metavar="ID")],
    *,
    catalogue: Own = None,
    json: Json = "",
) -> None:
    """Show a solution."""
    from beffroi.study import catalogue_answers as answers
    from beffroi.study import catalogue_inputs as inputs
    from beffroi.study import catalogues

    (one,) = inputs.solutions(catalogues.opened(catalogue, today=now()[:10]), [solution])
    if json:
        write_json(_answer("solutions", [answers.solution_json(one)]), json)
    for line in answers.solution_lines(one):
        say_words(line)


def export(
    *,
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FILE.xlsx", help="classeur / workbook", callback=workbook),
    ],
    need: Needs = None,
    study: Annotated[Path | None, typer.Option(help="étude / study", metavar="DIR")] = None,
    catalogue: Own = None,
) -> None:
    """Export the catalogue."""
    from beffroi.study import catalogue_inputs as inputs
    from beffroi.study import catalogues

    known = catalogues.opened(catalogue, study=study, today=now()[:10])
    found = None
    if need:
        town = catalogues.context(study, catalogues.Context(date=now()[:10]))
        found = catalogues.shortlisted(known, inputs.needs(need), town)
    catalogues.exported(out, known, found=found)
    say("Catalogue written: {path}. Complete it, then: beffroi catalogue check {path}", path=out)


def check(file: Annotated[Path, typer.Argument(help="classeur / workbook")]) -> None:
    """Check a workbook."""
    from beffroi.study import catalogues

    found = catalogues.checked(file, today=now()[:10])
    say("{path} is sound: {facts} facts; new solutions: {new}; told anew: {replaced}; "
        "completed: {completed}", path=file, facts=found.facts, new=", ".join(found.new) or "–",
        replaced=", ".join(found.replaced) or "–",
        completed=", ".join(found.completed) or "–")  # fmt: skip
    if found.elsewhere:
        say("Numbers that bear a place or are averages count as seen elsewhere, and bound nothing "
            "for the town: {solutions}. Leave the place empty for your own quotations.",
            solutions=", ".join(found.elsewhere))  # fmt: skip


def shortlist(  # noqa: PLR0913  (a command: its options are what a person may say of a town)
    *,
    need: Needs = None,
    study: Annotated[Path | None, typer.Option(help="étude / study", metavar="DIR")] = None,
    population: Annotated[float | None, typer.Option(help="habitants", min=0)] = None,
    region: Annotated[str, typer.Option(help="code INSEE de la région / of the region")] = "",
    overseas: Annotated[bool | None, typer.Option(help="outre-mer / overseas")] = None,
    aom: Annotated[bool | None, typer.Option(help="autorité de mobilité / authority")] = None,
    paid_parking: Annotated[bool | None, typer.Option(help="stationnement payant")] = None,
    staff_days: Annotated[float | None, typer.Option(help="jours/an, days a year", min=0)] = None,
    budget: Annotated[float | None, typer.Option(help="€ mise en place / set-up", min=0)] = None,
    budget_run: Annotated[float | None, typer.Option(help="€/an, €/year", min=0)] = None,
    has: Annotated[list[str] | None, typer.Option(metavar="ID", help="la ville a / has")] = None,
    lacks: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="la ville n'a pas / lacks")
    ] = None,
    count: Annotated[list[str] | None, typer.Option(metavar="ID=N", help="bikes=60")] = None,
    stage: Annotated[
        list[str] | None, typer.Option(metavar="LIGNE=N", help="maturité / maturity, 0-4")
    ] = None,
    catalogue: Own = None,
    json: Json = "",
    out: Out = None,
) -> None:
    """Shortlist solutions."""
    from beffroi.study import catalogue_answers as answers
    from beffroi.study import catalogue_inputs as inputs
    from beffroi.study import catalogues

    said = catalogues.Context(
        population=population, region=region or None, is_overseas=overseas, is_aom=aom,
        has_paid_parking=paid_parking, staff_days=staff_days, budget_build=budget,
        budget_run=budget_run, date=now()[:10], has=inputs.flags(has or (), lacks or ()),
        counts=inputs.counts(count or ()), maturity=inputs.stages(stage or ()),
    )  # fmt: skip
    known = catalogues.opened(catalogue, study=study, today=now()[:10])
    town = catalogues.context(study, said)
    asked = inputs.asked(need or (), catalogues.needs_of(study) if study and not need else {})
    found = catalogues.shortlisted(known, asked, town)
    if json:
        write_json(_answer("shortlist", answers.shortlist_json(found)), json)
    if out:
        catalogues.exported(out, known, found=found)
    for line in answers.shortlist_lines(found):
        say_words(line)


def compliance(
    ids: Ids = None,
    *,
    need: Needs = None,
    catalogue: Own = None,
    json: Json = "",
    out: Out = None,
) -> None:
    """Confront solutions with requirements."""
    from beffroi.study import catalogue_answers as answers
    from beffroi.study import catalogue_inputs as inputs
    from beffroi.study import catalogues

    columns = inputs.chosen(catalogues.opened(catalogue, today=now()[:10]), ids or (), need or ())
    rows = catalogues.matrix(columns)
    if json:
        cells = [answers.verdict_json(cell) for row in rows for cell in row]
        write_json(_answer("compliance", cells), json)
    if out:
        catalogues.write_matrix(out, columns)
    for line in answers.matrix_lines(columns, rows):
        say_words(line)


def cost(
    ids: Annotated[list[str], typer.Argument(help="solutions", metavar="ID...")],
    *,
    years: Annotated[int, typer.Option(help="années / years", min=1, max=100)] = 5,
    count: Annotated[
        list[str] | None, typer.Option(metavar="MESURE=N", help="town=1, bike=60…")
    ] = None,
    discount: Annotated[
        str, typer.Option(help="0 | fr | uk | 0.03 : actualisation / discount rate")
    ] = "0",
    catalogue: Own = None,
    json: Json = "",
) -> None:
    """Reckon costs."""
    from beffroi.study import catalogue_costs as answers
    from beffroi.study import catalogue_inputs as inputs
    from beffroi.study import catalogues

    asked = inputs.solutions(catalogues.opened(catalogue, today=now()[:10]), ids)
    found = catalogues.costs(asked, years=years, quantities=inputs.quantities(count or ()),
                             rate=inputs.rate(discount))  # fmt: skip
    if json:
        write_json(_answer("costs", [answers.cost_json(one) for one in found]), json)
    for solution, one in zip(asked, found, strict=True):
        for line in answers.cost_lines(solution, one):
            say_words(line)


def freshness(*, catalogue: Own = None, json: Json = "") -> None:
    """Report freshness."""
    from beffroi.study import catalogue_answers as answers
    from beffroi.study import catalogues

    found = catalogues.fresh(catalogues.opened(catalogue, today=now()[:10]), today=now()[:10])
    if json:
        told = answers.freshness_json(found, most=MOST_CHECKED)
        write_json(_answer("freshness", told), json)
    for line in answers.freshness_lines(found, most=MOST_CHECKED):
        say_words(line)
