"""The log of a decision: frozen, chained, and any alteration named."""

import json
from pathlib import Path
from typing import Any

import pytest

from beffroi.foundation.errors import InputError
from beffroi.foundation.language import message
from beffroi.method.arbitration.arbitrated import Arbitrated
from beffroi.study import decide, decision_log
from beffroi.study.decision_log import Entry, digest
from tests.study.decision_file import written
from tests.test_french import ENGLISH, bare

NOW = "2026-02-01T10:00:00+00:00"


def frozen(folder: Path, old: str = "", new: str = "") -> Entry:
    return decision_log.freeze(decide.decide(written(folder, old, new), draws=20), now=NOW)


def three(folder: Path) -> list[Path]:
    entries = [
        frozen(folder),
        frozen(folder, "votes = 4", "votes = 5"),
        frozen(folder, "interval = [40, 60]", "interval = [40, 70]"),
    ]
    return [entry.path for entry in entries]


def test_an_entry_holds_data_weights_votes_version_seed_and_result(tmp_path: Path) -> None:
    entry = frozen(tmp_path)

    read = json.loads(entry.path.read_text(encoding="utf-8"))
    assert entry.path == tmp_path / "decision.log" / "0001.json"
    assert (read["number"], read["frozen"], read["seed"], read["draws"]) == (1, NOW, 3, 20)
    assert read["software"].startswith("beffroi ")
    assert "[[criterion]]" in read["file"]["text"]
    assert read["votes"][0]["votes"] == 4
    assert Arbitrated.from_json(read["result"]).decision.groups[0].weightings[0].kind == "swing"
    assert digest(read["result"]) == read["result_sha256"]
    assert entry.is_new


def test_a_later_decision_supersedes_and_never_edits(tmp_path: Path) -> None:
    first = frozen(tmp_path)
    before = first.path.read_bytes()

    second = frozen(tmp_path, "votes = 4", "votes = 5")

    assert first.path.read_bytes() == before
    assert second.number == 2
    assert json.loads(second.path.read_text(encoding="utf-8"))["previous"] == first.seal
    assert [entry.seal for entry in decision_log.verified(tmp_path / "decision.toml")] == [
        first.seal, second.seal,
    ]  # fmt: skip


def test_nothing_is_frozen_twice(tmp_path: Path) -> None:
    first, again = frozen(tmp_path), frozen(tmp_path)

    assert not again.is_new
    assert again.seal == first.seal
    assert len(decision_log.verified(tmp_path / "decision.toml")) == 1


def altered(path: Path, **changes: Any) -> None:
    read = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**read, **changes}), encoding="utf-8")


def refusal(folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        decision_log.verified(folder / "decision.toml")
    assert ENGLISH.findall(bare(message(caught.value, "fr"), folder)) == []
    return str(caught.value)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_any_alteration_is_found_and_its_entry_named(tmp_path: Path, number: int) -> None:
    paths = three(tmp_path)

    altered(paths[number - 1], votes=[])

    assert f"entry {number} does not hold what was frozen (000{number}.json)" in refusal(tmp_path)


def test_an_entry_sealed_again_after_a_change_breaks_the_chain(tmp_path: Path) -> None:
    paths = three(tmp_path)
    read = json.loads(paths[0].read_text(encoding="utf-8"))
    forged = {key: value for key, value in {**read, "votes": []}.items() if key != "sha256"}
    paths[0].write_text(json.dumps({**forged, "sha256": digest(forged)}), encoding="utf-8")

    assert "entry 2 does not follow the one before it" in refusal(tmp_path)


def test_a_result_sealed_apart_from_its_digest_is_found(tmp_path: Path) -> None:
    path = three(tmp_path)[2]
    read = json.loads(path.read_text(encoding="utf-8"))
    forged = {key: value for key, value in {**read, "result": {}}.items() if key != "sha256"}
    path.write_text(json.dumps({**forged, "sha256": digest(forged)}), encoding="utf-8")

    assert "entry 3: its result is not the one that was sealed" in refusal(tmp_path)


def test_an_entry_that_was_removed_is_missed(tmp_path: Path) -> None:
    three(tmp_path)[1].unlink()

    assert "entry 2 is missing (next comes 0003.json)" in refusal(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"number": 1}', '{"a": NaN}'])
def test_an_entry_that_is_no_entry_is_found(tmp_path: Path, text: str) -> None:
    three(tmp_path)[0].write_text(text, encoding="utf-8")

    assert "entry 1 does not hold what was frozen" in refusal(tmp_path)


def test_nothing_is_added_to_an_altered_log(tmp_path: Path) -> None:
    altered(three(tmp_path)[0], votes=[])

    with pytest.raises(InputError, match="was altered"):
        frozen(tmp_path, "votes = 4", "votes = 3")

    assert len(list((tmp_path / "decision.log").glob("*.json"))) == 3


def test_a_decision_never_frozen_has_an_empty_log(tmp_path: Path) -> None:
    assert decision_log.verified(tmp_path / "decision.toml") == ()


def test_only_the_very_arbitration_that_was_frozen_last_is_said_to_be(tmp_path: Path) -> None:
    entry = frozen(tmp_path)

    same = decision_log.frozen(decide.decide(tmp_path / "decision.toml", draws=20))
    other = decision_log.frozen(decide.decide(tmp_path / "decision.toml", draws=21))

    assert same is not None
    assert same.seal == entry.seal
    assert other is None


def test_files_that_are_not_those_frozen_any_more_are_named(tmp_path: Path) -> None:
    assert decision_log.changed(written(tmp_path)) == ()
    frozen(tmp_path)
    path = written(tmp_path)
    other = tmp_path / "sheet.xlsx"
    other.write_bytes(b"another")

    assert decision_log.changed(path) == ()
    assert decision_log.changed(path, sheets=[other], catalogue=other) == (other, other)
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert decision_log.changed(path) == (path,)
