"""Survey blocks: what is written reads back, and what cannot be used is told in one sentence."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import SettingsError
from beffroi.foundation.language import message
from beffroi.study.survey_blocks import MOST_PEOPLE, SurveySettings, block, faults, parsed
from tests.test_french import ENGLISH, QUOTED

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30
)
PEOPLE = st.one_of(
    st.none(),
    st.integers(1, int(MOST_PEOPLE)),
    st.floats(0, MOST_PEOPLE, exclude_min=True, allow_nan=False),
)
SURVEYS = st.builds(
    SurveySettings, answers=TEXTS, form=TEXTS, margins=st.one_of(st.just(""), TEXTS),
    population=PEOPLE, date=st.sampled_from(["", "2026-05", "2026-05-18"]),
)  # fmt: skip


@given(SURVEYS)
def test_any_survey_reads_back(survey: SurveySettings) -> None:
    read = tomllib.loads(block(survey))["survey"]

    assert list(faults(read)) == []
    assert SurveySettings(**read[0]) == survey


def test_an_option_has_the_keys_of_a_block() -> None:
    survey = parsed(
        "form=achats, answers=mai, juin.csv,margins=a=b.csv,population=16 800,date=2026"
    )

    assert survey == SurveySettings("mai, juin.csv", "achats", "a=b.csv", 16_800.0, "2026")


WRONG = {
    "achats": "'achats' is not written key=value",
    "form=achats": "names no answers",
    "answers=a.csv": "names no form",
    "form=achats,answers=a.csv,margin=m.csv": "did you mean margins?",
    "form=achats,answers=a.csv,population=beaucoup": "'beaucoup', not a number",
    "form=achats,answers=a.csv,population=-3": "-3.0, not a number",
    "form=achats,answers=a.csv,population=1e400": "inf, not a number",
    "form=achats,answers=a.csv,answers=b.csv": "answers stands twice",
    "form=achats,answers=a\0b": "answers holds the character 0",
    "": "'' is not written key=value",
}


@pytest.mark.parametrize(("option", "said"), WRONG.items(), ids=list(WRONG))
def test_an_option_that_cannot_be_used_is_told_in_one_language(option: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parsed(option)

    assert said in str(caught.value)
    french = message(caught.value, "fr").replace("--survey form=achats,answers=", "")
    assert ENGLISH.findall(QUOTED.sub("", french.partition("Écrire")[0])) == []


def test_a_number_of_people_beyond_all_people_is_refused() -> None:
    survey = {"answers": "a.csv", "form": "achats", "population": 10**400}

    assert len(list(faults([survey]))) == 1
