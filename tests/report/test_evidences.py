"""Evidences: kinds of people of one survey in one line, each number within reach."""

from beffroi.foundation.language import Words
from beffroi.report.evidences import lines
from beffroi.territory.need import Evidence

TITLE = Words("Achats", "Shopping")


def heard(people: str, weight: float | None, interval: tuple[float, float] | None) -> Evidence:
    own = Words(people, people)
    return Evidence("survey", f"achats.{people}", "for", own, weight, interval, TITLE, own)


def test_the_kinds_of_people_of_a_survey_are_one_line_with_all_their_numbers() -> None:
    pieces = (heard("hab", 34, (30, 38)), heard("comm", None, (0, 12)), heard("visi", None, None))

    (line,) = lines(pieces)

    assert line.pieces == pieces
    assert line.words.en == (
        "Shopping: hab, 34%; comm, 0% to 12% (share hidden); visi, cited without weighing."
    )
    assert line.words.fr.replace("\u00a0", " ").replace("\u202f", " ") == (
        "Achats : hab, 34 % ; comm, de 0 % à 12 % (part masquée) ; visi, cités sans peser."
    )


def test_what_is_alone_keeps_its_sentence() -> None:
    alone = heard("hab", 34, (30, 38))
    others = (
        Evidence("finding", "town.a", "for", Words("Vu.", "Seen.")),
        Evidence("survey", "trajets", "for", Words("Dit.", "Said."), 20, (10, 30)),
        Evidence("note", "n1", "for", Words("Noté.", "Noted.")),
    )

    found = lines((others[0], alone, *others[1:]))

    assert [line.words.en for line in found] == ["Seen.", "hab", "Said.", "Noted."]
