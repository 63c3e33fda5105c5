"""Ranking: the needs that people declare, with intervals, and no order that these do not bear."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.usages.answering import gives_away, known_answers
from beffroi.engines.usages.respondents import Respondents, Share
from beffroi.engines.usages.secrecy import guarded, least_shown, least_told, least_weighed
from beffroi.engines.usages.wording import LEFT_OUT, VEILED
from beffroi.foundation.language import Words
from beffroi.foundation.numbers import said
from beffroi.territory.need import Evidence, known_needs
from beffroi.territory.questionnaire import Question
from beffroi.territory.weighing import leaning

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
COLUMNS = {
    "need": "string", "share": "Float64", "low": "Float64", "high": "Float64", "n": "Int64",
    "effective_n": "Float64", "people": "string", "survey": "string", "question": "string",
    "rank_low": "Int64", "rank_high": "Int64", "weighted": "boolean",
}  # fmt: skip
ALL = "all"
"""Kind of people of the rows that put surveys and kinds of people together."""


def declared_needs(groups: Iterable[Respondents]) -> pd.DataFrame:
    """Estimate the share of people who declare each need.

    Choices that name the same need in a question count as one. Each question has its rows, for
    each kind of people of each survey; then the rows `people` = ``all`` put all of them together,
    every kind of people of every survey counting alike from `least_weighed` answers on; with fewer
    it does not enter them. A kind of people of which fewer than `least_told` persons answered a
    question has no row for it, and a share that would tell of fewer persons than that is NA.

    Returns
    -------
    One row for each need, question and kind of people: `need`, `share`, `low`, `high` (95 %), `n`
    answers, `effective_n`, `people`, `survey`, `question`, `rank_low`, `rank_high` (`rank_range`
    among the needs of the same question, or of all), `weighted`. Ordered by survey, question,
    kind of people, then falling share.
    """
    kept = tuple(groups)
    apart = [
        row for group in kept for question in _declaring(group) for row in _rows(group, question)
    ]
    frame = pd.DataFrame([*apart, *_together(kept)], columns=list(COLUMNS)).astype(COLUMNS)
    if frame.empty:
        return frame
    keys = ["survey", "question", "people"]
    ranked = [_ranked(rows) for _, rows in frame.groupby(keys, sort=False, dropna=False)]
    return pd.concat(ranked, ignore_index=True)


def _ranked(rows: pd.DataFrame) -> pd.DataFrame:
    first, last = rank_ranges(
        rows["low"].to_numpy(dtype=np.float64), rows["high"].to_numpy(dtype=np.float64)
    )
    ranked = rows.assign(
        rank_low=pd.array(first, dtype="Int64"), rank_high=pd.array(last, dtype="Int64")
    )
    return ranked.sort_values(["share", "need"], ascending=[False, True], kind="stable")


def rank_ranges(low: Floats, high: Floats) -> tuple[Ints, Ints]:
    """Bound the rank of each of several shares by the intervals that do not overlap.

    One share comes before another only if its whole interval lies above the other's.

    Parameters
    ----------
    low, high : (n,)
        Bounds of each share. [1]

    Returns
    -------
    (n,), (n,)
        Best and worst rank that each may have, from 1. [rank]

    References
    ----------
    M. Klein, T. Wright and J. Wieczorek, "A joint confidence region for an overall ranking of
    populations", Journal of the Royal Statistical Society C 69 (3), 2020, pp. 589-606,
    doi:10.1111/rssc.12402.

    Examples
    --------
    >>> first, last = rank_ranges(np.array([0.5, 0.3, 0.1]), np.array([0.7, 0.55, 0.2]))
    >>> first.tolist(), last.tolist()
    ([1, 1, 3], [2, 2, 3])
    """
    above = (low[np.newaxis, :] > high[:, np.newaxis]).sum(axis=1)
    below = (high[np.newaxis, :] < low[:, np.newaxis]).sum(axis=1)
    return above + 1, len(low) - below


def _declaring(group: Respondents) -> Iterator[Question]:
    for question in group.questionnaire.questions:
        if any(choice.need for choice in question.choices):
            yield question


def _needs(question: Question) -> tuple[str, ...]:
    return tuple(dict.fromkeys(choice.need for choice in question.choices if choice.need))


def _declares(group: Respondents, question: Question, need: str) -> tuple[Bools, Bools]:
    holds, asked = known_answers(group.table, group.questionnaire, question)
    own = np.array([choice.need == need for choice in question.choices])
    return np.asarray(holds[:, own].any(axis=1)), asked


def _shares(group: Respondents, question: Question) -> dict[str, Share]:
    """Estimate who declares each need by a question, what tells of a few persons being veiled."""
    needs = _needs(question)
    holds, asked = known_answers(group.table, group.questionnaire, question)
    own = [np.array([choice.need == need for choice in question.choices]) for need in needs]
    shares = [group.share(np.asarray(holds[:, o].any(axis=1)), asked) for o in own]
    apart = question.kind == "several"
    also = np.array([gives_away(group.table, group.questionnaire, question, o) for o in own])
    shown = guarded(group, shares, asked, apart=apart, also=also)
    return dict(zip(needs, shown, strict=True))


def _rows(group: Respondents, question: Question) -> Iterator[dict[str, object]]:
    for need, share in _shares(group, question).items():
        if share.n >= least_told():
            yield _row(need, share, group, question.name)


def _row(need: str, share: Share, group: Respondents, question: str) -> dict[str, object]:
    return {
        "need": need, "share": share.value, "low": share.low, "high": share.high, "n": share.n,
        "effective_n": share.effective_n, "people": group.people, "survey": group.survey.id,
        "question": question, "weighted": group.raking is not None,
    }  # fmt: skip


def _together(groups: Sequence[Respondents]) -> Iterator[dict[str, object]]:
    """Put surveys and kinds of people together, each counting alike."""
    by_need: dict[str, list[tuple[Share, Respondents]]] = {}
    for group in groups:
        for need, share in _by_any_question(group).items():
            by_need.setdefault(need, []).append((share, group))
    for need, found in by_need.items():
        shares = [share for share, _ in found]
        value, low, high = _mean(shares)
        yield {
            "need": need, "share": value, "low": low, "high": high,
            "n": sum(share.n for share in shares),
            "effective_n": sum(share.effective_n for share in shares), "people": ALL,
            "survey": "", "question": "",
            "weighted": all(group.raking is not None for _, group in found),
        }  # fmt: skip


def _mean(shares: Sequence[Share]) -> tuple[float | None, float, float]:
    """Average shares; bounds alone where one is veiled, that the others would give away."""
    low = np.array([share.low for share in shares])
    high = np.array([share.high for share in shares])
    known = [share.value for share in shares if share.value is not None]
    if len(known) < len(shares):
        return None, float(low.mean()), float(high.mean())
    return mean_of_shares(np.array(known), low, high)


def _by_any_question(group: Respondents) -> dict[str, Share]:
    """Estimate who declares each need by any of the questions where it stands."""
    found: dict[str, list[tuple[Share, tuple[Bools, Bools]]]] = {}
    for question in _declaring(group):
        for need, share in _shares(group, question).items():
            found.setdefault(need, []).append((share, _declares(group, question, need)))
    shares = {need: _joined_share(group, own) for need, own in found.items()}
    return {need: share for need, share in shares.items() if share.n >= least_weighed()}


def _joined_share(group: Respondents, found: Sequence[tuple[Share, tuple[Bools, Bools]]]) -> Share:
    """Estimate who declares a need by any of several questions, none of which it gives away."""
    if len(found) == 1:
        return found[0][0]
    holds = np.any([pair[0] for _, pair in found], axis=0)
    asked = np.any([pair[1] for _, pair in found], axis=0)
    (share,) = guarded(group, [group.share(holds, asked)], asked, apart=True)
    if share.value is not None and any(one.value is None for one, _ in found):
        return group.veiled(share, asked, reach=1.0, nearly_all=False)
    return share


def entering(declared: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """List the surveys and kinds of people with enough answers to weigh."""
    enough = declared[(declared["people"] != ALL) & (declared["n"] >= least_weighed())]
    pairs = zip(enough["survey"], enough["people"], strict=True)
    return tuple(dict.fromkeys((str(survey), str(people)) for survey, people in pairs))


def left_out_words(declared: pd.DataFrame, groups: Iterable[Respondents]) -> tuple[Words, ...]:
    """Say which kinds of people do not enter the mean of all, if there are any."""
    enough = set(entering(declared))
    out = [g for g in groups if (g.survey.id, g.people) not in enough and any(_declaring(g))]
    if not out:
        return ()
    names = [(g.people_words, g.questionnaire.title) for g in out]
    listed = Words(
        fr=", ".join(f"{people.fr} ({title.fr})" for people, title in names),
        en=", ".join(f"{people.en} ({title.en})" for people, title in names),
    )
    return (LEFT_OUT.filled(least=least_weighed(), people=listed),)


def veil_words(rows: pd.DataFrame) -> tuple[Words, ...]:
    """Say that some shares are hidden, if there are any."""
    return (VEILED.filled(least=least_shown()),) if rows["share"].isna().any() else ()


def mean_of_shares(values: Floats, low: Floats, high: Floats) -> tuple[float, float, float]:
    r"""Average independent shares, and bound the average from their own intervals.

    .. math:: \bar p - \tfrac{1}{k} \sqrt{\sum_i (p_i - l_i)^2}, \quad
              \bar p + \tfrac{1}{k} \sqrt{\sum_i (u_i - p_i)^2}

    Parameters
    ----------
    values, low, high : (k,)
        Shares and their bounds. [1]

    References
    ----------
    G. Y. Zou and A. Donner, "Construction of confidence limits about effect measures: a general
    approach", Statistics in Medicine 27 (10), 2008, pp. 1693-1702, doi:10.1002/sim.3095.

    Examples
    --------
    >>> found = mean_of_shares(np.array([0.2, 0.4]), np.array([0.17, 0.36]), np.array([0.23, 0.44]))
    >>> [round(bound, 3) for bound in found]
    [0.3, 0.275, 0.325]
    """
    mean = float(values.mean())
    below = float(np.sqrt(((values - low) ** 2).sum())) / len(values)
    above = float(np.sqrt(((high - values) ** 2).sum())) / len(values)
    return mean, max(mean - below, 0.0), min(mean + above, 1.0)


def order(rows: pd.DataFrame) -> Words:
    """Say in a sentence what the intervals allow to say of an order, and no more.

    Parameters
    ----------
    rows
        Rows of `declared_needs` of one question and one kind of people, by falling share.

    Examples
    --------
    >>> rows = pd.DataFrame({"need": ["find-parking", "take-part"], "rank_low": [1, 1],
    ...     "rank_high": [2, 2]})
    >>> order(rows).en
    'No need can be told to come first: the intervals of all of them overlap.'
    """
    leading = rows[rows["rank_low"] == 1]
    names = [known_needs()[need].name for need in leading["need"]]
    if len(rows) < 2:
        return ONLY_ONE
    if ("share" in rows and leading["share"].isna().any()) or len(leading) > MOST_LEADING:
        return NO_ORDER
    if (rows["rank_low"] == 1).all() and (rows["rank_high"] == len(rows)).all():
        return NO_FIRST
    return FIRST.filled(first=names[0]) if len(names) == 1 else _among(names)


MOST_LEADING = 3
"""Needs that may be told to come first together: beyond, no order is told. A choice of ours."""
NO_ORDER = Words(
    fr="Ces réponses sont trop peu nombreuses, ou trop partagées, pour dire un ordre.",
    en="These answers are too few, or too divided, to tell an order.",
)
ONLY_ONE = Words(fr="Un seul besoin est proposé.", en="Only one need is put forward.")
NO_FIRST = Words(
    fr="Aucun besoin ne peut être dit premier : leurs intervalles se recouvrent tous.",
    en="No need can be told to come first: the intervals of all of them overlap.",
)
FIRST = Words(
    fr="« {first} » vient en tête : son intervalle est au-dessus de tous les autres.",
    en='"{first}" comes first: its interval lies above all the others.',
)


def _among(names: list[Words]) -> Words:
    listed = Words(
        fr=", ".join(f"« {name.fr} »" for name in names),
        en=", ".join(f'"{name.en}"' for name in names),
    )
    return Words(
        fr="En tête, sans qu'on puisse les départager : {names}.",
        en="Ahead, without telling them apart: {names}.",
    ).filled(names=listed)


def evidence(
    declared: pd.DataFrame, groups: Iterable[Respondents]
) -> tuple[tuple[str, Evidence], ...]:
    """Turn declared needs into evidence, one piece for each survey and kind of people.

    A hidden share weighs by its interval alone; one of fewer than `least_weighed` answers has none.
    Its side is that of `territory.weighing.leaning`: a low share does not speak for a need, and one
    that is hidden or of too few answers may say nothing of it.

    Where several questions of a survey name a need, the one with the largest share speaks.

    Returns
    -------
    Pairs of need and evidence, as `territory.weighing.weighed` takes them.
    """
    titles = {(g.survey.id, g.people): (g.questionnaire.title, g.people_words) for g in groups}
    apart = declared[declared["people"] != ALL].sort_values("share", ascending=False, kind="stable")
    best = apart.drop_duplicates(["need", "survey", "people"])
    found = []
    for row in best.sort_values(["survey", "people", "need"], kind="stable").to_dict("records"):
        title, people = titles[row["survey"], row["people"]]
        found.append((str(row["need"]), _evidence(row, title, people)))
    return tuple(found)


def exhibit_id(group: str, question: str) -> str:
    """Name the exhibit of what people of a kind ask for in a question.

    Parameters
    ----------
    group
        Key of the respondents.
    question
        Name of the question.
    """
    return f"usages.declared_needs.{group}.{question}"


def _evidence(row: Mapping[Hashable, object], title: Words, people: Words) -> Evidence:
    key = f"{row['survey']}.{row['people']}" if row["people"] else str(row["survey"])
    shown = exhibit_id(key, str(row["question"]))
    n, low, high = int(str(row["n"])), float(str(row["low"])), float(str(row["high"]))
    share = None if pd.isna(row["share"]) else float(str(row["share"]))  # type: ignore[call-overload]
    sentence = _HIDDEN if share is None else _ASKED
    words = sentence.filled(
        share=_in_both(share or 0.0),
        low=_in_both(low),
        high=_in_both(high),
        n=str(n),
        people=people,
        title=title,
        whose=Words("", "") if row["weighted"] else UNWEIGHTED_BRIEFLY,
    )
    if n < least_weighed():
        unweighed = Words(fr=f"{words.fr} {_CITED.fr}", en=f"{words.en} {_CITED.en}")
        cited = unweighed.filled(n=n, least=least_weighed())
        found = Evidence("survey", key, "unknown", cited, exhibit=shown)
    else:
        weight = None if share is None else 100 * share
        side = leaning(100 * low, 100 * high) if weight is None else leaning(weight, weight)
        bounds = (100 * low, 100 * high)
        found = Evidence("survey", key, side, words, weight, bounds, exhibit=shown)
    return replace(found, title=title, people=people) if row["people"] else found


_ASKED = Words(
    fr="{share} des répondants ({people}) le demandent, sur {n} réponses (entre {low} et "
    "{high}{whose}) : {title}.",
    en="{share} of respondents ({people}) ask for it, of {n} answers (between {low} and "
    "{high}{whose}): {title}.",
)
_HIDDEN = Words(
    fr="Entre {low} et {high} des répondants ({people}) le demandent, sur {n} réponses ; la part "
    "est masquée, elle parlerait de trop peu de personnes : {title}.",
    en="Between {low} and {high} of respondents ({people}) ask for it, of {n} answers; the share "
    "is hidden, as it would tell of too few persons: {title}.",
)
_CITED = Words(
    fr="Cité sans peser : {n} réponses, moins de {least}.",
    en="Cited without weighing: {n} answers, fewer than {least}.",
)
UNWEIGHTED_BRIEFLY = Words(
    fr=" si ceux qui ont répondu étaient tirés au hasard",
    en=" if those who answered had been drawn at random",
)


def _in_both(share: float) -> Words:
    return Words(fr=said(share, "1", "fr"), en=said(share, "1", "en"))
