"""What invented people say of a town: a survey with its margins, notes, and maturity sheets."""

import csv
from pathlib import Path

from beffroi.drawing.maturity import responses
from beffroi.drawing.notes import notes
from beffroi.drawing.residents import margins
from beffroi.drawing.voices import voices
from beffroi.formats import maturity_sheets
from beffroi.method.maturity.grid import maturity_grid
from beffroi.study.survey_blocks import SurveySettings
from tests.drawing.census import TRUTH, counted


def write_survey(folder: Path) -> SurveySettings:
    """Write the answers of 240 people, and the census that weights them."""
    measures, residents = counted()
    answers, census = folder / "reponses.csv", folder / "marges.csv"
    table = voices(measures, residents, TRUTH).answers
    answers.write_text(table.to_csv(index=False, sep=";", quoting=csv.QUOTE_ALL), encoding="utf-8")
    census.write_text(margins(residents).to_csv(index=False), encoding="utf-8")
    return SurveySettings(str(answers), "achats", str(census))


def write_notes(folder: Path) -> Path:
    """Write a dozen coded notes."""
    path = folder / "notes.csv"
    path.write_text(notes(TRUTH).to_csv(index=False), encoding="utf-8")
    return path


def write_sheets(folder: Path) -> Path:
    """Write the maturity sheets of three respondents."""
    grid = maturity_grid()
    maturity_sheets.write_csv(responses(20_000, 1, grid), grid, folder / "maturite.csv")
    return folder / "maturite.csv"
