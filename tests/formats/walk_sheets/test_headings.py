"""What the sheets of a walk hold."""

from beffroi.formats.walk_sheets.headings import COLUMNS, STATES


def test_every_heading_is_its_own_in_both_languages() -> None:
    for language in ("fr", "en"):
        names = [words.in_(language) for words, _ in COLUMNS.values()]  # type: ignore[arg-type]
        assert len(set(names)) == len(names)


def test_no_state_of_one_language_is_another_state_of_the_other() -> None:
    said = [text for words in STATES.values() for text in {words.fr, words.en}]

    assert len(set(said)) == len(said)
