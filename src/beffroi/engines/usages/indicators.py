"""Usages' figures: who answered, how precisely, what they do and what they ask for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.engines.usages.exhibits import exhibits
from beffroi.engines.usages.inputs import Inputs
from beffroi.engines.usages.notes import coded
from beffroi.engines.usages.ranking import ALL, declared_needs
from beffroi.engines.usages.respondents import Respondents, Share, respondents
from beffroi.engines.usages.secrecy import least_shown, least_told
from beffroi.engines.usages.tabulation import Tabulated, countable, tabulated
from beffroi.engines.usages.wording import (
    IN_PART,
    NOTHING,
    VEILED,
    finite_words,
    rest_words,
    weighting_words,
)
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.kernels.weighted_shares import design_effect, effective_size, share_interval
from beffroi.territory.indicator import Indicator, read
from beffroi.territory.need import known_needs
from beffroi.territory.outcome import Outcome
from beffroi.territory.questionnaire import SUBMITTED

DEFINITIONS = Path(__file__).parent / "indicators.toml"
POINTS = 100
_EVERY = Words(fr="toutes les enquêtes", en="all surveys")
_SMALL = Words(fr="un millionième", en="one millionth")
"""What `engines.usages.margins.TOLERANCE` makes of every gap that is accepted."""
_NOT_AHEAD = Words(
    fr=" ; l'intervalle d'une autre recouvre le sien, on ne peut la dire première",
    en="; the interval of another overlaps its own, so that it cannot be told to come first",
)
_COUNTED_ONLY = Words(
    fr="{people} : trop peu pour que leurs réponses soient montrées",
    en="{people}: too few for their answers to be shown",
)
_ALL_PEOPLE = Words(fr="tous", en="all")
_ALL_BUT = Words(
    fr="moins de {least} pour chacun de ces publics, qui ne sont pas comptés : {people}",
    en="fewer than {least} of each of these kinds of people, who are not counted: {people}",
)


def outcome(inputs: Inputs) -> Outcome:
    """Tell who answered, what they do and what they ask for.

    Returns
    -------
    Figures, exhibits, and the tables `declared_needs` (`engines.usages.ranking.declared_needs`)
    and `notes` (`engines.usages.notes.coded`), each where there is something to say.

    Raises
    ------
    InputError
        If a survey has no answer, or cannot be weighted to its margins.
    """
    definitions = read(DEFINITIONS)
    by_survey = [respondents(survey) for survey in inputs.surveys]
    groups = [group for survey in by_survey for group in survey]
    declared = declared_needs(groups)
    notes = None if inputs.notes is None else coded(inputs.notes)
    figures = (
        *_overall(groups, definitions),
        *(figure for group in groups for figure in _of_group(group, definitions)),
        *_declared(declared, groups, definitions),
        *_notes(inputs, definitions),
    )
    tables: dict[str, pd.DataFrame] = {}
    if groups:
        tables["declared_needs"] = declared
    if notes is not None:
        tables["notes"] = notes
    shown = tuple(exhibits(by_survey, declared, notes, inputs.note_sources))
    return Outcome(figures, shown, tables)


def survey_date(group: Respondents) -> str:
    """Return the day of the survey: that of its source, or that of the first answer."""
    dated = [source.date for source in group.survey.sources if source.date]
    if dated:
        return min(dated)
    submitted = group.survey.answers.table[SUBMITTED].dropna()
    return str(submitted.min())[:10] if len(submitted) else ""


def _sources(group: Respondents) -> tuple[Source, ...]:
    weighted = group.survey.margin_sources if group.raking is not None else ()
    return (*group.survey.sources, *weighted)


def _dated(figure: Figure, group: Respondents) -> Figure:
    """Date a figure by its survey, not by the census to which it is weighted."""
    return replace(figure, date=survey_date(group))


def _overall(
    groups: Sequence[Respondents], definitions: Mapping[str, Indicator]
) -> Iterator[Figure]:
    if not groups:
        return
    sources = tuple(dict.fromkeys(s for group in groups for s in group.survey.sources))
    # Were the few counted in the sum, it would tell how many they are.
    shown = [group for group in groups if _is_counted(group)]
    parts: dict[str, str | Words] = {"survey": _EVERY, "people": _counted_words(groups, shown)}
    if not shown:
        yield definitions["usages.answers"].figure(None, sources, parts=parts)
        return
    n = sum(len(group.table) for group in shown)
    n_weighted = sum(len(group.table) for group in shown if group.raking is not None)
    words = Words(
        fr="Le moins précis des groupes de répondants.",
        en="The least precise group of respondents.",
    )
    parts |= {"weighting": words, "finite": ""}
    large = [group for group in shown if len(group.table) >= least_shown()] or shown
    yield definitions["usages.answers"].figure(n, sources, parts=parts)
    yield definitions["usages.weighted"].figure(n_weighted / n, sources)
    yield definitions["usages.margin_of_error"].figure(
        max(_margin_of_error(group) for group in large), sources, parts=parts
    )
    yield definitions["usages.design_effect"].figure(
        max(design_effect(group.weights) for group in large), sources, parts=parts
    )


def _is_counted(group: Respondents) -> bool:
    """Say whether the number of a group is told: that of a whole survey, or of more than a few."""
    return not group.people or len(group.table) >= least_shown()


def _counted_words(groups: Sequence[Respondents], shown: Sequence[Respondents]) -> Words:
    """Say of whom the answers are counted."""
    few = [group.people_words for group in groups if group not in shown]
    if not few:
        return _ALL_PEOPLE
    names = Words(fr=", ".join(one.fr for one in few), en=", ".join(one.en for one in few))
    return _ALL_BUT.filled(least=least_shown(), people=names)


def _margin_of_error(group: Respondents) -> float:
    """Return the half-width of the interval of one half, in points."""
    low, high = share_interval(0.5, effective_size(group.weights), sampled=group.sampled)
    return POINTS * (high - low) / 2


def _of_group(group: Respondents, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    if not _is_counted(group):
        return
    sources = _sources(group)
    parts: dict[str, str | Words] = {
        "survey": group.questionnaire.title, "people": group.people_words,
        "weighting": weighting_words(group), "finite": finite_words(group),
    }  # fmt: skip
    if len(group.table) < least_told():
        parts["people"] = _COUNTED_ONLY.filled(people=group.people_words)
    values = {
        "usages.answers": float(len(group.table)),
        "usages.effective_answers": effective_size(group.weights),
        "usages.margin_of_error": _margin_of_error(group),
    }
    if group.raking is not None:
        values["usages.design_effect"] = design_effect(group.weights)
        values["usages.heaviest_weight"] = float(group.weights.max() / group.weights.mean())
        parts["rounds"] = str(group.raking.iterations)
        parts["gap"] = _SMALL
    for id_, value in values.items():
        figure = definitions[id_].figure(value, sources, variant=group.key, parts=parts)
        yield _dated(figure, group)
    yield from _main_answers(group, definitions)


def _main_answers(group: Respondents, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    """Give the commonest answer to each question of habit: neither who one is nor what one asks."""
    for question in countable(group.questionnaire.questions):
        is_need = any(choice.need for choice in question.choices)
        if question.margin or is_need or question.name == group.questionnaire.who:
            continue
        told = tabulated(group, question)
        (choice, share), *others = sorted(told.shares, key=lambda pair: -(pair[1].value or 0.0))
        if not _may_be_told(share, [other for _, other in others]):
            continue
        is_ahead = all(other.high < share.low for _, other in others)
        figure = definitions["usages.main_answer"].figure(
            share.value,
            _sources(group),
            interval=(share.low, share.high),
            variant=f"{group.key}.{question.name}",
            parts={
                "apart": NOTHING if is_ahead else _NOT_AHEAD,
                "answer": choice.label, "question": question.label, "people": group.people_words,
                "weighting": weighting_words(group), **_numbers(told, share),
            },
        )  # fmt: skip
        yield _dated(figure, group)


def _numbers(told: Tabulated, share: Share) -> dict[str, str | Words]:
    """Say how many answered, and who is left aside."""
    rest, part = rest_words(told.unknown, told.silent), NOTHING if told.is_whole else IN_PART
    return {
        "n": str(told.n), "rest": Words(fr=rest.fr + part.fr, en=rest.en + part.en),
        "effective": f"{share.effective_n:.0f}",
    }  # fmt: skip


def _may_be_told(first: Share, others: Sequence[Share]) -> bool:
    """Say whether an answer may be told to be the commonest: known, and above the veiled ones."""
    veiled = [other.high for other in others if other.value is None]
    return bool(first.value) and all(high <= (first.value or 0.0) for high in veiled)


def _declared(
    declared: pd.DataFrame, groups: Sequence[Respondents], definitions: Mapping[str, Indicator]
) -> Iterator[Figure]:
    by_key = {(group.survey.id, group.people): group for group in groups}
    apart = declared[declared["people"] != ALL]
    twice = apart.duplicated(["survey", "people", "need"], keep=False).to_numpy()
    for row, several in zip(apart.to_dict("records"), np.asarray(twice), strict=True):
        group = by_key[row["survey"], row["people"]]
        variant = f"{group.key}.{row['question']}" if several else group.key
        figure = definitions["usages.declared_need"].figure(
            None if pd.isna(row["share"]) else row["share"],
            _sources(group),
            interval=(row["low"], row["high"]),
            variant=f"{variant}.{row['need']}",
            parts={
                "need": known_needs()[row["need"]].name, "people": group.people_words,
                "n": str(row["n"]), "question": str(row["question"]),
                "effective": f"{row['effective_n']:.0f}", "weighting": weighting_words(group),
                "veiled": VEILED.filled(least=least_shown()) if pd.isna(row["share"]) else NOTHING,
            },
        )  # fmt: skip
        yield _dated(figure, group)


def _notes(inputs: Inputs, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    if inputs.notes is None:
        return
    quotable = int(inputs.notes["quotable"].fillna(value=False).sum())
    yield definitions["usages.notes"].figure(
        float(len(inputs.notes)), inputs.note_sources, parts={"quotable": str(quotable)}
    )
