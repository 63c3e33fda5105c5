import json
from pathlib import Path

import pandas as pd
import pytest

from beffroi.foundation.errors import FaultyFileError, InputError, UnreadableFileError
from beffroi.report import regulation_page
from beffroi.study import informal_networks
from beffroi.study.informal_regulation import as_json, read_hypotheses, regulate, told
from tests.towns import informal_street
from tests.towns.informal import LAT, LON


def built(folder: Path) -> Path:
    drawn = informal_street.network()
    worn = {"number": "3A", "colour": "C2410C", "text_colour": "FFFFFF"}
    drawn.variants.loc[drawn.variants["variant_id"] == "A-out", list(worn)] = list(worn.values())
    informal_networks.write(drawn, folder / "network")
    return folder


def test_a_proposal_is_written_beside_the_network(tmp_path: Path) -> None:
    done = regulate(built(tmp_path), regulation_page.write)

    out = tmp_path / "regulation"
    assert sorted(path.name for path in out.iterdir()) == [
        "figures.json", "hypotheses.toml", "index.html", "variants.csv",
    ]  # fmt: skip
    held = json.loads((out / "figures.json").read_text(encoding="utf-8"))
    assert held == json.loads(json.dumps(as_json(done))) | {"seed": 0}
    table = pd.read_csv(out / "variants.csv")
    assert table["number"].tolist() == ["3A", "A", "B", "B", "C", "D"]
    assert table["merged_into"].tolist() == ["A-out", "A-back", "A-out", "A-back", "C-out", "D-out"]
    assert any("14\u00a0vehicles" in words.en for words in told(done))


def test_hypotheses_that_a_town_corrects_are_used_and_never_written_over(tmp_path: Path) -> None:
    regulate(built(tmp_path), regulation_page.write)
    beside = tmp_path / "regulation/hypotheses.toml"
    beside.write_text("[hour]\nvalue = 0\n[kilometre]\nvalue = 1\n[overheads]\nvalue = 0\n")

    done = regulate(tmp_path, regulation_page.write)

    assert done.proposal.cost[0] == done.proposal.totals[1].kilometres[0]
    assert "value = 0" in beside.read_text()


def test_people_around_stops_are_read_from_a_table(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(f"id,lon,lat,population\n1,{LON},{LAT},12\n2,{LON + 1},{LAT},5\n")

    done = regulate(built(tmp_path), regulation_page.write, population=people)

    assert {f.id: f.value for f in done.figures}["regulation.near_after"] == 12


def test_cells_are_no_formulas(tmp_path: Path) -> None:
    drawn = informal_street.network()
    drawn.routes["name"] = "=HYPERLINK(1)"
    informal_networks.write(drawn, tmp_path / "network")

    regulate(tmp_path, regulation_page.write)

    assert ",=HYPER" not in (tmp_path / "regulation/variants.csv").read_text()


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("[hour", UnreadableFileError), ("hour = 2", FaultyFileError), ("x = 1", FaultyFileError)],
)
def test_strange_hypotheses_are_refused(
    tmp_path: Path, text: str, refusal: type[InputError]
) -> None:
    path = tmp_path / "h.toml"
    path.write_text(text)

    with pytest.raises(refusal, match=r"h\.toml"):
        read_hypotheses(path)


def test_nothing_is_written_where_the_folder_is_no_network(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        regulate(tmp_path, regulation_page.write)

    assert not list(tmp_path.iterdir())
