"""Rooms of what people say: surveys and notes, and the maturity that respondents saw."""

from collections.abc import Iterator

from beffroi.formats import maturity_sheets
from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words
from beffroi.method.maturity.grid import maturity_grid
from beffroi.study.assessment import Assessment, assessment, of_figures, of_town
from beffroi.study.ground import town_of
from beffroi.study.workshop import Made, Step, Workshop
from beffroi.territory.maturity import Fact

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
        Names of the ground steps, and of the rooms that are done before.
    """
    sheets = tuple(entry.id for entry in shop.of_kind("maturity"))
    if "maturity" in rooms and sheets:
        yield Step("maturity", MATURITY, maturity_room, after=ground, inputs=sheets)


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
    days = sorted(response.date for response in responses if response.date)
    today = days[-1] if days else max(e.retrieved[:10] for e in shop.of_kind("maturity"))
    assessed = assessment(grid, responses, facts(shop), today=today)
    warnings = (*(words for _, found in read for words in found.warnings), *repeated)
    tabled = assessed.as_json()
    return {
        "maturity.json": {
            **{part: tabled[part] for part in ("figures", "exhibits", "findings")},
            "warnings": [words.as_json() for words in warnings],
            "measures": _measures(assessed),
            "stages": {line.line: line.stage for line in assessed.profile.lines},
            "capacity": tabled["capacity"],
        }
    }


def facts(shop: Workshop) -> dict[str, Fact]:
    """Gather what the registers and the rooms already done say, by id of fact."""
    documents = [shop.document(room) for room in PROVING if room in shop.keys]
    figures = [Figure.from_json(one) for document in documents for one in document["figures"]]
    found = (*of_town(town_of(shop)), *of_figures(figures))
    return {fact.id: fact for fact in found}


def _measures(assessed: Assessment) -> list[dict[str, object]]:
    """List the first measures as they are shown: what, and why."""
    return [
        {
            "what": assessed.what(measure).as_json(),
            "why": [words.as_json() for words in assessed.why(measure)],
        }
        for measure in assessed.plan.chosen
    ]
