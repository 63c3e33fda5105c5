"""Answers written as each survey tool exports them, from a table that is known."""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd
import xlsxwriter
from hypothesis import Phase, assume
from hypothesis import strategies as st

from beffroi.foundation.language import Words
from beffroi.territory.questionnaire import (
    Choice,
    Question,
    Questionnaire,
    framed,
)
from beffroi.territory.questionnaires import known_questionnaires

ASKED = Words("Où ?", "Where?")
PLACES = Questionnaire(
    "lieux",
    "1",
    Words("Lieux", "Places"),
    Words("Tous", "All"),
    (
        Question("spot", "place", Words("Quel endroit ?", "Which place?")),
        Question("day", "date", Words("Quel jour ?", "Which day?")),
        Question("price", "number", Words("Quel prix ?", "Which price?"), least=0, most=99),
        Question(
            "why",
            "several",
            Words("Pourquoi, en bref ?", "Why, in short?"),
            choices=(
                Choice("a", Words("Le bruit, la nuit", "Noise at night")),
                Choice("b", Words("Le bruit", "Noise")),
                Choice("none", Words("Rien", "Nothing"), alone=True),
            ),
        ),
    ),
)
"""A form with the kinds of question that the ready ones do not ask."""
FORMS = (*known_questionnaires().values(), PLACES)
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Tables are large: a failing one is shown as it was drawn."""
Cell = str | None
Row = dict[str, Cell]
words = st.text("abc éàç'?!;,\n\"=-1", min_size=1, max_size=30).map(
    lambda text: " ".join(text.split(" ")).strip()
)


@st.composite
def tables(draw: st.DrawFn, form: Questionnaire) -> pd.DataFrame:
    """Draw the answers of one to six people, who answered something: others are set aside."""
    drawn = [
        {k: v for question in form.asked for k, v in draw(replies(question)).items()}
        for _ in range(draw(st.integers(1, 6)))
    ]
    answered = [row for row in drawn if row]
    assume(answered)
    rows = [row | {"submitted": f"2026-05-0{i}"} for i, row in enumerate(answered, 1)]
    return framed(form, pd.DataFrame(rows))


@st.composite
def replies(draw: st.DrawFn, question: Question) -> dict[str, object]:
    """Draw what one person answers to a question; nothing one time in some."""
    name = question.name
    if name != "qui" and draw(st.booleans()) and draw(st.booleans()):
        return {}
    if question.kind == "one":
        return {name: draw(st.sampled_from([choice.name for choice in question.choices]))}
    if question.kind == "several":
        alone = [{choice.name} for choice in question.choices if choice.alone]
        free = [choice.name for choice in question.choices if not choice.alone]
        chosen = draw(
            st.sets(st.sampled_from(free), min_size=1) | st.sampled_from(alone or [{free[0]}])
        )
        return {f"{name}/{choice.name}": choice.name in chosen for choice in question.choices}
    if question.kind == "number":
        low, high = int(question.least or 0), int(question.most or 9)
        return {name: draw(st.integers(low, high)) / (1 if question.whole else 4)}
    if question.kind == "date":
        return {name: draw(st.dates()).isoformat()} if draw(st.booleans()) else {}
    if question.kind == "place":
        lon, lat = draw(st.floats(-180, 180)), draw(st.floats(0.1, 90))
        return {f"{name}.lon": round(lon, 6), f"{name}.lat": round(lat, 6)}
    text = draw(words)
    return {name: text} if text else {}


def known(values: pd.Series) -> list[object]:
    """List values, None where they are unknown."""
    return [None if pd.isna(value) else value for value in values]


Heads = Callable[[Question, Choice | None], str]
Says = Callable[[Question, str], str]


def name_heads(separator: str = "/", group: str = "") -> Heads:
    """Head columns with the names of the questions, in a group or not."""

    def head(question: Question, choice: Choice | None) -> str:
        return f"{group}{question.name}" + (f"{separator}{choice.name}" if choice else "")

    return head


def name_says(question: Question, name: str) -> str:
    return name


def label_says(question: Question, name: str) -> str:
    return question.choice(name).label.fr


def kobo_rows(
    table: pd.DataFrame,
    form: Questionnaire,
    head: Heads,
    say: Says = name_says,
    *,
    select: str = "both",
    ticks: tuple[str, str] = ("1", "0"),
    split_places: bool = False,
) -> list[Row]:
    """Write answers as KoboToolbox (and, with hyphens and split places, ODK Central) does."""
    rows = []
    for i, answer in table.iterrows():
        row: Row = {"start": "2026-05-04T10:00:00.000+02:00", "deviceid": "imei:35"}
        for question in form.questions:
            row |= _kobo_cells(question, answer, head, say, select, ticks, split_places)
        row |= {
            "_id": f"{100 + int(str(i))}",
            "_uuid": f"9f5c-{i}",
            "_submission_time": f"{answer['submitted']}T10:05:00",
            "_validation_status": None,
            "_submitted_by": "agent",
        }
        rows.append(row)
    return rows


def _kobo_cells(
    question: Question,
    answer: pd.Series,
    head: Heads,
    say: Says,
    select: str,
    ticks: tuple[str, str],
    split_places: bool,
) -> Row:
    whole = head(question, None)
    if question.kind == "note":
        return {whole: None}
    if question.kind == "several":
        names = [choice.name for choice in question.choices]
        marks = answer[[f"{question.name}/{name}" for name in names]]
        asked = marks.notna().all()
        chosen = [n for n, mark in zip(names, marks, strict=True) if asked and mark]
        row: Row = {}
        if select in {"both", "summary"}:
            row[whole] = " ".join(say(question, name) for name in chosen) or None
        if select in {"both", "details"}:
            for choice in question.choices:
                tick = ticks[0] if choice.name in chosen else ticks[1]
                row[head(question, choice)] = tick if asked else None
        return row
    if question.kind == "place":
        lat, lon = answer[f"{question.name}.lat"], answer[f"{question.name}.lon"]
        known = pd.notna(lat)
        if split_places:
            return {
                f"{whole}-Latitude": str(lat) if known else None,
                f"{whole}-Longitude": str(lon) if known else None,
                f"{whole}-Altitude": "0",
                f"{whole}-Accuracy": "0",
            }
        return {whole: f"{lat} {lon} 0 0" if known else None}
    value = answer[question.name]
    if pd.isna(value):
        return {whole: None}
    return {whole: say(question, value) if question.kind == "one" else _written(value)}


def lime_rows(
    table: pd.DataFrame, form: Questionnaire, head: Heads, say: Says, *, ticks: tuple[str, str]
) -> list[Row]:
    """Write answers as LimeSurvey does: a column for each choice of a multiple choice."""
    rows = []
    for i, answer in table.iterrows():
        row: Row = {
            "id": str(i), "submitdate": f"{answer['submitted']} 10:00:00", "lastpage": "4",
            "startlanguage": "fr", "ipaddr": "10.0.0.1",
        }  # fmt: skip
        for question in form.asked:
            row |= _lime_cells(question, answer, head, say, ticks)
        rows.append(row)
    return rows


def _lime_cells(
    question: Question, answer: pd.Series, head: Heads, say: Says, ticks: tuple[str, str]
) -> Row:
    if question.kind == "several":
        marks = {c.name: answer[f"{question.name}/{c.name}"] for c in question.choices}
        return {
            head(question, choice): None
            if pd.isna(marks[choice.name])
            else ticks[0 if marks[choice.name] else 1]
            for choice in question.choices
        }
    if question.kind == "place":
        lat, lon = answer[f"{question.name}.lat"], answer[f"{question.name}.lon"]
        return {head(question, None): f"{lat};{lon}" if pd.notna(lat) else None}
    value = answer[question.name]
    if pd.isna(value):
        return {head(question, None): None}
    return {
        head(question, None): say(question, value) if question.kind == "one" else _written(value)
    }


def _written(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def as_csv(
    path: Path,
    rows: list[Row],
    *,
    separator: str = ",",
    encoding: str = "utf-8",
    quote: bool = False,
) -> Path:
    """Save rows as CSV."""
    with path.open("w", newline="", encoding=encoding) as file:
        quoting = csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL
        writer = csv.writer(file, delimiter=separator, quoting=quoting)
        writer.writerow(list(rows[0]))
        writer.writerows([["" if cell is None else cell for cell in row.values()] for row in rows])
    return path


def as_xlsx(path: Path, rows: list[Row], *, above: Iterable[str] = ()) -> Path:
    """Save rows as a workbook: figures as numbers, the rest as texts."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("answers")
        for number, title in enumerate(above):
            sheet.write_string(number, 0, title)
        top = len(list(above))
        for column, name in enumerate(rows[0]):
            sheet.write_string(top, column, name)
        for number, row in enumerate(rows, start=top + 1):
            for column, cell in enumerate(row.values()):
                if cell is not None and cell.isdigit() and not cell.startswith("0"):
                    sheet.write_number(number, column, float(cell))
                elif cell is not None:
                    sheet.write_string(number, column, cell)
    return path
