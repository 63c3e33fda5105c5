"""Census margins: read, or refused with every fault at once."""

from pathlib import Path

import pytest

from beffroi.formats import margins
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.foundation.language import message
from beffroi.territory.tables import CENSUS_MARGINS

SEX = "sex,f,5200\nsex,h,4800\n"


def written(folder: Path, rows: str, *, header: str = "variable,category,people") -> Path:
    path = folder / "marges.csv"
    path.write_text(f"{header}\n{rows}", encoding="utf-8")
    return path


def refused(folder: Path, rows: str) -> str:
    with pytest.raises(FaultyFileError) as caught:
        margins.read(written(folder, rows))
    return str(caught.value)


def test_margins_are_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    reading = margins.read(written(tmp_path, SEX + "age,15-59,6000\nage,60 +,4000\n"))

    assert CENSUS_MARGINS.faults(reading.table) == []
    assert reading.table["cell"].tolist() == ["sex/f", "sex/h", "age/15-59", "age/60 +"]
    assert reading.table["people"].tolist() == [5200, 4800, 6000, 4000]
    assert reading.warnings == ()


def test_french_names_and_decimal_commas_are_read(tmp_path: Path) -> None:
    path = written(
        tmp_path, "sexe;f;5 200,5\nsexe;h;4 799,5\n", header="variable;modalité;population"
    )

    table = margins.read(path).table

    assert table["variable"].tolist() == ["sex", "sex"]
    assert table["people"].tolist() == [5200.5, 4799.5]


def test_sums_that_differ_by_roundings_are_scaled_and_told(tmp_path: Path) -> None:
    reading = margins.read(written(tmp_path, SEX + "age,15-59,5980\nage,60 +,4000\n"))

    assert reading.table.groupby("variable")["people"].sum().round(6).tolist() == [10_000, 10_000]
    assert "0.20%" in reading.warnings[0].en


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (SEX + "age,15-59,5000\nage,60 +,4000\n", "do not sum alike (sex 10,000, age 9,000)"),
        ("sex,f,-1\nsex,h,3\n", "line 2: '-1' is no number of people"),
        ("sex,f,many\nsex,h,3\n", "line 2: 'many' is no number of people"),
        ("sex,f,\nsex,h,3\n", "line 2: '' is no number of people"),
        ("height,tall,3\nsex,h,3\n", "line 2: 'height' is no variable of the census"),
        ("sex,,3\nsex,h,3\n", "line 2 has no category"),
        (SEX + SEX, "'sex/f' stands more than once"),
        ("sex,f,3\nsex,h,0\n", "all the people of 'sex' are in one category"),
        ("", "it has no category"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, rows: str, said: str) -> None:
    assert said in refused(tmp_path, rows)


def test_all_faults_are_told_at_once_and_in_french(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError) as caught:
        margins.read(written(tmp_path, "sex,f,-1\nsize,h,a\n"))

    assert len(caught.value.faults) == 3
    assert "n’est pas un nombre de personnes" in message(caught.value, "fr")


def test_a_missing_column_and_an_absent_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="lacks columns: "):
        margins.read(written(tmp_path, "sex,f\n", header="variable,category"))
    with pytest.raises(UnreadableFileError):
        margins.read(tmp_path / "absent.csv")
