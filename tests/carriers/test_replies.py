"""Replies, cell by cell: what is understood, and what is held as unknown and counted."""

import pandas as pd
import pytest

from beffroi.carriers.headings import Part
from beffroi.carriers.replies import Ledger, _latitude_longitude, dictionary, understood
from beffroi.foundation.language import Words
from beffroi.territory.questionnaire import Choice, Kind, Question

SAID = Words("Mot", "Word")
MODES = (
    Choice("1", Words("À pied", "On foot")),
    Choice("oui", Words("Oui", "Yes")),
    Choice("a-b", Words("Bus, car", "Bus")),
    Choice("autre", Words("Autre chose", "Else")),
)


def read(kind: Kind, texts: list[str | None], **how: object) -> tuple[list[object], str]:
    question = Question("q", kind, SAID, choices=MODES, **how)  # type: ignore[arg-type]
    ledger = Ledger()
    cells = {Part("q"): pd.Series(texts, dtype="string")}
    (values, *_) = understood(question, cells, ledger).values()
    said = " / ".join(words.fr for words in ledger.warnings())
    return [None if pd.isna(value) else value for value in values], said


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1", "1"), ("1.0", "1"), ("à PIED", "1"), ("On foot", "1"), ("Y", "oui"), ("true", "oui"),
        ("bus car", "a-b"), ("a_b", "a-b"), ("-oth-", "autre"), ("Other", "autre"), ("2", None),
    ],
)  # fmt: skip
def test_a_choice_is_known_by_its_name_its_label_or_its_meaning(
    text: str, name: str | None
) -> None:
    assert read("one", [text])[0] == [name]


def test_a_text_that_two_choices_say_says_none() -> None:
    twins = (Choice("a", Words("Même", "Same")), Choice("b", Words("Même", "Other")))

    known = dictionary(Question("q", "one", SAID, choices=twins))

    assert known.one("Même") is None
    assert known.one("Same") == "a"


def test_lists_of_labels_are_taken_apart_the_longest_first() -> None:
    known = dictionary(Question("q", "several", SAID, choices=MODES))

    assert known.several("À pied Bus, car") == (["1", "a-b"], True)
    assert known.several("1 autre") == (["1", "autre"], True)
    assert known.several("1 fusée")[1] is False


def test_numbers_are_kept_within_their_bounds() -> None:
    values, said = read("number", ["3", "2,5", "99", "-1", None], least=0, most=50)

    assert values == [3.0, 2.5, None, None, None]
    assert "q : 2 nombres impossibles, donc inconnus (« 99 »)" in said
    assert "q : 1 réponse remise à la norme" in said


def test_dates_are_kept_if_they_exist() -> None:
    values, said = read("date", ["2026-05-04", "04/05/2026", "2026-02-30"])

    assert values == ["2026-05-04", "2026-05-04", None]
    assert "1 réponse illisible" in said


def test_contact_details_are_erased_from_open_answers() -> None:
    values, said = read("text", ["Écrire à a.b@c.fr", "12 rue Haute"])

    assert values == ["Écrire à […]", "12 rue Haute"]
    assert "1 réponse où un nom, un courriel" in said


def test_a_coordinate_written_by_a_spreadsheet_with_an_exponent_is_the_same_place() -> None:
    assert _latitude_longitude("47.65 -1e-05 0 0") == (47.65, -1e-05)
