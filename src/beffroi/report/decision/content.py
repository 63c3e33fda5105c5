"""What a note holds: an arbitration said in one language, complete, before anything is cut."""

from dataclasses import dataclass

from beffroi.foundation.language import Language, Words
from beffroi.report.decision import provenance
from beffroi.report.decision.performance import Performances, performances
from beffroi.report.decision.phrases import hundred, key_of, percent, phrase, plain, sentence
from beffroi.report.words import dated
from beffroi.study.decide import RESULTS, Arbitrated, Stake, View, remarks_of
from beffroi.study.decision_log import Entry

NEAR = 0.015
"""Below this distance, a weight and its bound are told apart by a decimal. [1]"""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option that remains.

    Attributes
    ----------
    id, key, name
        Its id, the letters that stand for it, its name.
    share
        Share of the weightings of all groups together in which it comes first. [1]
    said
        The same, out of 100.
    """

    id: str
    key: str
    name: str
    share: float
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    """A group of actors, or all of them together.

    Attributes
    ----------
    name
        Its name.
    shares
        Share of its weightings in which each option comes first, in the order of the choices. [1]
    best
        Name of the option that it values most.
    matters
        Criteria with their weights, the greatest first.
    worse
        Share of its weightings in which the option chosen is worth less to it than the baseline;
        None for all groups together. [1]
    """

    name: str
    shares: tuple[float, ...]
    best: str
    matters: tuple[tuple[str, float], ...]
    worse: float | None = None


@dataclass(frozen=True, slots=True)
class Out:
    """An option that a constraint ruled out, or may: its name, the constraints, the reasons."""

    option: str
    constraints: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lever:
    """A sentence on what would change the choice, and how near that is (the nearest first)."""

    said: str
    distance: float


@dataclass(frozen=True, slots=True)
class Note:
    """A note in one language.

    Attributes
    ----------
    language, title, date, day, annex
        Language; question; date as people read it and as ISO 8601; name of the file of results.
    invented, headline, tag, is_established
        Banner where numbers are invented (empty otherwise); result, and how sure, in a sentence
        and in two words.
    names
        All names that sentences quote, so that they can be shortened inside them.
    best, baseline
        Names of the option that comes first and of the baseline.
    best_is_baseline
        Whether they are the same.
    choices, together, any, groups
        Options that remain, the first one first; how they stand for all, under any weighting and
        for each group.
    table
        The performance table: what is known of each option on each criterion.
    flips, unknowns
        Weights that would change the choice; cells worth knowing.
    out, checks
        Options ruled out; those of which nobody knows whether they meet a constraint.
    second
        What other methods say.
    ranks
        Rank of each option by each method, the headings first; empty where one option is left.
    evidence
        Class of evidence, cells and share of the cells. [1]
    remarks
        Cells known by one bound alone, averages, numbers from one town alone.
    how, methods
        How it was done; names of the methods, draws, seed, version.
    sources
        Sources with publisher and date.
    seal
        Where the decision is frozen, with its hash; or that it is not.
    """

    language: Language
    title: str
    date: str
    day: str
    annex: str
    invented: str
    headline: str
    tag: str
    is_established: bool
    names: tuple[str, ...]
    best: str
    baseline: str
    best_is_baseline: bool
    choices: tuple[Choice, ...]
    together: Row
    any: Row
    groups: tuple[Row, ...]
    table: Performances
    flips: tuple[Lever, ...]
    unknowns: tuple[Lever, ...]
    out: tuple[Out, ...]
    checks: tuple[Out, ...]
    second: tuple[str, ...]
    ranks: tuple[tuple[str, ...], ...]
    evidence: tuple[tuple[str, int, float], ...]
    remarks: tuple[str, ...]
    how: tuple[str, ...]
    methods: str
    sources: tuple[str, ...]
    seal: str

    @property
    def has_rivals(self) -> bool:
        """Say whether there was anything to part."""
        return len(self.choices) > 1


def note(result: Arbitrated, language: Language, entry: Entry | None = None) -> Note:
    """Say an arbitration in a language.

    Parameters
    ----------
    result
        The arbitration: every number of the note stands in it.
    language
        Language of the note.
    entry
        The entry of the log that froze it; None if it was not frozen.
    """
    decision, best = result.decision, result.together.best
    choices = _choices(result, language)
    return Note(
        language=language,
        title=_text(decision.title.words, language),
        date=phrase("as_of", language, date=dated(decision.date).in_(language))
        if decision.date
        else phrase("undated", language),
        day=decision.date,
        annex=RESULTS,
        invented=phrase("invented", language) if decision.invented else "",
        headline=sentence(result.headline, language),
        tag=phrase(_tag(result), language),
        is_established=result.is_established,
        names=_names(result, language),
        best=_option(result, best, language),
        baseline=_text(decision.baseline.name.words, language),
        best_is_baseline=best == decision.baseline.id,
        choices=choices,
        together=_row(result, result.together, phrase("together", language), choices, language),
        any=_row(result, result.any, phrase("any", language), choices, language),
        groups=tuple(
            _row(result, view, _text(view.name, language), choices, language)
            for view in result.groups
        ),
        table=performances(result, language),
        flips=_flips(result, language),
        unknowns=_unknowns(result, language),
        out=_ruled(result, "broken", language),
        checks=_ruled(result, "unknown", language),
        second=_second(result, language),
        ranks=_ranks(result, language),
        evidence=_evidence(result, language),
        remarks=tuple(sentence(said, language) for said in remarks_of(decision)),
        how=provenance.how(result, language),
        methods=provenance.methods(result, language),
        sources=provenance.sources(result, language),
        seal=provenance.seal(entry, language),
    )


def _text(words: Words, language: Language) -> str:
    return plain(words, language) or "–"


def _option(result: Arbitrated, id_: str, language: Language) -> str:
    return _text(result.option(id_).name.words, language)


def _criterion(result: Arbitrated, id_: str, language: Language) -> str:
    return _text(result.decision.criterion(id_).name.words, language)


def _tag(result: Arbitrated) -> str:
    if len(result.options) == 1:
        return "alone"
    return "established" if result.is_established else "unsettled"


def _names(result: Arbitrated, language: Language) -> tuple[str, ...]:
    decision = result.decision
    named = [
        one.name.words
        for ones in (decision.options, decision.criteria, decision.constraints, decision.groups)
        for one in ones
    ]
    names = {
        said for words in named for said in (sentence(words, language), plain(words, language))
    }
    return tuple(sorted(names - {""}, key=lambda name: (-len(name), name)))


def _choices(result: Arbitrated, language: Language) -> tuple[Choice, ...]:
    return tuple(
        Choice(id_, key_of(place), _option(result, id_, language), share, hundred(share))
        for place, id_ in enumerate(result.together.order)
        for share in (_first(result, result.together, id_),)
    )


def _first(result: Arbitrated, view: View, option: str) -> float:
    return view.acceptability[result.options.index(option)][0]


def _row(
    result: Arbitrated, view: View, name: str, choices: tuple[Choice, ...], language: Language
) -> Row:
    weights = sorted(
        zip(result.decision.criteria, view.weights, strict=True), key=lambda pair: -pair[1]
    )
    stake = _stake(result, view.id)
    return Row(
        name=name,
        shares=tuple(_first(result, view, choice.id) for choice in choices),
        best=_option(result, view.best, language),
        matters=tuple(
            (_criterion(result, criterion.id, language), weight)
            for criterion, weight in weights
            if weight > 0
        ),
        worse=stake.worse if stake else None,
    )


def _stake(result: Arbitrated, group: str) -> Stake | None:
    best = result.together.best
    return next((s for s in result.stakes if (s.group, s.option) == (group, best)), None)


def _flips(result: Arbitrated, language: Language) -> tuple[Lever, ...]:
    levers = []
    for one in result.together.ranges:
        ends = (("flip_low", one.low, one.rival_low), ("flip_high", one.high, one.rival_high))
        for key, bound, rival in ends:
            if bound is None or not rival:
                continue
            digits = 0 if abs(one.weight - bound) >= NEAR else 1
            told = phrase(
                key,
                language,
                criterion=_criterion(result, one.criterion, language),
                weight=percent(one.weight, language, digits=digits),
                bound=percent(bound, language, digits=digits),
                rival=_option(result, rival, language),
            )
            levers.append(Lever(told, abs(one.weight - bound)))
    return tuple(sorted(levers, key=lambda lever: lever.distance))


def _unknowns(result: Arbitrated, language: Language) -> tuple[Lever, ...]:
    return tuple(
        Lever(
            phrase(
                "unknown",
                language,
                criterion=_criterion(result, one.criterion, language),
                option=_option(result, one.option, language),
                chances=hundred(one.change),
            ),
            -one.change,
        )
        for one in result.worths
    )


def _ruled(result: Arbitrated, verdict: str, language: Language) -> tuple[Out, ...]:
    """Gather the options of a verdict, that which comes first before the others."""
    decision = result.decision
    constraints = {one.id: _text(one.name.words, language) for one in decision.constraints}
    found = [one for one in result.compliances if one.verdict == verdict]
    kept = {one.option for one in found if verdict == "broken" or one.option in result.options}
    order = [option.id for option in decision.options if option.id in kept]
    return tuple(
        Out(
            _option(result, option, language),
            tuple(constraints[one.constraint] for one in found if one.option == option),
            tuple(sentence(one.reason, language) for one in found if one.option == option),
        )
        for option in sorted(order, key=lambda option: option != result.together.best)
    )


def _second(result: Arbitrated, language: Language) -> tuple[str, ...]:
    if len(result.options) < 2:
        return ()
    best, other = result.together.best, result.outranking.order[0]
    names = {id_: _option(result, id_, language) for id_ in (best, other)}
    key = "second_same" if other == best else "second_other"
    return (
        phrase(key, language, option=names[best], other=names[other]),
        *_third(result, names[best], language),
        _beside(result, language),
    )


def _beside(result: Arbitrated, language: Language) -> str:
    """Say what AHP and TOPSIS put first, and how far they can be trusted here."""
    ahp, topsis = result.comparison.ahp_order[0], result.comparison.topsis_order
    key = "fourth" if topsis else "fourth_ahp"
    names = {"ahp": _option(result, ahp, language)}
    if topsis:
        names["topsis"] = _option(result, topsis[0], language)
    return phrase(key, language, **names)


def _ranks(result: Arbitrated, language: Language) -> tuple[tuple[str, ...], ...]:
    """Return the table of ranks as the method tells it, its options in the order of the note."""
    if len(result.options) < 2:
        return ()
    table = next(e for e in result.exhibits if e.id == "arbitration.comparison")
    rows = dict(zip(result.options, table.rows, strict=True))
    return (
        tuple(_text(field.name, language) for field in table.fields),
        *(
            (_option(result, id_, language), *map(_rank, rows[id_][1:]))
            for id_ in result.together.order
        ),
    )


def _rank(rank: str | Words | float | None) -> str:
    return f"{rank:.0f}" if isinstance(rank, float) else "–"


def _third(result: Arbitrated, name: str, language: Language) -> tuple[str, ...]:
    """Say where the option chosen is sorted, with the words of the method's own table."""
    table = [e for e in result.exhibits if e.id == "arbitration.sorting"]
    rows = table[0].rows if table else ()
    for one, row in zip(result.sorting, rows, strict=False):
        if one.option != result.together.best or not isinstance(row[1], Words):
            continue
        told = phrase("third", language, option=name, category=row[1].in_(language))
        if not one.vetoes:
            return (told,)
        criteria = ", ".join(_criterion(result, id_, language) for id_ in one.vetoes)
        return (told, phrase("third_veto", language, criteria=criteria))
    return ()


def _evidence(result: Arbitrated, language: Language) -> tuple[tuple[str, int, float], ...]:
    table = next(e for e in result.exhibits if e.id == "arbitration.evidence")
    return tuple(
        (sentence(name, language), int(cells), float(share))
        for name, cells, share in table.rows
        if isinstance(name, Words) and isinstance(cells, float) and isinstance(share, float)
    )
