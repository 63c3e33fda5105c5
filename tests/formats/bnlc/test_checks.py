"""The check of a register: every fault of every row, with its line."""

from pathlib import Path

import pytest

from beffroi.formats import bnlc
from beffroi.formats.bnlc.checks import severities
from beffroi.territory.notice import Notice
from tests.formats.bnlc.registers import DAY, HEADER, row, written


def checked(path: Path) -> dict[str, Notice]:
    notices = bnlc.checked(bnlc.opened(path), DAY, most_rows=10)
    return {notice.code: notice for notice in notices}


def test_nothing_is_said_of_a_valid_register(tmp_path: Path) -> None:
    assert checked(written(tmp_path, row())) == {}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"nom_lieu": ""}, "missing_cell"),
        ({"id_lieu": "35236-P-001"}, "bad_pattern"),
        ({"insee": "5236"}, "bad_pattern"),
        ({"type": "Place"}, "not_a_choice"),
        ({"date_maj": "24-06-2019"}, "bad_day"),
        ({"date_maj": "2019-02-30"}, "bad_day"),
        ({"ouvert": "oui"}, "bad_flag"),
        ({"nbre_pl": "douze"}, "bad_number"),
        ({"nbre_pl": "12.5"}, "bad_number"),
        ({"nbre_pl": "-1"}, "out_of_bounds"),
        ({"Ylat": "147.6512"}, "out_of_bounds"),
        ({"Xlong": "47.6512", "Ylat": "-2.0812"}, "swapped"),
        ({"Xlong": "0.0001", "Ylat": "0.0001"}, "not_in_france"),
        ({"Xlong": "-2.08"}, "few_decimals"),
        ({"source": "217602177"}, "bad_siren"),
        ({"insee": "35237"}, "other_commune"),
        ({"date_maj": "2027-01-01"}, "future_day"),
        ({"nbre_pmr": "13"}, "more_reserved"),
    ],
)
def test_each_fault_is_named_with_its_line(
    tmp_path: Path, cells: dict[str, str], code: str
) -> None:
    second = {"id_lieu": "35236-C-002"} | cells

    found = checked(written(tmp_path, row(), row(**second)))

    assert code in found
    assert [place.line for place in found[code].rows] == [3]


def test_all_faults_of_a_file_are_gathered(tmp_path: Path) -> None:
    path = written(tmp_path, row(), row(nbre_pl="x"), row(ouvert="peut-être"), "", row(type="?"))

    found = checked(path)

    assert found["repeated_id"].count == 4
    assert {code: [r.line for r in n.rows] for code, n in found.items() if n.count == 1} == {
        "bad_number": [3], "bad_flag": [4], "not_a_choice": [6]
    }  # fmt: skip


def test_columns_missing_and_unknown_are_named(tmp_path: Path) -> None:
    header = HEADER.replace("Xlong", "longitude").replace("comm", "commentaire", 1)

    found = checked(written(tmp_path, row(), header=header))

    assert found["missing_column"].rows[0].fields["column"] == "Xlong"
    assert found["strange_column"].count == 2


def test_every_notice_is_explained() -> None:
    assert set(severities()) == set(bnlc.explained())


@pytest.mark.parametrize("column", ["date_maj", "type", "Ylat", "id_lieu", "insee"])
def test_a_register_that_lacks_a_column_is_told_so(tmp_path: Path, column: str) -> None:
    heads = [name for name in HEADER.split(",") if name != column]
    cells = dict(zip(HEADER.split(","), row().split(","), strict=True))
    path = written(tmp_path, ",".join(cells[name] for name in heads), header=",".join(heads))

    notices = bnlc.checked(bnlc.opened(path), DAY, most_rows=10)

    assert "missing_column" in {notice.code for notice in notices}


@pytest.mark.real
def test_the_examples_of_the_schema_are_judged_as_it_does(real_data: Path) -> None:
    folder = real_data / "schemas" / "schema-lieux-covoiturage"

    valid, invalid = (checked(folder / f"exemple-{name}.csv") for name in ("valide", "invalide"))

    assert not [code for code, notice in valid.items() if notice.severity == "error"]
    assert {code for code, notice in invalid.items() if notice.severity == "error"} >= {"bad_day"}
    assert "swapped" in invalid


@pytest.mark.real
def test_the_schema_is_the_published_one(real_data: Path) -> None:
    import json  # noqa: PLC0415

    from beffroi.formats.bnlc.schema import schema  # noqa: PLC0415

    folder = real_data / "schemas" / "schema-lieux-covoiturage"
    published = json.loads((folder / "schema.json").read_text(encoding="utf-8"))["fields"]

    assert [field["name"] for field in published] == list(schema())
    for field in published:
        rule, asked = schema()[field["name"]], field["constraints"]
        assert rule.needed == asked.get("required", False)
        assert rule.pattern == asked.get("pattern", "").removeprefix("^").removesuffix("$")
        assert rule.choices == frozenset(asked.get("enum", ()))
        assert (rule.least, rule.most) == (asked.get("minimum"), asked.get("maximum"))
