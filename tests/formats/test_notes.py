"""Notes: read from a CSV or a workbook, masked, or refused with every fault at once."""

from pathlib import Path

import openpyxl
import pytest

from beffroi.formats import notes
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import message
from beffroi.territory.tables import NOTES

HEADER = "id,date,place,role,kind,text,codes,quotable\n"
ROW = 'n1,2026-03-02,Grande Rue,commerçante,interview,"On tourne",find-parking,yes\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "notes.csv"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, rows: str) -> FaultyFileError:
    with pytest.raises(FaultyFileError) as caught:
        notes.read(written(folder, HEADER + rows))
    return caught.value


def test_notes_are_read_with_their_codes(tmp_path: Path) -> None:
    rows = ROW + "n2,,,,observation,vide,find-parking: against; get-online:for,\n"

    table = notes.read(written(tmp_path, HEADER + rows)).table

    assert NOTES.faults(table) == []
    assert table["codes"].tolist() == [
        ["find-parking:for"], ["find-parking:against", "get-online:for"],
    ]  # fmt: skip
    assert table["quotable"].tolist()[0] is True
    assert table["quotable"].isna().tolist() == [False, True]


def test_a_french_table_is_read(tmp_path: Path) -> None:
    text = (
        "id;date;lieu;rôle;nature;texte;codes;citable\n"
        "n1;02/03/2026;halles;agent;Entretien;On manque de bras;find-parking:contre;oui\n"
    )

    row = notes.read(written(tmp_path, text)).table.iloc[0]

    assert (row["date"], row["kind"], row["codes"]) == (
        "2026-03-02", "interview", ["find-parking:against"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        ("id", "date", "place", "role", "kind", "text", "codes", "quotable"),
        ("id", "date", "lieu", "rôle", "nature", "texte", "codes", "citable"),
    ],
)
def test_a_workbook_is_read(tmp_path: Path, names: tuple[str, ...]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(names)
    sheet.append(["n1", "2026-03-02", "a", "b", "interview", "On tourne", "find-parking", "oui"])
    book.save(tmp_path / "notes.xlsx")

    table = notes.read(tmp_path / "notes.xlsx").table

    assert table["text"].tolist() == ["On tourne"]
    assert table["quotable"].tolist() == [True]


def test_nobody_s_name_is_kept(tmp_path: Path) -> None:
    text = (
        "id,kind,text,codes,nom\n"
        'n1,interview,"Mme Durand, 06 12 34 56 78, tourne",find-parking,Jeanne Durand\n'
    )

    reading = notes.read(written(tmp_path, text))

    assert "Durand" not in reading.table.to_csv()
    assert "06 12" not in reading.table.to_csv()
    assert "nom" in reading.warnings[-1].en


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",,,,interview,a,,\n", "line 2 has no id"),
        ("n1,,,,chat,a,,\n", "line 2: 'chat' is none of interview, observation and workshop"),
        ("n1,,,,interview,,,\n", "line 2 has no text"),
        ("n1,,,,interview,a,find-parkin,\n", "(did you mean 'find-parking'?)"),
        ("n1,,,,interview,a,zzz,\n", "the code 'zzz' is no known need"),
        ("n1,,,,interview,a,find-parking:maybe,\n", "followed by for or against"),
        (ROW + ROW, "the note 'n1' stands more than once"),
        (f"n1,,,,interview,{'a' * 5001},,\n", "it is a transcript, not a note"),
        ("", "it has no note"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    assert said in str(refused(tmp_path, row))


def test_faults_are_told_in_french_and_braces_do_no_harm(tmp_path: Path) -> None:
    error = refused(tmp_path, "n1,,,,{x},a,{number},\n")

    assert len(error.faults) == 2
    assert "n’est ni entretien, ni observation, ni atelier" in message(error, "fr")


def test_missing_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="lacks columns: "):
        notes.read(written(tmp_path, "id,kind\nn1,interview\n"))
