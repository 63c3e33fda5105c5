"""Where a note comes from: how it was done, methods, sources, and whether it is frozen."""

from importlib.metadata import version

from beffroi.foundation.language import Language
from beffroi.foundation.numbers import grouped
from beffroi.report.decision.phrases import phrase, plain
from beffroi.report.words import dated
from beffroi.study.decide import Arbitrated
from beffroi.study.decision_log import Entry


def how(result: Arbitrated, language: Language) -> tuple[str, ...]:
    """Say how it was done, in three sentences."""
    decision = result.decision
    draws = grouped(decision.draws, 0, language)
    if not decision.groups:
        first, last = "how_nobody", "how_alone"
    else:
        first = "how_groups"
        last = "how_equal" if decision.aggregation == "equal" else "how_members"
    return (
        phrase(first, language, draws=draws),
        phrase("how_score", language),
        phrase(last, language),
    )


def methods(result: Arbitrated, language: Language) -> str:
    """Name the methods, the draws, the seed and the version."""
    names = ["SMAA-2", "PROMETHEE I–II"]
    if result.sorting:
        names.append("ELECTRE TRI-B")
    if len(result.options) > 1:
        names.append(phrase("beside", language))
    return phrase(
        "methods",
        language,
        methods=", ".join(names),
        draws=grouped(result.decision.draws, 0, language),
        seed=result.decision.seed,
        version=version("beffroi"),
    )


def sources(result: Arbitrated, language: Language) -> tuple[str, ...]:
    """Name every source of the table with its publisher and date, the decision itself first."""
    return tuple(
        ", ".join(
            plain(part, language)
            for part in (one.name, one.publisher, dated(one.date).in_(language), one.file)
            if part
        )
        for one in result.figures[0].sources
    )


def seal(entry: Entry | None, language: Language) -> str:
    """Say where the decision is frozen, and its hash."""
    if entry is None:
        return phrase("unsealed", language)
    day = dated(entry.frozen).in_(language)
    return phrase("sealed", language, date=day, number=entry.number, seal=entry.seal)
