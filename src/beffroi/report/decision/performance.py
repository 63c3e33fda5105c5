"""The performance table of a decision, cell by cell: number, class of evidence, date, sources."""

from dataclasses import dataclass

from beffroi.foundation.language import Language, both
from beffroi.foundation.numbers import unit_name
from beffroi.report.decision.phrases import key_of, plain, sentence
from beffroi.report.words import dated
from beffroi.study.decide import Arbitrated, Cell, Criterion, number_of


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an option on a criterion, in words.

    Attributes
    ----------
    number
        The number, with the interval used where it has one; that it is unknown otherwise.
    evidence
        Letter of the class of evidence; empty where nothing is known.
    date
        The date it speaks of; empty if unknown.
    sources
        Name, publisher and date of each of its sources.
    value, low, high
        The same as numbers: the value told and the bounds used; None where there is none.
    remarks
        What a reader must know of the number, and what its author adds.
    """

    number: str
    evidence: str
    date: str
    sources: tuple[str, ...]
    remarks: tuple[str, ...]
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def short(self) -> str:
        """Return the number with its class, as a table shows it."""
        return f"{self.number} ({self.evidence})" if self.evidence else self.number

    @property
    def dated(self) -> str:
        """Return the number with its class and its date."""
        beside = ", ".join(part for part in (self.evidence, self.date) if part)
        return f"{self.number} ({beside})" if beside else self.number


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion: its name, its unit (empty for a pure number), a cell an option, its weight."""

    name: str
    unit: str
    cells: tuple[Told, ...]
    weight: float

    @property
    def heading(self) -> str:
        """Return the name with the unit."""
        return f"{self.name} ({self.unit})" if self.unit else self.name


@dataclass(frozen=True, slots=True)
class Performances:
    """The table: letters and names of the options, one line a criterion.

    Options that remain come first, in their order; those ruled out follow, with the next letters.
    """

    keys: tuple[str, ...]
    options: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def dates(self) -> tuple[str, ...]:
        """Return the dates of the cells, each once, in the order met."""
        told = (cell.date for line in self.lines for cell in line.cells if cell.date)
        return tuple(dict.fromkeys(told))


def performances(result: Arbitrated, language: Language) -> Performances:
    """Tell the performance table of an arbitration in a language, nothing computed again."""
    decision = result.decision
    ruled_out = [one.id for one in decision.options if one.id not in result.options]
    options = [decision.option(id_) for id_ in (*result.together.order, *ruled_out)]
    return Performances(
        keys=tuple(key_of(place) for place in range(len(options))),
        options=tuple(plain(option.name.words, language) or "–" for option in options),
        lines=tuple(
            Line(
                plain(criterion.name.words, language) or "–",
                _unit(criterion, language),
                tuple(_told(option.on(criterion.id), language) for option in options),
                weight,
            )
            for criterion, weight in zip(decision.criteria, result.together.weights, strict=True)
        ),
    )


def _unit(criterion: Criterion, language: Language) -> str:
    return "" if criterion.unit == "1" else plain(unit_name(criterion.unit, language), language)


def _told(cell: Cell, language: Language) -> Told:
    if not cell.is_known:
        return Told(both("unknown").in_(language), "", "", (), ())
    sources = tuple(
        ", ".join(
            plain(part, language)
            for part in (one.name, one.publisher, dated(one.date).in_(language))
            if part
        )
        for one in cell.sources
    )
    remarks = [sentence(said, language) for said in cell.remarks]
    return Told(
        number=sentence(number_of(cell), language),
        evidence=str(cell.evidence),
        date=dated(cell.date).in_(language),
        sources=sources,
        remarks=tuple(said for said in (*remarks, plain(cell.note, language)) if said),
        value=cell.value,
        low=cell.bounds[0],
        high=cell.bounds[1],
    )
