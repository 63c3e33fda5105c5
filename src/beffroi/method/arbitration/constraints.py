"""Constraints: what an option must meet whatever its merits, and which one removed it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both
from beffroi.method.arbitration.checks import measured
from beffroi.method.arbitration.decision import Constraint, Criterion, Decision, Option

LEFT_OUT = re.compile(r"^Option écartée\s:\s")
"""How the sentence of an exclusion begins in French."""
Verdict = Literal["met", "broken", "unknown"]


@dataclass(frozen=True, slots=True)
class Compliance:
    """Whether an option meets a constraint.

    Attributes
    ----------
    option, constraint
        Ids.
    verdict
        ``met``, ``broken`` (the option is excluded) or ``unknown`` (it is kept, and flagged).
    reason
        Why, in a sentence.
    """

    option: str
    constraint: str
    verdict: Verdict
    reason: Words


def compliances(decision: Decision) -> tuple[Compliance, ...]:
    """Try every option against every constraint, in the order of the options."""
    return tuple(
        _compliance(option, constraint, decision)
        for option in decision.options
        for constraint in decision.constraints
    )


def _compliance(option: Option, constraint: Constraint, decision: Decision) -> Compliance:
    if constraint.criterion:
        criterion = decision.criterion(constraint.criterion)
        verdict = _bounded(option, constraint, criterion)
        reason = _bound_reason(option, constraint, criterion, verdict)
    else:
        told = dict(constraint.meets).get(option.id)
        verdict = "unknown" if told is None else "met" if told else "broken"
        reason = _stated_reason(option, constraint, verdict)
    return Compliance(option.id, constraint.id, verdict, reason)


def _bounded(option: Option, constraint: Constraint, criterion: Criterion) -> Verdict:
    cell = option.on(criterion.id)
    if not cell.is_known:
        return "unknown"
    low, high = cell.bounds
    least = low if constraint.at_least is None else constraint.at_least
    most = high if constraint.at_most is None else constraint.at_most
    if low >= least and high <= most:
        return "met"
    return "broken" if high < least or low > most else "unknown"


def _bound_reason(
    option: Option, constraint: Constraint, criterion: Criterion, verdict: Verdict
) -> Words:
    cell = option.on(criterion.id)
    bounds = []
    if constraint.at_least is not None:
        bounds.append(both("at least {bound}", bound=measured(criterion.unit, constraint.at_least)))
    if constraint.at_most is not None:
        bounds.append(both("at most {bound}", bound=measured(criterion.unit, constraint.at_most)))
    return _SAID_OF_BOUNDS[verdict].filled(
        option=option.name.words,
        constraint=constraint.name.words,
        criterion=criterion.name.words,
        found=measured(criterion.unit, *cell.bounds) if cell.is_known else both("unknown"),
        asked=Words(", ".join(b.fr for b in bounds), ", ".join(b.en for b in bounds)),
    )


_SAID_OF_BOUNDS = {
    "met": Words(
        "« {option} » respecte « {constraint} » ({criterion} : {found} ; exigé : {asked}).",
        '{option} meets "{constraint}" ({criterion}: {found}; asked: {asked}).',
    ),
    "broken": Words(
        "Option écartée : « {option} », par « {constraint} » ({criterion} : {found} ; "
        "exigé : {asked}).",
        '{option} is excluded by "{constraint}" ({criterion}: {found}; asked: {asked}).',
    ),
    "unknown": Words(
        "On ne sait pas si « {option} » respecte « {constraint} » ({criterion} : {found} ; "
        "exigé : {asked}) : l'option reste, à vérifier.",
        'Whether {option} meets "{constraint}" is not known ({criterion}: {found}; '
        "asked: {asked}): it stays, to be checked.",
    ),
}
_SAID_OF_STATEMENTS = {
    "met": Words("« {option} » respecte « {constraint} ».", '{option} meets "{constraint}".'),
    "broken": Words(
        "Option écartée : « {option} », par « {constraint} ».",
        '{option} is excluded by "{constraint}".',
    ),
    "unknown": Words(
        "On ne sait pas si « {option} » respecte « {constraint} » : l'option reste, à vérifier.",
        'Whether {option} meets "{constraint}" is not known: it stays, to be checked.',
    ),
}


def _stated_reason(option: Option, constraint: Constraint, verdict: Verdict) -> Words:
    return _SAID_OF_STATEMENTS[verdict].filled(
        option=option.name.words, constraint=constraint.name.words
    )


def excluded(found: Iterable[Compliance]) -> dict[str, tuple[Compliance, ...]]:
    """Gather the constraints that removed each option, by option."""
    removed: dict[str, tuple[Compliance, ...]] = {}
    for one in found:
        if one.verdict == "broken":
            removed[one.option] = (*removed.get(one.option, ()), one)
    return removed


def remaining(decision: Decision, found: Iterable[Compliance]) -> tuple[Option, ...]:
    """Return the options that no constraint removes.

    Raises
    ------
    InputError
        If none is left: the message says which constraint removed each.
    """
    removed = excluded(found)
    left = tuple(option for option in decision.options if option.id not in removed)
    if not left:
        raise InputError(
            "No option is left after the constraints: {reasons}. Loosen a constraint, or add an "
            "option.",
            reasons=tuple(_in_list(one.reason) for ones in removed.values() for one in ones),
        )
    return left


def _in_list(reason: Words) -> Words:
    """Say the reason of an exclusion among others, in one sentence."""
    return Words(LEFT_OUT.sub("", reason.fr).removesuffix("."), reason.en.removesuffix("."))
