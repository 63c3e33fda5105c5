"""Answers are laid out as a server exports them, closed on themselves and marked as invented."""

import numpy as np

from beffroi.drawing.submissions import INVENTED, Several, submissions
from beffroi.foundation.language import Words
from beffroi.territory.questionnaire import Choice, Question, Questionnaire

WORDS = Words("?", "?")
NONE, UNKNOWN = Choice("rien", WORDS, alone=True), Choice("nsp", WORDS, alone=True, unknown=True)
FORM = Questionnaire(
    "essai", "3", WORDS, WORDS,
    (Question("qui", "one", WORDS, choices=(Choice("hab", WORDS),)),
     Question("quoi", "several", WORDS, choices=(Choice("pain", WORDS), NONE, UNKNOWN))),
)  # fmt: skip


def test_those_who_choose_nothing_say_so_and_those_not_asked_stay_blank() -> None:
    said = {
        "qui": np.array(["hab"] * 4, dtype=object),
        "quoi": Several(
            np.array([[True], [False], [True], [True]]),
            np.array([True, True, False, True]),
            np.array([False, False, False, True]),
        ),
    }

    table = submissions(FORM, said, np.random.default_rng(0))

    assert table["quoi"].tolist() == ["pain", "rien", "", "nsp"]
    assert table["quoi/pain"].tolist() == ["1", "0", "", "0"]
    assert set(table["_notes"]) == {INVENTED}
    assert table["_submission_time"].is_monotonic_increasing
    assert table["_submission_time"].str[11:13].between("09", "19").all()
