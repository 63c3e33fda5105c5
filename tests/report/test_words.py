import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.language import Words
from beffroi.report.words import (
    counted,
    dated,
    english,
    french,
    measured,
    side_by_side,
    typeset,
)


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Vacance : 9 %", "Vacance\u00a0: 9\u202f%"),
        ("« Grande Rue » ?", "«\u00a0Grande Rue\u00a0»\u202f?"),
        ("12 345 habitants", "12\u202f345 habitants"),
        ("1 234 567 €", "1\u202f234\u202f567\u202f€"),
        ("en 2019 200 commerces", "en 2019 200 commerces"),
        ("l'été", "l’été"),
    ],
)
def test_french_is_set_with_its_own_spaces(typed: str, set_: str) -> None:
    assert french(typed) == set_


@given(st.text(alphabet="a 1:;!?%«»'", max_size=30))
def test_setting_french_twice_changes_nothing_more(text: str) -> None:
    assert french(french(text)) == french(text)


def test_words_are_marked_with_their_language() -> None:
    said = side_by_side(Words("l'arrêt", "the stop"))

    assert said == '<span lang="fr">l’arrêt</span><span lang="en">the stop</span>'


def test_a_name_is_said_once_and_harmless() -> None:
    said = side_by_side(Words("<b>L'Atelier</b>", "<b>L'Atelier</b>"))

    assert said == "&lt;b&gt;L&#39;Atelier&lt;/b&gt;"


def test_what_stands_between_backquotes_is_set_as_code() -> None:
    said = side_by_side(Words("`<shop>`", "`<shop>`"))

    assert said == "<code>&lt;shop&gt;</code>"


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2019-04-30", "30 avril 2019"),
        ("2026-09-01", "1er septembre 2026"),
        ("2019-04-30T12:00:00+00:00", "30 avril 2019"),
        ("2019-04", "avril 2019"),
        ("2019", "2019"),
        ("2019-02-31", "2019-02-31"),
        ("2019-2021", "2019-2021"),
        ("printemps 2019", "printemps 2019"),
        ("", ""),
    ],
)
def test_a_date_is_said_as_finely_as_it_is_known(iso: str, said: str) -> None:
    assert dated(iso).fr == said


def test_numbers_are_said_in_both_languages() -> None:
    assert counted(1075) == Words("1\u202f075", "1,075")
    assert measured(15.1, "km²") == Words("15,1\u00a0km²", "15.1\u00a0km²")


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Wilson’s 95 % interval", "Wilson’s 95% interval"),
        ("17.2\u202f%", "17.2%"),
        ("a % of", "a % of"),
    ],
)
def test_english_sets_the_per_cent_against_its_number(typed: str, set_: str) -> None:
    assert english(typed) == set_


def test_the_days_of_a_sentence_are_said_as_people_do() -> None:
    said = side_by_side(Words("Jour type : 2026-09-01.", "Typical day: 2026-09-01."))

    assert "1er septembre 2026." in said
    assert "1 September 2026." in said
    assert "2026-09-01" not in said
    assert "1 September 2026" in side_by_side(Words("2026-09-01", "2026-09-01"))


@pytest.mark.parametrize(
    "text",
    [
        "inputs/2026-09-01.osm",
        "gtfs_2026-09-01.zip",
        "`2026-09-01`",
        "2026-09-01T08:00",
        "2019-02-31",
    ],
)
def test_names_of_files_and_code_keep_their_days(text: str) -> None:
    assert typeset(text, "en") == text
