"""`beffroi survey`: questionnaires for the field, and the answers that come back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beffroi.cli.options import Json
from beffroi.cli.voice import language, say, say_words, write_json
from beffroi.foundation.language import Language, translated

if TYPE_CHECKING:
    from beffroi.study.surveys import Count, Heads

Asked = Annotated[
    str, typer.Argument(metavar="NAME|FILE", help="nom ou XLSForm / name or XLSForm (XLSX)")
]


def app(spoken: Language) -> typer.Typer:
    """Make the group of commands, with its help in the user's language."""

    def told(sentence: str) -> str:
        return translated(sentence, spoken)

    made = typer.Typer(
        help=told("Surveys: questionnaires for the field, and the answers that come back."),
        no_args_is_help=True,
    )
    made.command("forms", help=told("List the ready questionnaires."))(forms)
    made.command("form", help=told("Write a questionnaire as an XLSForm (KoboToolbox, ODK)."))(form)
    made.command("read", help=told("Read the answers to a questionnaire, and count them."))(read)
    return made


def forms(*, json: Json = "") -> None:
    """List the ready questionnaires."""
    from beffroi.study import surveys

    ready = surveys.forms()
    if json:
        listed = [
            {
                "id": one.id,
                "version": one.version,
                "title": one.title.as_json(),
                "people": one.people.as_json(),
                "questions": len(one.asked),
                "minutes": one.minutes,
            }
            for one in ready
        ]
        write_json({"figures": [], "findings": [], "warnings": [], "forms": listed}, json)
        return
    spoken = language()
    for one in ready:
        say(
            "{id}: {title} ({n} questions, about {minutes} min). {people}.",
            id=one.id,
            title=one.title.in_(spoken),
            n=len(one.asked),
            minutes=f"{one.minutes:g}",
            people=one.people.in_(spoken),
        )


def form(
    asked: Asked,
    *,
    out: Annotated[Path, typer.Option(metavar="FILE.xlsx", help="classeur / workbook")],
    quarters: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="quartiers de la ville / quarters of the town"),
    ] = None,
    json: Json = "",
) -> None:
    """Write a questionnaire as an XLSForm."""
    from beffroi.study import surveys

    written = surveys.write_form(asked, out, quarters=quarters)
    warnings = [words.as_json() for words in written.warnings]
    if json:
        answer = {"figures": [], "findings": [], "warnings": warnings, "files": [out.name]}
        write_json(answer, json)
    for words in written.warnings:
        say_words(words)
    say(
        "{path}: {n} questions, accepted by the tools that run XLSForms.",
        path=out,
        n=len(written.questionnaire.asked),
    )


def read(
    answers: Annotated[Path, typer.Argument(help="export CSV | XLSX")],
    *,
    form: Annotated[
        str, typer.Option(metavar="NAME|FILE", help="nom ou XLSForm / name or XLSForm (XLSX)")
    ],
    tool: Annotated[str, typer.Option(help="kobo | limesurvey")] = "",
    margins: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="marges / census margins")
    ] = None,
    population: Annotated[
        float | None, typer.Option(help="habitants visés / people spoken of", min=1)
    ] = None,
    notes: Annotated[
        Path | None, typer.Option(metavar="FILE", help="entretiens codés / coded notes")
    ] = None,
    out: Annotated[str, typer.Option(metavar="FILE.parquet", help="tableau / table")] = "",
    json: Json = "",
) -> None:
    """Read the answers to a questionnaire, count them, and rank what people ask for."""
    from beffroi.study import surveys, usages

    found = surveys.read_answers(answers, form, tool=tool)
    counted, heads = surveys.counts(found), surveys.heads(found)
    given = usages.Given(found, answers, margins=margins, population=population)
    heard = usages.usages([given], notes)
    if out:
        surveys.write_answers(found, Path(out))
    if json:
        answer = heard.as_json() | {
            "answers": {
                "form": found.questionnaire.id,
                **heads.as_json(),
                "questions": [count.as_json() for count in counted],
            },
        }
        write_json(answer, json)
    for words in heard.warnings:
        say_words(words)
    _say_heads(heads)
    for count in counted:
        _say_count(count)
    if any(count.hides for count in counted):
        say_words(surveys.hidden_words())
    for words in heard.lines:
        say_words(words)


def _say_heads(heads: "Heads") -> None:
    n = "…" if heads.respondents is None else heads.respondents
    parts = {"n": n, "aside": heads.set_aside}
    if heads.rows is None:
        say(
            "Answers read: {n}, without the kinds of people of whom there are a few. "
            "Rows set aside: {aside}.",
            **parts,
        )
    else:
        say("Answers read: {n}. Rows set aside: {aside} of {rows}.", **parts, rows=heads.rows)


def _say_count(count: "Count") -> None:
    spoken = language()
    people = count.people.in_(spoken)
    n = "…" if count.answered is None else count.answered
    parts = {"question": count.question.label.in_(spoken), "name": count.question.name, "n": n}
    if people:
        say("{question} [{name}]; answers: {n} ({people})", **parts, people=people)
    else:
        say("{question} [{name}]; answers: {n}", **parts)
    for one in count.chosen:
        if one.n is None:
            say("    … {label}", label=one.label.in_(spoken))
        elif one.n:
            say("    {n} {label}", n=one.n, label=one.label.in_(spoken))
