"""The files of a study of vitality: whole, plain, and harmless in a spreadsheet."""

import json
from pathlib import Path

import pandas as pd
import pytest

from beffroi.foundation.errors import InputError
from beffroi.study.commerce_lives import Registers
from beffroi.study.commerce_vitality import Asked, Vitality
from beffroi.study.commerce_vitality_files import as_json, percent, run, tables, told
from tests.study import commerce_street as street


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Vitality, Path]:
    folder = tmp_path_factory.mktemp("street")
    premises = street.write(folder)
    registers = Registers(folder / "sirene.csv", folder / "sirene-historique.csv")
    out = folder / "out"
    return run(Asked(premises, registers=registers), out), out


def test_every_file_that_is_named_is_written_and_no_other(done: tuple[Vitality, Path]) -> None:
    made, out = done

    assert sorted(made.files) == sorted(path.name for path in out.iterdir())
    assert "index.html" not in made.files


def test_the_run_and_its_metres_are_told(done: tuple[Vitality, Path]) -> None:
    made, out = done
    runs = json.loads((out / "vacant_runs.geojson").read_text("utf-8"))["features"]

    assert [one["properties"]["premises"] for one in runs] == [3]
    assert runs[0]["properties"]["length"] == 24
    assert made.runs["street"].tolist() == ["Rue Haute"]


def test_formulas_are_harmless_and_nothing_private_is_handed_on(
    done: tuple[Vitality, Path],
) -> None:
    _, out = done
    cells = pd.read_excel(out / "vitality.xlsx", sheet_name="vacant_premises", dtype=str)

    assert cells["last_name"].str.startswith(("'=", "=")).all()
    text = (out / "vacancy.csv").read_text("utf-8")
    assert "\n=" not in text
    assert not {"phone", "owner", "email"} & set(cells)


def test_the_answer_is_plain_json_and_the_unknown_null(done: tuple[Vitality, Path]) -> None:
    made, out = done

    answer = json.loads((out / "vitality.json").read_text("utf-8"))

    assert answer["vacancy"]["vacant"] == 3
    assert answer["vacancy"]["share"] == 3 / 24
    assert answer["past"]["delays_known"] is False
    assert answer["past"]["unlucky_premises"] == 1
    assert answer["diversity"]["rarefied"] == [None, None, None]
    assert json.dumps(as_json(made), allow_nan=False)


def test_tables_hold_survival_with_those_at_risk(done: tuple[Vitality, Path]) -> None:
    found = tables(done[0])

    assert (found["survival"]["at_risk"] > 0).all()
    assert {"all", "as declared"} <= set(found["survival"]["of"])
    assert found["unlucky_premises"]["cell"].tolist() == ["6 RUE HAUTE"]
    assert found["unlucky_premises"]["names"].str.contains("CHEZ").all()


def test_the_sentences_say_the_share_with_its_bounds(done: tuple[Vitality, Path]) -> None:
    said = [words.en for words in told(done[0])]

    assert said[0] == "24 premises, of which 3 vacant: 12% (4.3% to 31%)."
    assert said[1].startswith("192 m of front, of which 12% vacant (")
    assert "1 runs" in said[2]


def test_a_folder_that_holds_something_is_refused(done: tuple[Vitality, Path]) -> None:
    _, out = done

    with pytest.raises(InputError):
        run(Asked(out.parent / "premises.gpkg"), out)


def test_shares_are_said_with_a_decimal_under_ten() -> None:
    assert percent(0.0).en == "0%"
    assert percent(0.02).fr == "2,0\u00a0%"
    assert percent(float("nan")).en == "unknown"
