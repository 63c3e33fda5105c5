"""Figures and exhibits of an arbitration, in the shape that every page of the house reads."""

from collections.abc import Iterator
from pathlib import Path

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import grouped
from beffroi.kernels.proportions import wilson_interval
from beffroi.method.arbitration.decision import EVIDENCE
from beffroi.method.arbitration.findings import Findings
from beffroi.method.arbitration.ignorance import is_undecidable
from beffroi.method.arbitration.tables import inner_exhibits, sources_of
from beffroi.method.arbitration.wording import name
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.indicator import read

DEFINITIONS = Path(__file__).parent / "indicators.toml"
PERCENT_POINTS = 100.0
OF_WHAT_IS_KNOWN = ("arbitration.performances", "arbitration.constraints", "arbitration.votes")
"""Tables that rank nothing."""
OPTION = Field("option", Words("Option", "Option"))


def figures(found: Findings, source: Source) -> tuple[Figure, ...]:
    """Return the figures of an arbitration, each with unit, date, sources, method and interval."""
    known = sources_of(found, source)
    shares = () if is_undecidable(found) else _shares(found, known)
    return (*shares, *_counts(found, known))


def _shares(found: Findings, sources: tuple[Source, ...]) -> Iterator[Figure]:
    definitions = read(DEFINITIONS)
    decision, best = found.decision, found.together.best
    for number, option in enumerate(found.options):
        share, n = found.acceptability(found.together, option), decision.draws
        low, high = wilson_interval(share * n, n)
        yield definitions["arbitration.first"].figure(
            share,
            sources,
            interval=(min(float(low), share), max(float(high), share)),
            variant=option,
            parts={
                "option": name(found, option),
                "draws": _grouped(n),
                "seed": str(decision.seed),
                "aggregation": both("equal")
                if decision.aggregation == "equal"
                else both("members'"),
            },
        )
        view = found.together
        yield definitions["arbitration.value"].figure(
            PERCENT_POINTS * view.values[number],
            sources,
            interval=(
                PERCENT_POINTS * min(view.values_low[number], view.values[number]),
                PERCENT_POINTS * max(view.values_high[number], view.values[number]),
            ),
            variant=option,
            parts={"option": name(found, option)},
        )
    if found.groups:
        yield definitions["arbitration.agreeing_groups"].figure(
            sum(view.best == best for view in found.groups),
            sources,
            parts={"groups": str(len(found.groups)), "option": name(found, best)},
        )


def _counts(found: Findings, sources: tuple[Source, ...]) -> Iterator[Figure]:
    definitions = read(DEFINITIONS)
    decision = found.decision
    cells = [
        decision.option(option).on(criterion.id)
        for option in found.options
        for criterion in decision.criteria
    ]
    yield definitions["arbitration.unknown_cells"].figure(
        sum(not cell.is_known for cell in cells), sources, parts={"cells": str(len(cells))}
    )
    yield definitions["arbitration.excluded"].figure(
        len(decision.options) - len(found.options),
        sources,
        parts={"options": str(len(decision.options))},
    )


def exhibits(found: Findings, source: Source) -> tuple[Exhibit, ...]:
    """Return the exhibits of an arbitration, in the order of reading.

    Where too little is known to arbitrate, only those that tell what is known and said.
    """
    sources = sources_of(found, source)
    if is_undecidable(found):
        inner = [one for one in inner_exhibits(found, sources) if one.id in OF_WHAT_IS_KNOWN]
        return (*inner, _evidence(found, sources))
    return (*_charts(found, sources), *inner_exhibits(found, sources), _evidence(found, sources))


def _evidence(found: Findings, sources: tuple[Source, ...]) -> Exhibit:
    """Count the cells that the ranking rests on by class of evidence, the unknown ones last."""
    cells = [
        found.decision.option(option).on(criterion.id)
        for option in found.options
        for criterion in found.decision.criteria
    ]
    counts: list[tuple[Words, int]] = [
        (
            Words(f"{said.fr} ({letter})", f"{said.en} ({letter})"),
            sum(cell.is_known and cell.evidence == letter for cell in cells),
        )
        for letter, said in EVIDENCE.items()
    ]
    counts.append((both("unknown"), sum(not cell.is_known for cell in cells)))
    return Exhibit(
        id="arbitration.evidence",
        title=Words("Ce sur quoi le tableau repose", "What the table rests on"),
        shape="table",
        fields=(
            Field("evidence", Words("Classe de preuve", "Class of evidence")),
            Field("cells", Words("Cases", "Cells"), "cell"),
            Field("share", Words("Part des cases", "Share of cells"), "1"),
        ),
        rows=tuple((said, float(count), count / len(cells)) for said, count in counts),
        sources=sources,
        note=Words(
            "Cases des options restantes, une par critère.",
            "Cells of the remaining options, one a criterion.",
        ),
    )


def _charts(found: Findings, sources: tuple[Source, ...]) -> Iterator[Exhibit]:
    yield Exhibit(
        id="arbitration.first",
        title=Words("En tête, pour combien de pondérations", "First, in how many weightings"),
        shape="bars",
        fields=(OPTION, Field("first", Words("Part des pondérations", "Share of weightings"), "1")),
        rows=tuple(
            (name(found, option), found.acceptability(found.together, option))
            for option in found.options
        ),
        sources=sources,
        note=Words(
            "Part des {draws} tirages des poids et des cases incertaines où l'option vient en "
            "tête, tous groupes réunis. Une part moyenne n'est pas une majorité, voir les groupes.",
            "Share of the {draws} draws of weights and uncertain cells in which the option comes "
            "first, all groups together. A middling share is no majority: see the groups.",
        ).filled(draws=_grouped(found.decision.draws)),
    )
    if found.groups:
        yield Exhibit(
            id="arbitration.first_by_group",
            title=Words("En tête, groupe par groupe", "First, group by group"),
            shape="grouped_bars",
            fields=(
                OPTION,
                Field("group", Words("Groupe", "Group")),
                Field("first", Words("Part des pondérations", "Share of weightings"), "1"),
            ),
            rows=tuple(
                (name(found, option), view.name, found.acceptability(view, option))
                for option in found.options
                for view in found.groups
            ),
            sources=sources,
            note=Words(
                "Chaque groupe a ses propres poids ; les désaccords se lisent d'une couleur à "
                "l'autre.",
                "Each group has its own weights; disagreements show from one colour to the other.",
            ),
        )


def _grouped(count: int) -> Words:
    return Words(fr=grouped(count, 0, "fr"), en=grouped(count, 0, "en"))
