"""Maturity in text: an assessment told line by line, for the command and for notes."""

from collections.abc import Iterator

from beffroi.foundation.language import LANGUAGES, Words, both, plural
from beffroi.foundation.numbers import said
from beffroi.method.maturity.comparison import Beside
from beffroi.method.maturity.indicators import stage_words, state_words
from beffroi.method.maturity.measures import Measure
from beffroi.method.maturity.profile import LineProfile
from beffroi.method.maturity.reasons import carried
from beffroi.study.assessment import Assessment

PAIR = Words("  {name} : {words}", "  {name}: {words}")


def told(assessed: Assessment) -> Iterator[Words]:
    """Tell a town's profile, what it is beside, and its measures, in the order of reading.

    Parameters
    ----------
    assessed
        The assessment.

    Returns
    -------
    One sentence a line, in both languages.
    """
    yield from _profile(assessed)
    yield from _not_sought(assessed)
    yield from _comparison(assessed)
    yield from _measures(assessed)


def _profile(assessed: Assessment) -> Iterator[Words]:
    own = assessed.profile
    yield plural(
        own.n_respondents,
        both("Profile of {date}, {n} respondent:"),
        both("Profile of {date}, {n} respondents:"),
        date=own.date,
    )
    if not own.n_respondents:
        yield both("  Nobody answered: what follows rests on data alone, and the rest is unknown.")
    names = _names(assessed)
    for line in own.lines:
        stage = Words("{stage}{more}", "{stage}{more}")
        words = stage.filled(stage=stage_words(assessed.grid, line), more=_more(line))
        yield PAIR.filled(name=names[line.line], words=words)
    for finding in assessed.findings:
        yield Words("• {words}", "• {words}").filled(words=finding.statement)


def _not_sought(assessed: Assessment) -> Iterator[Words]:
    """Say what data could have answered, and was not sought."""
    if assessed.not_sought:
        yield both("Not sought in data, so that respondents alone answer (see --facts):")
    names = _names(assessed)
    for proof in assessed.not_sought:
        words = Words("{question} [{fact}]", "{question} [{fact}]")
        filled = words.filled(question=proof.question, fact=proof.fact)
        yield PAIR.filled(name=names[proof.line], words=filled)


def _names(assessed: Assessment) -> dict[str, Words]:
    return {line.id: line.name for line in assessed.grid.lines}


def _more(own: LineProfile) -> Words:
    """Say what makes a stage unsure: its interval, data, disagreement."""
    more = []
    if own.bounds and own.bounds[0] < own.bounds[1]:
        more.append(both("between {low} and {high}", low=own.bounds[0], high=own.bounds[1]))
    if own.by_fact:
        one, many = both("{n} proof answered by data"), both("{n} proofs answered by data")
        more.append(plural(len(own.by_fact), one, many))
    if own.alone:
        one, many = (
            both("{n} proof seen by one person only"),
            both("{n} proofs seen by one person only"),
        )
        more.append(plural(len(own.alone), one, many))
    if own.is_to_discuss:
        more.append(both("to be discussed: respondents are {n} stages apart", n=own.spread))
    if not more:
        return Words("", "")
    return Words(f", {', '.join(w.fr for w in more)}", f", {', '.join(w.en for w in more)}")


def _comparison(assessed: Assessment) -> Iterator[Words]:
    if assessed.beside:
        yield both("Beside published values:")
    yield from map(_beside, assessed.beside)
    since = assessed.since
    if since is None:
        return
    up, down = (sum(m.change == change for m in since.moved) for change in ("better", "worse"))
    yield plural(
        up,
        both("Since {date}: {n} line surely higher, {down} surely lower."),
        both("Since {date}: {n} lines surely higher, {down} surely lower."),
        date=since.date,
        down=down,
    )
    if not since.is_same_grid:
        yield both("The grid has changed since: stages may have moved with it.")


def _beside(one: Beside) -> Words:
    mark = one.benchmark
    share = Words(*(said(mark.value, "1", language) for language in LANGUAGES))
    words = both("{share} ({date}); here: {state}")
    filled = words.filled(share=share, date=mark.date, state=state_words(one.state))
    return PAIR.filled(name=mark.name, words=filled)


def _measures(assessed: Assessment) -> Iterator[Words]:
    plan, names = assessed.plan, _names(assessed)
    if plan.to_find_out:
        yield both("To find out first:")
    for measure in plan.to_find_out:
        yield PAIR.filled(name=names[measure.line], words=assessed.what(measure))
    yield from _chosen(assessed, plan.chosen)
    if plan.waiting:
        yield both("Next steps that wait:")
    for measure in plan.waiting:
        words = Words("{what} – {why}", "{what} – {why}")
        filled = words.filled(what=assessed.what(measure), why=assessed.why_not(measure))
        yield PAIR.filled(name=names[measure.line], words=filled)


def _chosen(assessed: Assessment, chosen: tuple[Measure, ...]) -> Iterator[Words]:
    names = _names(assessed)
    if chosen:
        yield both("First measures:")
    for rank, measure in enumerate(chosen, 1):
        line = Words("  {rank}. {name} : {what}", "  {rank}. {name}: {what}")
        yield line.filled(rank=rank, name=names[measure.line], what=assessed.what(measure))
        for reason in assessed.why(measure):
            yield Words("     – {why}", "     – {why}").filled(why=reason)
    if assessed.shortfall:
        yield assessed.shortfall
    if chosen:
        yield carried(assessed.plan.fit)
