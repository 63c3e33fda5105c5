"""Exhibits of usages: declared needs, answers, cross-tables, open answers and notes."""

from collections.abc import Iterator, Sequence

import pandas as pd

from beffroi.engines.usages.notes import cited
from beffroi.engines.usages.openings import Openings, openings
from beffroi.engines.usages.ranking import (
    ALL,
    entering,
    exhibit_id,
    left_out_words,
    order,
    veil_words,
)
from beffroi.engines.usages.respondents import Respondents
from beffroi.engines.usages.secrecy import least_shown, least_told
from beffroi.engines.usages.tabulation import (
    Crossed,
    Tabulated,
    countable,
    crossed,
    said_hidden,
    tabulated,
)
from beffroi.engines.usages.wording import (
    IN_PART,
    NOTHING,
    POOLED,
    VEILED,
    left_aside_words,
    rest_words,
    weighting_words,
)
from beffroi.foundation.figures import Source
from beffroi.foundation.language import LANGUAGES, Words
from beffroi.foundation.numbers import said
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.need import known_needs
from beffroi.territory.questionnaire import Question

HIDDEN = "…"
MOST_LISTED = 60
"""Open answers, or notes, that an exhibit lists."""
_NEED = Field("need", Words(fr="Besoin", en="Need"))
_QUESTION = Field("question", Words(fr="Question", en="Question"))
_ANSWER = Field("answer", Words(fr="Réponse", en="Answer"))
_LOW = Field("low", Words(fr="Au moins", en="At least"), "1")
_HIGH = Field("high", Words(fr="Au plus", en="At most"), "1")
_SHARE = Field("share", Words(fr="Part", en="Share"), "1", missing="hidden")
_N = Field("n", Words(fr="Réponses", en="Answers"), "answer", missing="hidden")
_RANK = Field("rank", Words(fr="Rang possible", en="Possible rank"))
_SIDES = {"for": Words(fr="pour", en="for"), "against": Words(fr="contre", en="against")}
_CROSSED = Words(
    fr="Part de chaque colonne, et entre parenthèses son intervalle (95 %). La dernière ligne et "
    "la dernière colonne comptent les réponses, sans redressement.",
    en="Share of each column, with its interval in brackets (95 %). The last row and the last "
    "column count answers, unweighted.",
)
WITHHELD = Words(
    fr="Moins de {least} personnes y ont répondu, une fois laissées de côté celles dont une autre "
    "réponse est masquée : les montrer parlerait de quelques personnes.",
    en="Fewer than {least} persons answered, once those are left aside of whom another answer is "
    "hidden: showing them would tell of a few persons.",
)
_NO_NEED = Words(fr="(sans code)", en="(no code)")


def exhibits(
    by_survey: Sequence[Sequence[Respondents]],
    declared: pd.DataFrame,
    notes: pd.DataFrame | None,
    note_sources: tuple[Source, ...],
) -> Iterator[Exhibit]:
    """Make the exhibits, the most asked first.

    Parameters
    ----------
    by_survey
        Respondents of each survey, by kind of people.
    declared
        As `engines.usages.ranking.declared_needs` returns.
    notes
        As `engines.usages.notes.coded` returns; None if not given.
    note_sources
        Where the notes come from.
    """
    groups = [group for survey in by_survey for group in survey]
    yield from _together(declared, groups)
    for survey in by_survey:
        for group in survey:
            yield from _needs(declared, group)
        main = max(survey, key=lambda group: (group.raking is not None, len(group.table)))
        yield from _answers(main)
        yield from _withheld(main)
        yield from _crossings(main)
        yield from _open_answers(survey)
    if notes is not None and len(notes):
        yield _notes(notes, note_sources)


def _ranks(row: dict[str, object]) -> str:
    low, high = row["rank_low"], row["rank_high"]
    return str(low) if low == high else f"{low} – {high}"


def _need_rows(rows: pd.DataFrame) -> tuple[tuple[str | Words | float | None, ...], ...]:
    return tuple(
        (
            known_needs()[row["need"]].name,
            _ranks({str(key): value for key, value in row.items()}),
            float(row["low"]),
            float(row["high"]),
            float(row["n"]),
            None if pd.isna(row["share"]) else float(row["share"]),
        )
        for row in rows.to_dict("records")
    )


def _needs(declared: pd.DataFrame, group: Respondents) -> Iterator[Exhibit]:
    own = declared[(declared["survey"] == group.survey.id) & (declared["people"] == group.people)]
    for name, rows in own.groupby("question", sort=False):
        yield Exhibit(
            id=exhibit_id(group.key, str(name)),
            title=Words(
                fr="Besoins déclarés : {title} ({people})", en="Declared needs: {title} ({people})"
            ).filled(title=group.questionnaire.title, people=group.people_words),
            shape="bars",
            fields=(_NEED, _RANK, _LOW, _HIGH, _N, _SHARE),
            rows=_need_rows(rows),
            sources=group.survey.sources,
            note=_joined(
                order(rows),
                *veil_words(rows),
                *left_aside_words(group, group.questionnaire.question(str(name))),
                weighting_words(group),
            ),
        )


def _together(declared: pd.DataFrame, groups: Sequence[Respondents]) -> Iterator[Exhibit]:
    rows = declared[declared["people"] == ALL]
    if len(entering(declared)) < 2:
        return
    yield Exhibit(
        id="usages.declared_needs.all",
        title=Words(
            fr="Besoins déclarés, enquêtes et publics réunis",
            en="Declared needs, surveys and people together",
        ),
        shape="bars",
        fields=(_NEED, _RANK, _LOW, _HIGH, _N, _SHARE),
        rows=_need_rows(rows),
        sources=tuple(dict.fromkeys(s for group in groups for s in group.survey.sources)),
        note=_joined(
            order(rows),
            *veil_words(rows),
            POOLED,
            *left_out_words(declared, groups),
        ),
    )


def _joined(*sentences: Words) -> Words:
    return Words(
        fr=" ".join(words.fr for words in sentences), en=" ".join(words.en for words in sentences)
    )


def _told_questions(group: Respondents) -> Iterator[Tabulated]:
    for question in countable(group.questionnaire.questions):
        # What the margins fix is no finding; what people ask for has exhibits of its own.
        fixed = bool(question.margin) and group.raking is not None
        is_who = question.name == group.questionnaire.who
        if not (fixed or is_who or any(choice.need for choice in question.choices)):
            yield tabulated(group, question)


def _answers(group: Respondents) -> Iterator[Exhibit]:
    yield from (_answer(group, told) for told in _told_questions(group) if told.n >= least_told())


def _withheld(group: Respondents) -> Iterator[Exhibit]:
    """List the questions whose answers are not shown, so that none seems never to have been put."""
    labels = [told.question.label for told in _told_questions(group) if told.n < least_told()]
    if labels:
        yield Exhibit(
            id=f"usages.withheld.{group.key}",
            title=Words(
                fr="Questions dont les réponses ne sont pas montrées ({people})",
                en="Questions whose answers are not shown ({people})",
            ).filled(people=group.people_words),
            shape="table",
            fields=(_QUESTION,),
            rows=tuple((label,) for label in labels),
            sources=group.survey.sources,
            note=WITHHELD.filled(least=least_told()),
        )


def _answer(group: Respondents, told: Tabulated) -> Exhibit:
    veiled = any(share.value is None for _, share in told.shares)
    return Exhibit(
        id=f"usages.answers.{group.key}.{told.question.name}",
        title=Words(fr="{label} ({people})", en="{label} ({people})").filled(
            label=told.question.label, people=group.people_words
        ),
        shape="bars",
        fields=(_ANSWER, _LOW, _HIGH, _N, _SHARE),
        rows=tuple(
            (
                choice.label,
                share.low,
                share.high,
                _float(share.count),
                share.value,
            )
            for choice, share in told.shares
        ),
        sources=group.survey.sources,
        note=_joined(
            _shares_of(told),
            *([VEILED.filled(least=least_shown())] if veiled else []),
            weighting_words(group),
        ),
    )


def _shares_of(told: Tabulated) -> Words:
    return Words(
        fr="Parts des {n} personnes qui ont répondu et savent{rest}{part}.",
        en="Shares of the {n} people who answered and know{rest}{part}.",
    ).filled(
        n=told.n,
        rest=rest_words(told.unknown, told.silent),
        part=NOTHING if told.is_whole else IN_PART,
    )


def _float(count: int | None) -> float | None:
    return None if count is None else float(count)


def _crossings(group: Respondents) -> Iterator[Exhibit]:
    """Cross what people ask for with who they are: sex, age, occupation, quarter."""
    questions = group.questionnaire.questions
    for question in questions:
        if any(choice.need for choice in question.choices):
            for by in questions:
                if by.margin and by.kind == "one":
                    yield from _crossing(group, question, by)


def _crossing(group: Respondents, question: Question, by: Question) -> Iterator[Exhibit]:
    found = crossed(group, question, by)
    if found is None or len(found.column_choices) < 2:
        return
    columns = tuple(Field(choice.name, choice.label) for choice in found.column_choices)
    yield Exhibit(
        id=f"usages.crossed.{group.key}.{question.name}.{by.name}",
        title=Words(fr="{rows} — selon : {columns}", en="{rows} — by: {columns}").filled(
            rows=question.label, columns=by.label
        ),
        shape="table",
        fields=(_ANSWER, *columns, _N),
        rows=(*_crossed_rows(found), _crossed_totals(found)),
        sources=group.survey.sources,
        note=_joined(
            _CROSSED,
            *([said_hidden(found.n_hidden, least_shown())] if found.n_hidden else []),
            *left_aside_words(group, question),
            weighting_words(group),
        ),
    )


def _crossed_rows(found: Crossed) -> Iterator[tuple[str | Words | float | None, ...]]:
    for i, choice in enumerate(found.row_choices):
        cells = [
            _cell(int(found.counts[i, j]), found.shares[i, j], found.low[i, j], found.high[i, j])
            for j in range(len(found.column_choices))
        ]
        total = int(found.row_totals[i])
        yield (choice.label, *cells, None if total < 0 else float(total))


def _crossed_totals(found: Crossed) -> tuple[str | Words | float | None, ...]:
    totals = [str(int(total)) for total in found.column_totals]
    return (Words(fr="Réponses", en="Answers"), *totals, float(found.column_totals.sum()))


def _cell(count: int, share: float, low: float, high: float) -> str | Words:
    if count < 0 or share != share:  # noqa: PLR0124  (NaN: nobody in the column)
        return HIDDEN if count < 0 else Words(fr="–", en="–")
    told = {
        language: [said(float(value), "1", language) for value in (share, low, high)]
        for language in LANGUAGES
    }
    return Words(**{key: f"{value} ({a} – {b})" for key, (value, a, b) in told.items()})


def _open_answers(survey: Sequence[Respondents]) -> Iterator[Exhibit]:
    """List what people wrote, where as many wrote as may be told of, and are of such kinds."""
    questionnaire = survey[0].questionnaire
    large = [group.table for group in survey if len(group.table) >= least_told()]
    if not large:
        return
    answers = pd.concat(large, ignore_index=True)
    for question in questionnaire.questions:
        if question.kind != "text":
            continue
        told = openings([str(text) for text in answers[question.name].dropna()])
        if told.n >= least_told():
            yield _opening(survey[0], question, told)


def _opening(group: Respondents, question: Question, told: Openings) -> Exhibit:
    listed = [("–", 1.0, text) for text in told.listed[:MOST_LISTED]]
    grouped_ = [(", ".join(g.words), float(g.n), " / ".join(g.verbatims)) for g in told.groups]
    return Exhibit(
        id=f"usages.open_answers.{group.survey.id}.{question.name}",
        title=question.label,
        shape="table",
        fields=(
            Field("words", Words(fr="Mots", en="Words")),
            _N,
            Field("verbatims", Words(fr="Ce qui est écrit", en="What is written")),
        ),
        rows=(*grouped_, *listed),
        sources=group.survey.sources,
        note=Words(
            fr="{n} réponses, réunies par leurs mots pour la lecture ; celles qui ne ressemblent à "
            "aucune autre sont données une à une. Adresses, téléphones, plaques et noms annoncés "
            "sont masqués : relire avant de publier. Réponses comptées sans redressement : elles "
            "disent ce qui a été écrit, pas combien d'habitants le pensent.",
            en="{n} answers, brought together by their words for reading; those like no other are "
            "given one by one. Addresses, telephones, plates and names that are announced are "
            "masked: read again before publishing. Answers are counted unweighted: they tell what "
            "was written, not how many inhabitants think so.",
        ).filled(n=told.n),
    )


def _notes(notes: pd.DataFrame, sources: tuple[Source, ...]) -> Exhibit:
    rows = tuple(
        (
            _NO_NEED if pd.isna(row["need"]) else known_needs()[row["need"]].name,
            "" if pd.isna(row["side"]) else _SIDES[row["side"]],
            cited(row),
        )
        for row in notes.head(MOST_LISTED).to_dict("records")
    )
    return Exhibit(
        id="usages.notes",
        title=Words(fr="Ce qui a été dit et vu", en="What was said and seen"),
        shape="table",
        fields=(
            _NEED,
            Field("side", Words(fr="Sens", en="Side")),
            Field("note", Words(fr="Note", en="Note")),
        ),
        rows=rows,
        sources=sources,
        note=Words(
            fr="{shown} lignes sur {all}. Les notes se citent ; elles ne se comptent pas.",
            en="{shown} of {all} rows. Notes are cited; they are not counted.",
        ).filled(shown=len(rows), all=len(notes)),
    )
