"""The list of stops to review, written and answered."""

from pathlib import Path

import pandas as pd
import pytest

from beffroi.formats import stop_review
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError

TWINS = pd.DataFrame({
    "stop_id": ["bus:1", "bus:2"], "twin_id": ["car:1", "car:2"],
    "name": ["Mairie", "=2+3"], "twin_name": ["Hôtel de Ville", None],
    "metres": [12.4, 3.0], "score": [0.51, 0.42], "reason": ["score", "opposite"],
})  # fmt: skip


def written(folder: Path) -> Path:
    path = folder / "arrets.csv"
    stop_review.write(path, TWINS)
    return path


def answered(folder: Path, *answers: str) -> Path:
    path = written(folder)
    lines = path.read_text(encoding="utf-8").splitlines()
    given = [lines[0], *(line + answer for line, answer in zip(lines[1:], answers, strict=True))]
    path.write_text("\n".join(given), encoding="utf-8")
    return path


def test_a_french_spreadsheet_reads_it(tmp_path: Path) -> None:
    raw = written(tmp_path).read_bytes()

    assert raw.startswith(b"\xef\xbb\xbf")
    lines = raw.decode("utf-8-sig").splitlines()
    assert lines[1] == "bus:1;car:1;Mairie;Hôtel de Ville;12;0,51;noms ou distance peu sûrs;"


def test_a_name_is_never_a_formula(tmp_path: Path) -> None:
    assert ";'=2+3;" in written(tmp_path).read_text(encoding="utf-8")


@pytest.mark.parametrize(("yes", "no"), [("oui", "non"), ("O", " N "), ("yes", "no")])
def test_answers_are_read_back(yes: str, no: str, tmp_path: Path) -> None:
    found = stop_review.read(answered(tmp_path, yes, no))

    assert found == {("bus:1", "car:1"): True, ("bus:2", "car:2"): False}


def test_a_pair_without_answer_is_left_out(tmp_path: Path) -> None:
    assert stop_review.read(answered(tmp_path, "", "oui")) == {("bus:2", "car:2"): True}


def test_an_answer_that_is_none_is_refused_with_all_the_others(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError) as caught:
        stop_review.read(answered(tmp_path, "peut-être", "?"))

    assert len(caught.value.faults) == 2


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a;b\n1;2\n", encoding="utf-8")

    with pytest.raises(FaultyFileError, match="lacks columns: "):
        stop_review.read(tmp_path / "a.csv")
    with pytest.raises(UnreadableFileError):
        stop_review.read(tmp_path / "absent.csv")
