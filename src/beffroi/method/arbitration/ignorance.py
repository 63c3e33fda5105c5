"""Too little known to arbitrate: what is said, and what to find out, instead of a leader."""

from beffroi.foundation.language import Words, both
from beffroi.method.arbitration.findings import Findings
from beffroi.method.arbitration.wording import listed, name, ruled_out, threshold

MOST_NAMED = 3
"""Unknown cells named in the headline."""
Places = tuple[tuple[str, str], ...]


def unknown_cells(found: Findings) -> Places:
    """Return option and criterion of the unknown cells of the options that remain.

    Those worth most to know come first, then the others in the order of the decision.
    """
    decision = found.decision
    places = [
        (option, criterion.id)
        for option in found.options
        for criterion in decision.criteria
        if not decision.option(option).on(criterion.id).is_known
    ]
    worths = [(one.option, one.criterion) for one in found.worths]
    valued = [place for place in worths if place in places]
    return tuple(dict.fromkeys([*valued, *places]))


def is_undecidable(found: Findings) -> bool:
    """Say whether too many cells are unknown for the options to be parted.

    An unknown cell may be anything on its scale: where most are, what little is known, mostly of
    the baseline, would decide alone. The share beyond which nothing is said stands, dated, in
    ``thresholds.toml``.
    """
    if len(found.options) < 2:
        return False
    return len(unknown_cells(found)) > threshold("undecidable") * _cells(found)


def _cells(found: Findings) -> int:
    return len(found.options) * len(found.decision.criteria)


def headline(found: Findings) -> Words:
    """Say how many cells are unknown, and which to find out first."""
    unknown = unknown_cells(found)
    return both(
        "Nothing to arbitrate yet: {n} cells out of {all} are unknown; to find out first: {cells}.",
        n=len(unknown),
        all=_cells(found),
        cells=listed([_place(found, *place) for place in unknown[:MOST_NAMED]]),
    )


def _place(found: Findings, option: str, criterion: str) -> Words:
    """Name a cell."""
    return both("{criterion} for {option}", option=name(found, option),
                criterion=found.decision.criterion(criterion).name.words)  # fmt: skip


def statements(found: Findings) -> tuple[Words, ...]:
    """Say which options are ruled out, and what is to be found out of each that remains."""
    unknown = unknown_cells(found)
    told = list(ruled_out(found))
    for option in found.options:
        lacking = [criterion for one, criterion in unknown if one == option]
        if lacking:
            criteria = [found.decision.criterion(id_).name.words for id_ in lacking]
            told.append(both("To find out for {option}: {criteria}.", option=name(found, option),
                             criteria=listed(criteria)))  # fmt: skip
    return tuple(told)
