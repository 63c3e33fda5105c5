"""Survey blocks: the `[[survey]]` of a `study.toml`, and the same keys given on a command line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from beffroi.foundation.errors import SettingsError
from beffroi.foundation.language import Words, both
from beffroi.study.toml import meant, quoted

SURVEY = "survey"
FILES = ("answers", "form", "margins")
"""Keys of a survey that name a file; a form may also be a ready one, by its name."""
KEYS = (*FILES, "population", "date")
MOST_PEOPLE = 1e10
"""More than there are. [person]"""


@dataclass(frozen=True, slots=True)
class SurveySettings:
    """A survey of a study: a `[[survey]]` of its `study.toml`.

    Attributes
    ----------
    answers
        Path of the export of the answers.
    form
        Name of a ready questionnaire, or path of an XLSForm.
    margins
        Path of the census margins; empty to leave the answers unweighted.
    population
        People of whom the survey speaks; None where unknown. [person]
    date
        When it was done, ISO 8601; empty for the day of the first answer.
    """

    answers: str
    form: str
    margins: str = ""
    population: float | None = None
    date: str = ""


def is_file(form: str) -> bool:
    """Say whether a form is a file rather than the name of a ready one.

    Examples
    --------
    >>> is_file("achats"), is_file("inputs/mine.xlsx")
    (False, True)
    """
    return bool(Path(form).suffix)


def faults(surveys: object) -> Iterator[Words]:
    """Tell every fault of the `[[survey]]` blocks of a file that was parsed."""
    if not isinstance(surveys, list) or not all(isinstance(one, dict) for one in surveys):
        yield both("surveys must be written [[survey]], one part each")
        return
    for number, survey in enumerate(surveys, 1):
        for key in sorted(set(survey) - set(KEYS)):
            close = meant(key, KEYS)
            yield both("[[survey]] {key} is not a setting ({meant})", key=key, meant=close)
        for key in ("answers", "form"):
            if not survey.get(key):
                yield both("survey {number} names no {key}", number=number, key=key)
        for key in ("answers", "form", "margins", "date"):
            if not isinstance(survey.get(key, ""), str):
                yield both(
                    "[[survey]] {key} is {value!r}, not a text between quotes",
                    key=key,
                    value=survey[key],
                )
            elif "\0" in survey.get(key, ""):
                yield both("[[survey]] {key} holds the character 0, which no path may", key=key)
        people = survey.get("population", 1)
        if not _is_count(people):
            yield both("[[survey]] population is {people!r}, not a number of people", people=people)


def _is_count(people: object) -> bool:
    if isinstance(people, bool) or not isinstance(people, int | float):
        return False
    return 0 < people <= MOST_PEOPLE


def block(survey: SurveySettings) -> str:
    """Write a survey as a `[[survey]]` block.

    Examples
    --------
    >>> print(block(SurveySettings("inputs/reponses.csv", "achats", population=16_800.0)))
    [[survey]]
    form = "achats"
    answers = "inputs/reponses.csv"
    population = 16800
    """
    lines = ["[[survey]]", f"form = {quoted(survey.form)}", f"answers = {quoted(survey.answers)}"]
    if survey.margins:
        lines.append(f"margins = {quoted(survey.margins)}")
    if survey.population is not None:
        whole = float(survey.population).is_integer()
        lines.append(f"population = {int(survey.population) if whole else survey.population!r}")
    if survey.date:
        lines.append(f"date = {quoted(survey.date)}")
    return "\n".join(lines)


def parsed(option: str) -> SurveySettings:
    """Read a survey given on a command line: the keys of a `[[survey]]`, parted by commas.

    A comma is a part of a path unless a key and an equals sign follow it.

    Raises
    ------
    SettingsError
        With everything that cannot be used.

    Examples
    --------
    >>> parsed("form=achats,answers=mai, juin.csv,population=16800").answers
    'mai, juin.csv'
    """
    given: dict[str, object] = {}
    said = list[Words]()
    for part in re.split(r",(?=\s*[a-z_]+\s*=)", option):
        key, equals, value = (text.strip() for text in part.partition("="))
        if not equals:
            said.append(both("{part!r} is not written key=value", part=part))
        elif key in given:
            said.append(both("{key} stands twice", key=key))
        elif key == "population":
            given[key] = _number(value)
        else:
            given[key] = value
    said += faults([given])
    if said:
        raise SettingsError(
            "--survey {option!r} cannot be used: {faults}. "
            "Write --survey form=achats,answers=FILE[,margins=FILE][,population=N][,date=DAY].",
            option=option,
            faults=tuple(said),
        )
    return SurveySettings(**given)  # type: ignore[arg-type]


def _number(text: str) -> float | str:
    """Read a number of people, thousands apart or not; what is none stays as it was written."""
    try:
        return float("".join(text.split()))
    except ValueError:
        return text
