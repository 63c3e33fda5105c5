"""What a result is said with: sentences that say no more than the numbers allow."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from beffroi.foundation.language import Words, both
from beffroi.kernels.proportions import wilson_interval
from beffroi.method.arbitration.findings import Findings
from beffroi.method.arbitration.losers import Stake
from beffroi.method.arbitration.robustness import View

THRESHOLDS = Path(__file__).parent / "thresholds.toml"
MOST_WORTHS = 3
"""Unknown cells named in the statements."""
LEVEL = 1e-12
"""Overall values that differ by less differ by the rounding of sums alone."""
CATEGORY_NAMES = {
    "reject": Words("à rejeter", "to be rejected"),
    "rework": Words("à retravailler", "to be reworked"),
    "acceptable": Words("acceptable", "acceptable"),
}


@cache
def threshold(name: str) -> float:
    """Return a threshold of the words, by its name in ``thresholds.toml``."""
    return float(tomllib.loads(THRESHOLDS.read_text(encoding="utf-8"))[name]["value"])


def in_hundred(share: float) -> Words:
    """Say a share of the weightings drawn, never more than it is.

    Examples
    --------
    >>> in_hundred(0.624).en, in_hundred(0.999).en, in_hundred(1.0).en
    ('62 weightings out of 100', 'more than 99 weightings out of 100', 'all the weightings drawn')
    """
    if share <= 0:
        return both("none of the weightings drawn")
    if share >= 1:
        return both("all the weightings drawn")
    if share > 0.99:
        return both("more than 99 weightings out of 100")
    if share < 0.01:
        return both("less than one weighting out of 100")
    n = round(100 * share)
    return both("one weighting out of 100") if n == 1 else both("{n} weightings out of 100", n=n)


def listed(names: Sequence[Words]) -> Words:
    """Say names one after the other.

    Examples
    --------
    >>> listed([Words("a", "a"), Words("b", "b"), Words("c", "c")]).en
    'a, b and c'
    """
    if len(names) < 2:
        return names[0] if names else Words("", "")
    first = Words(", ".join(n.fr for n in names[:-1]), ", ".join(n.en for n in names[:-1]))
    return both("{first} and {last}", first=first, last=names[-1])


def is_established(found: Findings) -> bool:
    """Say whether the first option comes first often enough, error of the draw included."""
    if len(found.options) < 2:
        return False
    share = found.acceptability(found.together, found.together.best)
    n = found.decision.draws
    low, _ = wilson_interval(share * n, n)
    return bool(low >= threshold("established"))


def headline(found: Findings) -> Words:
    """Say which option comes first, in how many weightings, and whether that settles it."""
    best = found.together.best
    if len(found.options) == 1:
        return both("Only {option} is left after the constraints: nothing was left to arbitrate.",
                    option=name(found, best))  # fmt: skip
    if are_level(found):
        return both("Nothing tells the options apart: each criterion gives all of them the same "
                    "value. No order can be told.")  # fmt: skip
    share = found.acceptability(found.together, best)
    first = both("{option} comes first in {share}.", option=name(found, best),
                 share=in_hundred(share))  # fmt: skip
    if not is_established(found):
        rival = _rival(found)
        return _joined(
            first,
            both("The ranking is not established: {rival} comes first in {share}.",
                 rival=name(found, rival),
                 share=in_hundred(found.acceptability(found.together, rival))),
        )  # fmt: skip
    if _others(found):
        return _joined(first, both("The ranking holds for all groups together, but they do not "
                                   "all agree."))  # fmt: skip
    return _joined(first, both("The ranking holds against the weights and the unknown cells."))


def are_level(found: Findings) -> bool:
    """Say whether the options that remain are worth the same in every weighting drawn."""
    view = found.together
    spread = (view.values, view.likely_low, view.likely_high)
    return all(max(one) - min(one) < LEVEL for one in spread)


def _joined(*sentences: Words) -> Words:
    return Words(" ".join(s.fr for s in sentences), " ".join(s.en for s in sentences))


def _rival(found: Findings) -> str:
    """Return the option that comes first most often among the others."""
    others = [option for option in found.options if option != found.together.best]
    return max(others, key=lambda option: (found.acceptability(found.together, option), option))


def name(found: Findings, option: str) -> Words:
    """Return the name of an option."""
    return found.decision.option(option).name.words


def quoted(found: Findings, option: str) -> Words:
    """Return the name of an option between the quotation marks that French asks for."""
    said = name(found, option)
    return Words(f"«\u00a0{said.fr}\u00a0»", said.en)


def _others(found: Findings) -> list[View]:
    """Return the groups that would rather have another option first."""
    return [view for view in found.groups if view.best != found.together.best]


def statements(found: Findings) -> tuple[Words, ...]:
    """Say what else is to be known of a result, in the order of reading."""
    parts = (
        _of_groups, _of_any_weights, _of_draws, _of_constraints, _of_losers, _of_information,
        _of_dominance, _of_outranking, _of_sorting, _of_comparison,
    )  # fmt: skip
    told = (_of_constraints, _of_sorting) if are_level(found) else parts
    return tuple(sentence for part in told for sentence in part(found))


def _of_groups(found: Findings) -> Iterator[Words]:
    if not found.groups or len(found.options) < 2:
        return
    agreeing = len(found.groups) - len(_others(found))
    yield both("{n} group(s) out of {all} (puts|put) {option} first.", n=agreeing,
               all=len(found.groups),
               option=name(found, found.together.best))  # fmt: skip
    for option in found.options:
        for_it = [view for view in _others(found) if view.best == option]
        if for_it:
            yield both("{option} comes first for: {groups}.", option=name(found, option),
                       groups=listed([view.name for view in for_it]))  # fmt: skip


def _of_any_weights(found: Findings) -> Iterator[Words]:
    if found.groups and len(found.options) > 1:
        best = found.together.best
        yield both("Under every possible weighting, drawn evenly, {option} comes first in {share}.",
                   option=name(found, best),
                   share=in_hundred(found.acceptability(found.any, best)))  # fmt: skip


def _of_draws(found: Findings) -> Iterator[Words]:
    if len(found.options) < 2:
        return
    best, rival = found.together.best, _rival(found)
    if _is_more_often_first(found, rival, best) and _is_worth_less(found, rival, best):
        yield both("{rival} comes first more often than {best}, which has the greater mean value: "
                   "it wins by more where it wins.", rival=name(found, rival),
                   best=name(found, best))  # fmt: skip


def _is_more_often_first(found: Findings, one: str, other: str) -> bool:
    """Say whether an option comes first more often than another, error of the draw excluded.

    Of the draws that either wins, the half would go to each if they were level.
    """
    first, second = (found.acceptability(found.together, option) for option in (one, other))
    n = found.decision.draws * (first + second)
    low, _ = wilson_interval(found.decision.draws * first, n)
    return first > second and bool(low > 0.5)


def _is_worth_less(found: Findings, one: str, other: str) -> bool:
    """Say whether the mean value of an option is below that of another, whatever was drawn.

    The mean of so many draws may be off by as much as their spread over the root of their number.
    """
    view, places = found.together, [found.options.index(option) for option in (one, other)]
    less, more = (view.values[place] for place in places)
    spread = max(view.likely_high[place] - view.likely_low[place] for place in places)
    return bool(more - less > spread / found.decision.draws**0.5)


def ruled_out(found: Findings) -> Iterator[Words]:
    """Say why each option that a constraint removed is out."""
    yield from (one.reason for one in found.compliances if one.verdict == "broken")


def _of_constraints(found: Findings) -> Iterator[Words]:
    yield from ruled_out(found)
    best = found.together.best
    unsure = [one for one in found.compliances if one.verdict == "unknown" and one.option == best]
    if unsure:
        yield both("Before choosing {option}, check {n} constraint(s) that nobody knows whether it "
                   "meets.", option=name(found, best), n=len(unsure))  # fmt: skip


def _of_losers(found: Findings) -> Iterator[Words]:
    best, reference = found.together.best, found.decision.baseline
    losing = [s for s in found.stakes if s.option == best and s.worse > threshold("loses")]
    for stake in losing:
        parts = {
            "group": _group(found, stake),
            "option": name(found, best),
            "baseline": reference.name.words,
            "share": in_hundred(stake.worse),
        }
        if stake.worse >= threshold("established"):
            yield both(
                "{group} would lose with {option}: it is worth less to them than {baseline} in "
                "{share}.",
                **parts,
            )
        else:
            yield both(
                "{group} could lose with {option}: it is worth less to them than {baseline} in "
                "{share}.",
                **parts,
            )
    if found.groups and not losing and best != reference.id:
        yield both("No group would rather have {baseline} than {option} in most weightings.",
                   option=name(found, best), baseline=reference.name.words)  # fmt: skip


def _group(found: Findings, stake: Stake) -> Words:
    return next(group for group in found.decision.groups if group.id == stake.group).name.words


def _of_information(found: Findings) -> Iterator[Words]:
    for worth in found.worths[:MOST_WORTHS]:
        yield both(
            "Knowing {criterion} of {option} would change the choice with {share} chances out of "
            "100.",
            criterion=found.decision.criterion(worth.criterion).name.words,
            option=name(found, worth.option),
            share=_chances(worth.change),
        )


def _chances(share: float) -> str:
    return "< 1" if share < 0.01 else f"{100 * share:.0f}"


def _of_dominance(found: Findings) -> Iterator[Words]:
    for option in found.options:
        above = [one.by for one in found.dominances if one.option == option]
        if above:
            yield both("{option} is nowhere better than {by}, whatever the weights.",
                       option=name(found, option),
                       by=listed([quoted(found, one) for one in above]))  # fmt: skip


def _of_outranking(found: Findings) -> Iterator[Words]:
    if len(found.options) < 2:
        return
    best = found.together.best
    opinion = found.outranking
    if opinion.order[0] == best:
        yield both("Second opinion (PROMETHEE II): {option} comes first too.",
                   option=name(found, best))  # fmt: skip
    else:
        yield both("Second opinion (PROMETHEE II): {other} comes first, not {option}.",
                   other=name(found, opinion.order[0]), option=name(found, best))  # fmt: skip
    said = opinion.relations[found.options.index(best)]
    apart = [o for o, one in zip(found.options, said, strict=True) if one == "incomparable"]
    if apart:
        yield both("PROMETHEE I does not compare {option} with {others}: each is strong where the "
                   "other is weak.", option=name(found, best),
                   others=listed([quoted(found, option) for option in apart]))  # fmt: skip


def _of_sorting(found: Findings) -> Iterator[Words]:
    for one in found.sorting:
        if one.option == found.together.best:
            yield both(
                "On its own merits (ELECTRE TRI-B), {option} is {category} in {share}.",
                option=name(found, one.option),
                category=CATEGORY_NAMES[one.category],
                share=in_hundred(max(one.shares)),
            )
            if one.vetoes:
                criteria = [found.decision.criterion(id_).name.words for id_ in one.vetoes]
                yield both("{option} meets a veto on: {criteria}.", option=name(found, one.option),
                           criteria=listed(criteria))  # fmt: skip


def _of_comparison(found: Findings) -> Iterator[Words]:
    """Say what AHP and TOPSIS would put first, where there is anything to part."""
    beside = found.comparison
    if len(found.options) < 2 or not beside.ahp_order:
        return
    ahp = name(found, beside.ahp_order[0])
    if beside.topsis_order:
        yield both("For comparison only: AHP puts {ahp} first, and TOPSIS {topsis}.",
                   ahp=ahp, topsis=name(found, beside.topsis_order[0]))  # fmt: skip
    else:
        yield both("For comparison only: AHP puts {ahp} first; TOPSIS cannot tell the options "
                   "apart.", ahp=ahp)  # fmt: skip
