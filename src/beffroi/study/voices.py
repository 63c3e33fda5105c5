"""Rooms of what people say: surveys and notes, and the maturity that respondents saw."""

from collections.abc import Iterator
from dataclasses import asdict

from beffroi.formats import maturity_sheets
from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words, both
from beffroi.method.maturity.grid import maturity_grid
from beffroi.method.maturity.reasons import carried
from beffroi.study import hearing, usages
from beffroi.study.assessment import Assessment, assessment, last_day
from beffroi.study.ground import town_of
from beffroi.study.hearing import Heard
from beffroi.study.proving import Proven, proven
from beffroi.study.sources import DRAWER
from beffroi.study.workshop import Made, Step, Workshop
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.town import is_drawn_code

USAGES = Words("Usages et demandes", "Usages and requests")
HEARD = ("answers", "form", "margins", "notes")
"""Kinds of files that hold what people said, and what weights it."""
MATURITY = Words("Maturité numérique", "Digital maturity")
PROVING = ("town", "mobility", "parking")
"""Rooms whose figures answer questions of the maturity grid."""


def steps(shop: Workshop, rooms: tuple[str, ...], ground: tuple[str, ...]) -> Iterator[Step]:
    """List the steps of the rooms asked for that have something to read.

    Parameters
    ----------
    shop
        The study.
    rooms
        Names of rooms asked for.
    ground
        Names of the ground steps.
    """
    heard = tuple(entry.id for kind in HEARD for entry in shop.of_kind(kind))
    if "usages" in rooms and (heard or shop.refused):
        asked = {f"{n}": asdict(survey) for n, survey in enumerate(shop.settings.surveys, 1)}
        refused = {id_: why.as_json() for id_, why in shop.refused.items()}
        options = {**asked, **({"refused": refused} if refused else {})}
        yield Step("usages", USAGES, usages_room, after=ground, inputs=heard, options=options)
    sheets = tuple(entry.id for entry in shop.of_kind("maturity"))
    if "maturity" in rooms and sheets:
        after = (*ground, *PROVING)
        facts = tuple(entry.id for entry in shop.of_kind("facts"))
        yield Step("maturity", MATURITY, maturity_room, after=after, inputs=(*sheets, *facts))


def usages_room(shop: Workshop) -> Made:
    """Weight and rank the answers to surveys, and cite the notes."""
    said = hearing.heard(shop.settings, {id_: shop.path(id_) for id_ in shop.entries}, shop.refused)
    drawer = DRAWER if is_drawn_code(shop.settings.commune) else ""
    found = usages.usages(said.given, said.notes, drawer=drawer)
    told = found.as_json()
    outcome = found.outcome
    cited = [source for figure in outcome.figures for source in figure.sources]
    tables = {f"{name}.parquet": table for name, table in outcome.tables.items()}
    return tables | {
        "usages.json": {
            **{part: told[part] for part in ("figures", "findings")},
            "exhibits": [*(one.as_json() for one in _left_out(said)), *told["exhibits"]],
            "warnings": [*(one.says.as_json() for one in said.left_out), *told["warnings"]],
            "left_out": [one.says.as_json() for one in said.left_out],
            "people": [{"need": need, "evidence": one.as_json()} for need, one in found.people],
            "sources": [source.as_json() for source in dict.fromkeys(cited)],
        }
    }


def _left_out(said: Heard) -> Iterator[Exhibit]:
    """Show at the head of the room what could not be used, and what follows from it."""
    if said.left_out:
        yield Exhibit(
            id="usages.left_out",
            title=both("What could not be used"),
            shape="table",
            fields=(Field("says", both("File and reason")),),
            rows=tuple((one.says,) for one in said.left_out),
            sources=(),
            note=both(
                "Mend the file, or take it out of study.toml, and run the study again. "
                "The rest of the study does not rest on it."
            ),
        )


def maturity_room(shop: Workshop) -> Made:
    """Score the town's maturity, from the sheets that came back and from what data say."""
    grid = maturity_grid()
    read = [
        (entry.file, maturity_sheets.read(shop.path(entry.id), grid))
        for entry in shop.of_kind("maturity")
    ]
    responses, repeated = maturity_sheets.distinct(
        (name, response) for name, found in read for response in found.responses
    )
    came = max(entry.retrieved[:10] for entry in shop.of_kind("maturity"))
    today = min(last_day(responses) or came, came)
    known = facts(shop, today=today)
    assessed = assessment(grid, responses, known.facts, today=today, sought=known.sought)
    warnings = (
        *(words for _, found in read for words in found.warnings), *repeated, *known.warnings
    )  # fmt: skip
    tabled = assessed.as_json()
    return {
        "maturity.json": {
            **{part: tabled[part] for part in ("figures", "findings")},
            "exhibits": [
                *tabled["exhibits"][:1],
                *(one.as_json() for one in _measures(assessed)),
                *tabled["exhibits"][1:],
                *(one.as_json() for one in _not_sought(assessed)),
            ],
            "warnings": [words.as_json() for words in warnings],
            "stages": {line.line: line.stage for line in assessed.profile.lines},
            "capacity": tabled["capacity"],
        }
    }


def facts(shop: Workshop, *, today: str) -> Proven:
    """Gather what the registers, the rooms already done and the table of facts say."""
    documents = [shop.document(room) for room in PROVING]
    figures = [Figure.from_json(one) for document in documents for one in document["figures"]]
    return proven(town_of(shop), figures=figures, shop=shop, today=today)


def _not_sought(assessed: Assessment) -> Iterator[Exhibit]:
    """Show what data could answer, and that no data was asked for."""
    lines = {line.id: line.name for line in assessed.grid.lines}
    rows = tuple(
        (lines[proof.line], proof.question, proof.where, proof.fact)
        for proof in assessed.not_sought
    )
    if rows:
        yield Exhibit(
            id="maturity.not_sought",
            title=both("What data could answer, and was not sought"),
            shape="table",
            fields=(
                Field("line", both("Line")),
                Field("question", both("Question")),
                Field("where", both("Where to look")),
                Field("fact", both("Fact")),
            ),
            rows=rows,
            sources=(assessed.grid.source,),
            note=both(
                "The respondents alone answer these. Whoever reads the public page may give the "
                "fact with its address, in the table named by `facts` under [sources]."
            ),
        )


def _measures(assessed: Assessment) -> Iterator[Exhibit]:
    """Show the first measures, and the steps that wait, with the reason of each."""
    grid = assessed.grid
    lines = {line.id: line.name for line in grid.lines}
    chosen = [
        (lines[m.line], assessed.what(m), _joined(assessed.why(m))) for m in assessed.plan.chosen
    ]
    waiting = [
        (lines[m.line], assessed.what(m), assessed.why_not(m)) for m in assessed.plan.waiting
    ]
    tables = (
        ("first_measures", Words("Premières mesures", "First measures"), chosen),
        ("waiting", Words("Ce qui attend, et pourquoi", "What waits, and why"), waiting),
    )
    for key, title, rows in tables:
        if rows:
            yield Exhibit(
                id=f"maturity.{key}",
                title=title,
                shape="table",
                fields=(
                    Field("line", Words("Ligne", "Line")),
                    Field("measure", Words("Mesure", "Measure")),
                    Field("why", Words("Pourquoi", "Why")),
                ),
                rows=tuple(rows),
                sources=(grid.source,),
                note=_joined_sentences(assessed),
            )


def _joined_sentences(assessed: Assessment) -> Words:
    """Say whether the measures are carried and, if there are few, why."""
    said = [one for one in (carried(assessed.plan.fit), assessed.shortfall) if one]
    return Words(" ".join(one.fr for one in said), " ".join(one.en for one in said))


def _joined(reasons: tuple[Words, ...]) -> Words:
    return Words("; ".join(one.fr for one in reasons), "; ".join(one.en for one in reasons))
