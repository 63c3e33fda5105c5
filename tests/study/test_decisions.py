"""A DECISION.toml read whole, and every fault in it told at once."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import FaultyFileError, InputError, UnreadableFileError
from beffroi.foundation.language import message
from beffroi.study import decisions
from tests.study.decision_file import TOML, written
from tests.test_french import ENGLISH, bare


def test_a_decision_is_read_with_its_cells_groups_and_votes(tmp_path: Path) -> None:
    decision = decisions.read(written(tmp_path))

    bus = decision.option("bus")
    assert (decision.id, decision.date, decision.draws, decision.seed) == (
        "d1",
        "2026-01-15",
        300,
        3,
    )
    assert dict(decision.title.said)["ar"] == "اختيار"
    assert bus.on("cost").interval == (40, 60)
    assert (bus.on("air").evidence, bus.on("air").date) == ("A", "2024")
    assert bus.on("cost").sources[0].name == "Note d'essai"
    assert not decision.option("nothing").on("air").is_known
    assert [group.members for group in decision.groups] == [3, 5]
    assert dict(decision.constraints[0].meets) == {"bus": True, "nothing": None}
    assert decision.votes[0].reason == "l'air"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('id = "d1"\n', "", "[decision]: id is missing"),
        ("draws = 300", "draws = 0", "draws is 0"),
        ("draws = 300", "drawz = 3", "drawz is not a key (did you mean draws?)"),
        ("worst = 100", "worst = 0", "are the same number (0)"),
        ("worst = 100\n", "", "worst is missing"),
        ("worst = 100", "worst = nan", "not finite"),
        ("worst = 100", "worst = inf", "not finite"),
        ("interval = [40, 60]", "interval = [60, 40]", "interval is reversed (60 – 40)"),
        ("interval = [40, 60]", "interval = [nan, 40]", "not a finite number"),
        ("cells = { cost = 0,", "cells = { coast = 0,", "there is no such criterion"),
        ("baseline = true", "baseline = false", "no option is the baseline"),
        ('id = "air"', 'id = "cost"', "criterion cost: this id stands 2 times"),
        ("members = 3", "members = 0", "it has no member (0)"),
        ("cost = 100, air = 40", "cost = -100, air = 40", "the weight of cost (Coût) is negative"),
        ("swing = {", "shares = {", "air (Air) sum to 140, not to 1"),
        ('["air > cost"]', '["air > cost", "cost > air"]', "turns in a circle"),
        ('evidence = "D"\n', "", "needs a source and a class of evidence"),
        ("meets = { bus", "meets = { buss", "there is no option buss"),
        ('[[vote]]\ngroup = "people"', '[[vote]]\ngroup = "nobody"', "names the group nobody"),
        ("[[vote]]", "[vote]", "vote must be a list of tables"),
    ],
)  # fmt: skip
def test_each_fault_of_a_file_is_one_clear_sentence(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    with pytest.raises(FaultyFileError) as caught:
        decisions.read(written(tmp_path, old, new))

    assert fault in str(caught.value)
    assert ENGLISH.findall(bare(message(caught.value, "fr"), tmp_path)) == []


def test_faults_are_gathered(tmp_path: Path) -> None:
    path = written(tmp_path, more='[[group]]\nid = "g"\n[[option]]\nnam = "x"\n')

    with pytest.raises(FaultyFileError) as caught:
        decisions.read(path)

    assert len(caught.value.faults) >= 4


def test_a_line_that_is_not_toml_is_pointed_at(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="line"):
        decisions.read(written(tmp_path, more="what is this"))


def test_an_absent_file_a_folder_and_a_huge_file_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        decisions.read(tmp_path / "nothing.toml")
    with pytest.raises(UnreadableFileError, match="folder"):
        decisions.read(tmp_path)
    monkeypatch.setattr(decisions, "MOST_BYTES", 10)
    with pytest.raises(UnreadableFileError, match="larger than 10 bytes"):
        decisions.read(written(tmp_path))


SPOILED = st.integers(0, len(TOML) - 1)
BITS = st.sampled_from(
    ["", '"', "[", "]", "=", "nan", "-1", "true", "{", "}", "\n", "é", "9" * 400]
)


@settings(max_examples=30, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(SPOILED, SPOILED, BITS)
def test_a_spoiled_file_is_refused_or_read_and_never_fails_otherwise(
    tmp_path: Path, start: int, length: int, bit: str
) -> None:
    path = tmp_path / "spoiled.toml"
    path.write_text(TOML[:start] + bit + TOML[start + length % 9 :], encoding="utf-8")

    said = "read"
    try:
        decisions.read(path)
    except InputError as error:
        said = message(error, "fr")

    assert said
