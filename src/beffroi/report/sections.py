"""The sections of a report: which figures, findings and charts stand together, and what lacks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words, both
from beffroi.study.decide import Decided
from beffroi.study.lacks import Lack
from beffroi.study.opened import Study
from beffroi.study.solutions import Proposal, Proposed
from beffroi.territory.exhibit import Exhibit
from beffroi.territory.finding import Finding

TOWN = "town"
NEEDS = "needs"
QUALITY = "quality"
MOST_IN_BRIEF = 10


@dataclass(frozen=True)
class Section:
    """What a report says of one room of the study.

    Attributes
    ----------
    room
        Its key, which is also its anchor in the page.
    title
        Its heading.
    figures, exhibits, lacks
        What it holds, in the order of the study.
    was_run
        Whether the study computed it.
    """

    room: str
    title: Words
    figures: tuple[Figure, ...]
    exhibits: tuple[Exhibit, ...]
    lacks: tuple[Lack, ...]
    was_run: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to print, not even what to bring."""
        return not (self.figures or self.exhibits or self.lacks)


def room_of(id_: str) -> str:
    """Return what precedes the first dot of an id.

    Examples
    --------
    >>> room_of("commerce.vacancy_rate")
    'commerce'
    """
    return id_.partition(".")[0]


def section(study: Study, room: str) -> Section:
    """Gather what a study holds on one room."""
    return Section(
        room=room,
        title=_titles().get(room, Words(room, room)),
        figures=tuple(figure for figure in study.figures if room_of(figure.id) == room),
        exhibits=tuple(exhibit for exhibit in study.exhibits if room_of(exhibit.id) == room),
        lacks=tuple(lack for lack in study.lacks if lack.room == room),
        was_run=room in study.rooms,
    )


def sections(study: Study) -> tuple[Section, ...]:
    """Gather every section with something to say, the town's sheet and the needs apart.

    Returns
    -------
    Mobility, parking and commerce in this order, then rooms that have no name here yet.
    """
    ids = [*(figure.id for figure in study.figures), *(item.id for item in study.exhibits)]
    lacking = [lack.room for lack in study.lacks]
    rooms = dict.fromkeys([*_titles(), *map(room_of, ids), *lacking])
    gathered = (section(study, room) for room in rooms if room not in {TOWN, NEEDS})
    return tuple(section_ for section_ in gathered if not section_.is_empty)


def _titles() -> dict[str, Words]:
    return {
        TOWN: both("The town"),
        "mobility": both("Mobility"),
        "scenario": both("Scenarios"),
        "parking": both("Parking"),
        "commerce": both("Shops"),
        "usages": both("Usages and requests"),
        "maturity": both("Digital maturity"),
        QUALITY: both("Quality of the data"),
    }


def in_brief(findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Part the findings into those read first and the others, heaviest first in both."""
    ordered = tuple(sorted(findings, key=lambda finding: -finding.weight))
    return ordered[:MOST_IN_BRIEF], ordered[MOST_IN_BRIEF:]


def solutions_cited(proposals: tuple[Proposal, ...]) -> tuple[Proposed, ...]:
    """List every solution that proposals name, kept or left out, each once."""
    named = (one for proposal in proposals for one in (*proposal.kept, *proposal.excluded))
    return tuple({one.id: one for one in named}.values())


def performances(rank: int, decided: Decided) -> Exhibit:
    """Return the table that a decision rests on, under an id of its own in the page.

    Parameters
    ----------
    rank
        Rank of the decision in the study, from 1.
    decided
        The decision.
    """
    tables = decided.result.exhibits
    table = next(one for one in tables if one.id == "arbitration.performances")
    return replace(table, id=f"decision-{rank}.performances")


def numbered_sources(study: Study) -> dict[Source, int]:
    """Give a number to every source that the report quotes, those of the study first.

    Returns
    -------
    Numbers from 1, in the order of printing.
    """
    quoted: Iterable[Source] = (
        *study.sources,
        *(source for figure in study.figures for source in figure.sources),
        *(source for exhibit in study.exhibits for source in exhibit.sources),
        *(source for one in study.decisions for source in performances(1, one).sources),
    )
    return {source: number for number, source in enumerate(dict.fromkeys(quoted), start=1)}
