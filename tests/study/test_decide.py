"""Deciding, from the file to the result; the case of Leuven, rebuilt with invented numbers."""

import json
from pathlib import Path

import pytest

from beffroi.method.arbitration.arbitrated import Arbitrated
from beffroi.method.arbitration.decision import Weighting
from beffroi.study import decide
from beffroi.study.decide import Voice
from tests.study.decision_file import written

DOCS = Path(__file__).parents[2] / "docs"
LEUVEN = DOCS / "examples" / "leuven" / "decision.toml"
HOW_TO = DOCS / "how-to" / "arbitrate.md"


@pytest.fixture(scope="module")
def leuven() -> Arbitrated:
    return decide.decide(LEUVEN, draws=2_000).result


def test_leuven_has_four_scenarios_seven_groups_and_forty_people(leuven: Arbitrated) -> None:
    decision = leuven.decision

    assert (len(decision.options), len(decision.groups)) == (4, 7)
    assert sum(group.members for group in decision.groups) == 40
    assert decision.baseline.id == "today"


def test_leuven_says_that_its_numbers_are_invented(leuven: Arbitrated) -> None:
    assert leuven.decision.invented
    assert "inventés" in leuven.warnings[0].fr
    assert "inventés" in leuven.decision.title.words.fr
    assert all("inventés" in s.name for o in leuven.decision.options
               for _, cell in o.cells for s in cell.sources)  # fmt: skip


def test_businesses_and_car_users_would_rather_park_and_walk(leuven: Arbitrated) -> None:
    best = {view.id: view.best for view in leuven.groups}

    assert {id_ for id_, option in best.items() if option == "park-and-walk"} == {
        "businesses", "car-users",
    }  # fmt: skip
    assert {option for id_, option in best.items() if id_ not in {"businesses", "car-users"}} == {
        "car-free"
    }


def test_leuven_s_ranking_is_not_established_and_says_who_could_lose(leuven: Arbitrated) -> None:
    assert not leuven.is_established
    said = " ".join(words.en for words in leuven.statements)
    assert "Car users could lose with Car-free centre" in said
    assert "PROMETHEE I does not compare" in said
    assert leuven.worths


def test_the_how_to_quotes_what_the_example_says() -> None:
    page = HOW_TO.read_text(encoding="utf-8").replace("\n", " ")

    result = decide.decide(LEUVEN).result

    assert result.headline.en in page
    assert all(sentence.en in page for sentence in result.statements[:2])


def test_draws_and_seed_may_be_told_and_are_recorded(tmp_path: Path) -> None:
    result = decide.decide(written(tmp_path), draws=50, seed=9).result

    assert (result.decision.draws, result.decision.seed) == (50, 9)
    assert result.source.file == "decision.toml"
    assert len(result.source.sha256) == 64


def test_voices_stand_in_place_of_what_the_file_says_of_their_group(tmp_path: Path) -> None:
    all_on_air = Weighting("shares", (("cost", 0.0), ("air", 1.0)), (), who="a.xlsx")
    voices = [Voice(tmp_path / f"{n}.xlsx", "shops", all_on_air) for n in range(4)]

    result = decide.decide(written(tmp_path), voices=voices).result

    assert result.groups[0].weights == (0.0, 1.0)
    assert result.decision.groups[0].members == 4
    assert result.decision.groups[1].weightings[0].kind == "order"


def test_results_are_said_as_json_that_reads_back(tmp_path: Path) -> None:
    decided = decide.decide(written(tmp_path))

    assert Arbitrated.from_json(json.loads(decide.as_text(decided))) == decided.result
