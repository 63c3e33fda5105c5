"""The whole result of an arbitration: one frozen value that notes, slides and pages read."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words, both
from beffroi.kernels.choice.dominance import dominates
from beffroi.method.arbitration import constraints, exhibits, groups, wording
from beffroi.method.arbitration.checks import refuse_faulty
from beffroi.method.arbitration.comparison import Comparison, comparison
from beffroi.method.arbitration.constraints import Compliance
from beffroi.method.arbitration.decision import Decision, Option
from beffroi.method.arbitration.exchange import as_json, by_fields
from beffroi.method.arbitration.findings import Dominance, Findings
from beffroi.method.arbitration.losers import Stake, stakes
from beffroi.method.arbitration.outranking import Outranking, Sorted, outranking, sorting
from beffroi.method.arbitration.robustness import Matrix, View, Worth, matrix, view, worths
from beffroi.method.arbitration.table import Table, remarks, table, value_bounds
from beffroi.method.arbitration.told import remarks_of
from beffroi.method.arbitration.weighting_checks import low_points
from beffroi.territory.exhibit import Exhibit

Floats = npt.NDArray[np.float64]
APART = ("figures", "exhibits", "warnings")
"""What every answer of a command has; the rest stands under ``arbitration``."""
TOGETHER = Words("tous les groupes ensemble", "all groups together")
ANY = Words("toutes les pondérations possibles", "every possible weighting")


@dataclass(frozen=True, slots=True)
class Arbitrated:
    """What an arbitration says, and everything that it rests on.

    Attributes
    ----------
    decision
        The decision as it was arbitrated: cells, weights, votes, seed, draws.
    source
        The file or the place that the decision comes from.
    options
        Ids of the options that remain after the constraints: the rows of every table below.
    values_low, values_high
        Bounds of the value of each cell, a row an option, a column a criterion. [1]
    compliances
        Every option against every constraint.
    dominances
        Which option is beaten on all criteria by which, whatever the weights.
    together, any, groups
        How options stand for all groups together, under every possible weighting, and for each
        group.
    stakes
        Who wins and who loses with each option.
    worths
        Uncertain cells, the one that would most change the choice first.
    outranking, sorting, comparison
        PROMETHEE; ELECTRE TRI-B (empty where no criterion has limits); AHP and TOPSIS.
    is_established
        Whether the first option comes first often enough for the ranking to be said established.
    headline
        The result in a sentence, which says no more than the numbers allow.
    statements
        What else is to be known, in the order of reading.
    figures, exhibits, warnings
        As in `docs/reference/json.md`.
    """

    decision: Decision
    source: Source
    options: tuple[str, ...]
    values_low: Matrix
    values_high: Matrix
    compliances: tuple[Compliance, ...]
    dominances: tuple[Dominance, ...]
    together: View
    any: View
    groups: tuple[View, ...]
    stakes: tuple[Stake, ...]
    worths: tuple[Worth, ...]
    outranking: Outranking
    sorting: tuple[Sorted, ...]
    comparison: Comparison
    is_established: bool
    headline: Words
    statements: tuple[Words, ...]
    figures: tuple[Figure, ...]
    exhibits: tuple[Exhibit, ...]
    warnings: tuple[Words, ...]

    def option(self, id_: str) -> Option:
        """Return an option by its id."""
        return self.decision.option(id_)

    def as_json(self) -> dict[str, Any]:
        """Return the result in the documented JSON shape (`docs/reference/json.md`)."""
        inner = {
            field.name: as_json(getattr(self, field.name))
            for field in fields(self)
            if field.name not in APART
        }
        outer = {name: as_json(getattr(self, name)) for name in APART}
        return {
            "figures": outer["figures"],
            "findings": [],
            "warnings": outer["warnings"],
            "exhibits": outer["exhibits"],
            "arbitration": inner,
        }

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> "Arbitrated":
        """Rebuild a result from its JSON object."""
        return by_fields(cls, {**read["arbitration"], **{name: read[name] for name in APART}})


def arbitrated(decision: Decision, source: Source) -> Arbitrated:
    """Arbitrate a decision.

    Parameters
    ----------
    decision
        The decision.
    source
        Where it comes from: it is named by every figure, beside the sources of the cells.

    Returns
    -------
    Arbitrated
        The same decision gives the same result, whatever the order of options and criteria.

    Raises
    ------
    InputError
        With every fault of the decision, or if no option is left after the constraints: which
        constraint removed each.
    """
    refuse_faulty(decision)
    compliances = constraints.compliances(decision)
    kept = constraints.remaining(decision, compliances)
    known, whole = (table(options, decision.criteria) for options in (kept, decision.options))
    weights = {group.id: groups.weights_of(group, decision) for group in decision.groups}
    found = _findings(decision, compliances, known, whole, weights)
    low, high = value_bounds(known)
    return Arbitrated(
        decision=decision,
        source=source,
        options=found.options,
        values_low=matrix(low),
        values_high=matrix(high),
        compliances=compliances,
        dominances=found.dominances,
        together=found.together,
        any=found.any,
        groups=found.groups,
        stakes=found.stakes,
        worths=found.worths,
        outranking=found.outranking,
        sorting=found.sorting,
        comparison=found.comparison,
        is_established=wording.is_established(found),
        headline=wording.headline(found),
        statements=wording.statements(found),
        figures=exhibits.figures(found, source),
        exhibits=exhibits.exhibits(found, source),
        warnings=_warnings(found, known),
    )


def _findings(
    decision: Decision,
    compliances: tuple[Compliance, ...],
    known: Table,
    whole: Table,
    weights: Mapping[str, Floats],
) -> Findings:
    seed = decision.seed
    together = groups.together(list(weights.values()), decision)
    return Findings(
        decision=decision,
        options=tuple(option.id for option in known.options),
        compliances=compliances,
        dominances=_dominances(known),
        together=view(known, together, id_="together", name=TOGETHER, kind="together", seed=seed),
        any=view(known, groups.any_weights(decision), id_="any", name=ANY, kind="any", seed=seed),
        groups=tuple(
            view(known, weights[g.id], id_=g.id, name=g.name.words, kind="group", seed=seed)
            for g in decision.groups
        ),
        stakes=stakes(
            known, whole, decision.groups, weights, baseline=decision.baseline.id, seed=seed
        ),
        worths=worths(known, together),
        outranking=outranking(known, together, seed=seed),
        sorting=sorting(known, together, cut=decision.cut, seed=seed),
        comparison=comparison(
            known,
            together.mean(axis=0),
            decision,
            {id_: drawn.mean(axis=0) for id_, drawn in weights.items()},
        ),
    )


def _dominances(known: Table) -> tuple[Dominance, ...]:
    found = dominates(*value_bounds(known))
    ids = [option.id for option in known.options]
    return tuple(Dominance(option=ids[below], by=ids[above]) for above, below in np.argwhere(found))


def _warnings(found: Findings, known: Table) -> tuple[Words, ...]:
    decision = found.decision
    warnings = list[Words]()
    if decision.invented:
        warnings.append(both("The numbers of this decision are invented: they describe no town."))
    warnings += remarks(known)
    warnings += [one.reason for one in found.compliances if one.verdict == "unknown"]
    warnings += remarks_of(decision)
    warnings += _weak_cells(known)
    warnings += _silent_groups(decision)
    warnings += [said for group in decision.groups for said in low_points(group)]
    warnings += found.comparison.warnings
    return tuple(warnings)


def _weak_cells(known: Table) -> list[Words]:
    cells = [option.on(criterion.id) for option in known.options for criterion in known.criteria]
    unknown = sum(not cell.is_known for cell in cells)
    weak = sum(cell.evidence in {"C", "D"} for cell in cells)
    said = []
    if unknown:
        said.append(both("{n} cell(s) of {all} (is|are) unknown: each may be anything on its "
                         "scale.",
                         n=unknown, all=len(cells)))  # fmt: skip
    if weak:
        said.append(both("{n} cell(s) of {all} (rests|rest) on a vendor's claim or an expert's "
                         "guess.",
                         n=weak, all=len(cells)))  # fmt: skip
    return said


def _silent_groups(decision: Decision) -> list[Words]:
    if not decision.groups:
        return [both("No group of actors was asked: every weighting counts alike.")]
    said = []
    for group in decision.groups:
        if not group.weightings:
            said.append(both("{group}: no weights were given, so every weighting counts alike.",
                             group=group.name.words))  # fmt: skip
        elif any(weighting.kind == "shares" for weighting in group.weightings):
            said.append(both("{group}: weights given as numbers are taken as sure, without any "
                             "spread.", group=group.name.words))  # fmt: skip
    return said
