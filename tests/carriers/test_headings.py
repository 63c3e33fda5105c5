"""Headings of exported answers, in the spellings of the tools."""

import pytest

from beffroi.carriers.headings import Part, headings, plain
from beffroi.foundation.language import Words
from beffroi.territory.questionnaire import Choice, Question, Questionnaire

CHOICES = (
    Choice("bus", Words("En bus / en car", "By bus")),
    Choice("autre", Words("Autrement", "Otherwise")),
)
FORM = Questionnaire(
    "a", "1", Words("A", "A"), Words("", ""),
    (
        Question("modes", "several", Words("Comment <b>venez</b>-vous ?", "How do you come?"),
                 choices=CHOICES),
        Question("modes_bus", "text", Words("Lequel ?", "Which one?")),
        Question("which", "text", Words("Lequel ?", "Which?")),
        Question("age", "number", Words("Âge", "Age")),
        Question("spot", "place", Words("Où ?", "Where?")),
        Question("hello", "note", Words("Bonjour", "Hello")),
    ),
)  # fmt: skip
BUS = Part("modes", choice="bus")


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("modes", Part("modes")),
        ("MODES", Part("modes")),
        ("modes/bus", BUS),
        ("g/h/modes/bus", BUS),
        ("Comment venez-vous ?", Part("modes")),
        ("Comment venez-vous ?/En bus / en car", BUS),
        ("Partie 1/Comment venez-vous ?/En bus / en car", BUS),
        ("How do you come? [By bus]", BUS),
        ("modes[other]", Part("modes", choice="autre")),
        ("modes_bus", Part("modes_bus")),
        ("g:age", Part("age")),
        ("g-age", Part("age")),
        ("spot-Latitude", Part("spot", axis="lat")),
        ("_spot_longitude", Part("spot", axis="lon")),
        ("g/_spot_longitude", Part("spot", axis="lon")),
        ("Lequel ?", None),
        ("Which?", Part("which")),
        ("moyen - age", None),
        ("hello", None),
        ("_uuid", None),
        ("", None),
    ],
)
def test_a_heading_stands_for_one_part_or_for_none(heading: str, part: Part | None) -> None:
    assert headings(FORM).part(heading) == part


def test_a_plain_text_has_no_mark_accent_or_markup() -> None:
    assert plain("**Où** êtes-vous né·e&nbsp;?") == "ou etes vous nee nbsp"
