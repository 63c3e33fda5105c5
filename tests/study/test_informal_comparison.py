"""Two files compared, told and written."""

import json
from pathlib import Path

from beffroi.study.informal_comparison import as_json, compare, told
from tests.engines.informal.feeds import files
from tests.formats.gtfs.feeds import zipped


def test_a_comparison_is_told_and_written(tmp_path: Path) -> None:
    ours = zipped(tmp_path, files(headway=1200, price="2.50"), "ours.zip")
    theirs = zipped(tmp_path, files(), "theirs.zip")

    done = compare(ours, theirs, seed=1)

    said = [words.en for words in told(done)]
    assert said[0].startswith("ours.zip compared with theirs.zip")
    assert "Error of headways, %: 100.0 [100.0–100.0]." in said
    assert any(line.startswith("Trips at the same price, %: 50.0") for line in said)
    answer = json.loads(json.dumps(as_json(done)))
    assert answer["stops"]["within"]["30"]["f1"]["value"] == 1.0
    assert answer["times"]["headways"]["morning"]["n"] == 4
    assert answer["fares"]["value"] == 0.5
