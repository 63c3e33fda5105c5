"""Notes of a drawn town: each says that the town is invented, and the reader takes them all."""

from pathlib import Path

from beffroi.drawing.notes import INVENTED, NOTES, notes
from beffroi.formats import notes as note_files
from tests.drawing.census import TRUTH


def test_the_notes_are_read_whole_and_unmasked(tmp_path: Path) -> None:
    written = notes(TRUTH)
    path = tmp_path / "notes.csv"
    path.write_text(written.to_csv(index=False), encoding="utf-8")

    read = note_files.read(path)

    assert read.warnings == ()
    assert read.table["text"].tolist() == written["texte"].tolist()
    assert read.table["place"].tolist() == written["lieu"].tolist()
    assert len(read.table) == len(NOTES) >= 12
    assert any(code.endswith(":against") for codes in read.table["codes"] for code in codes)


def test_every_note_says_that_it_is_invented() -> None:
    written = notes(TRUTH)

    assert written["lieu"].str.contains(INVENTED).all()
    assert written["rôle"].str.contains(INVENTED).all()
    assert written["texte"].str.contains("9 parcs").any()
