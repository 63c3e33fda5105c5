"""What fits, and what is said to be left out."""

from beffroi.report.decision.content import note
from beffroi.report.decision.limits import STEPS, fitted
from tests.report.decision import cases


def test_what_is_left_out_is_counted_and_said() -> None:
    whole = note(cases.stress(), "fr")

    kept = fitted(whole, STEPS[-1])

    assert len(kept.note.choices) == STEPS[-1].choices
    assert f"{len(whole.choices) - STEPS[-1].choices} option" in kept.left
    assert f"{len(whole.sources) - STEPS[-1].sources} source" in kept.left
    assert "arbitration.json" in kept.left
    assert all(len(row.shares) == len(kept.note.choices) for row in kept.note.groups)


def test_a_small_decision_is_kept_whole() -> None:
    whole = note(cases.alone(), "en")

    kept = fitted(whole, STEPS[0])

    assert kept.left == ""
    assert kept.note == whole


def test_the_option_that_comes_first_is_always_drawn() -> None:
    whole = note(cases.stress(), "fr")

    for limits in STEPS:
        assert fitted(whole, limits).note.choices[0].id == whole.choices[0].id


def test_shortened_names_still_differ_inside_sentences() -> None:
    kept = fitted(note(cases.stress(), "fr"), STEPS[-1]).note

    assert len({row.name for row in kept.groups}) == len(kept.groups)
    assert "pondérations sur 100" in kept.headline
