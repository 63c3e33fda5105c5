"""Snapshots: sources copied into the study once, and recorded."""

from dataclasses import replace
from pathlib import Path

import pytest

from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.foundation.files import sha256
from beffroi.foundation.language import Words
from beffroi.store import manifest
from beffroi.study.settings import Settings
from beffroi.study.snapshots import named, said_of_answers, taken
from beffroi.study.survey_blocks import SurveySettings

NOW, LATER = "2026-11-22T08:00:00+00:00", "2027-01-01T08:00:00+00:00"


def settings(*files: Path) -> Settings:
    return Settings("35236", sources={"gtfs": tuple(map(str, files))})


@pytest.fixture
def bus(tmp_path: Path) -> Path:
    path = tmp_path / "bus.zip"
    path.write_bytes(b"PK timetable")
    return path


def test_several_files_of_a_kind_are_numbered() -> None:
    listed = named(Settings("x", sources={"osm": ("m",), "gtfs": ("a", "b")}))

    assert [id_ for id_, _, _ in listed] == ["osm", "gtfs-1", "gtfs-2"]


def test_an_unchanged_source_keeps_the_day_it_came_in(tmp_path: Path, bus: Path) -> None:
    taken(tmp_path / "s", settings(bus), now=NOW)

    again = taken(tmp_path / "s", settings(bus), now=LATER)

    assert again["gtfs-1"].retrieved == NOW


def test_a_changed_source_is_copied_anew(tmp_path: Path, bus: Path) -> None:
    first = taken(tmp_path / "s", settings(bus), now=NOW)
    bus.write_bytes(b"PK another timetable")

    again = taken(tmp_path / "s", settings(bus), now=LATER)

    assert again["gtfs-1"].sha256 != first["gtfs-1"].sha256
    assert again["gtfs-1"].retrieved == LATER


def test_a_source_that_has_gone_is_read_from_its_copy(tmp_path: Path, bus: Path) -> None:
    first = taken(tmp_path / "s", settings(bus), now=NOW)
    bus.unlink()

    assert taken(tmp_path / "s", settings(bus), now=LATER) == first


def test_a_source_that_never_was_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        taken(tmp_path / "s", settings(tmp_path / "nothing.zip"), now=NOW)


@pytest.mark.parametrize("other", ["bus-2027.zip", "2027/bus.zip"])
def test_another_file_that_does_not_exist_is_not_taken_for_the_copy(
    tmp_path: Path, bus: Path, other: str
) -> None:
    taken(tmp_path / "s", settings(bus), now=NOW)

    with pytest.raises(UnreadableFileError, match="no such file"):
        taken(tmp_path / "s", settings(tmp_path / other), now=LATER)


def test_a_source_whose_path_was_never_recorded_is_known_by_its_name(
    tmp_path: Path, bus: Path
) -> None:
    study = tmp_path / "s"
    old = replace(taken(study, settings(bus), now=NOW)["gtfs-1"], named="")
    manifest.record(study, old)
    bus.unlink()

    assert taken(study, settings(bus), now=LATER) == {"gtfs-1": old}
    with pytest.raises(UnreadableFileError, match="no such file"):
        taken(study, settings(tmp_path / "bus-2027.zip"), now=LATER)


def test_the_same_file_under_a_new_path_is_known_by_its_new_path(tmp_path: Path, bus: Path) -> None:
    first = taken(tmp_path / "s", settings(bus), now=NOW)
    moved = bus.rename(tmp_path / "moved.zip")
    again = taken(tmp_path / "s", settings(moved), now=LATER)
    moved.unlink()

    assert again["gtfs-1"].file == first["gtfs-1"].file
    assert taken(tmp_path / "s", settings(moved), now=LATER) == again


def test_only_a_timetable_may_be_a_folder(tmp_path: Path) -> None:
    map_ = Settings("35236", sources={"osm": (str(tmp_path),)})

    with pytest.raises(UnreadableFileError, match="a folder"):
        taken(tmp_path / "s", map_, now=NOW)


def test_what_was_collected_and_is_not_yet_read_keeps_its_record(tmp_path: Path, bus: Path) -> None:
    study = tmp_path / "s"
    entry = taken(study, settings(bus), now=NOW)["gtfs-1"]
    manifest.record(study, replace(entry, id="sirene", kind="sirene"))

    taken(study, settings(bus), now=LATER)

    assert "sirene" in manifest.read(study)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "reponses.csv"
    text = "qui,freq,ouverte,_uuid,deviceid,nom\nhab,sem,Le 06 12 34 56 78,a,phone-7,Jeanne\n"
    path.write_text(text, encoding="utf-8")
    return path


def surveyed(*files: Path | str) -> Settings:
    return Settings("35236", surveys=tuple(SurveySettings(str(f), "deplacements") for f in files))


def test_answers_are_copied_without_what_tells_who_answers(tmp_path: Path, answers: Path) -> None:
    study = tmp_path / "s"

    entry = taken(study, surveyed(answers), now=NOW)["survey-1"]

    assert [path.name for path in (study / "inputs").glob("*.csv")] == ["reponses.csv"]
    kept = (study / entry.file).read_text(encoding="utf-8")
    assert not any(told in kept for told in ("phone-7", "Jeanne", "06 12"))
    assert (entry.original, entry.sha256) == (sha256(answers), sha256(study / entry.file))
    assert "2 colonnes" in entry.warnings[0].fr
    assert "(deviceid, nom)" in entry.warnings[0].fr
    assert taken(study, surveyed(answers), now=LATER)["survey-1"] == entry


def test_a_whole_export_laid_in_the_study_is_said(tmp_path: Path, answers: Path) -> None:
    study = tmp_path / "s"
    (study / "inputs").mkdir(parents=True)
    answers.rename(study / "inputs" / "reponses.csv")

    entry = taken(study, surveyed("inputs/reponses.csv"), now=NOW)["survey-1"]

    assert entry.file == "inputs/reponses-2.csv"
    assert "inputs/reponses.csv est dans le dossier de l'étude" in entry.warnings[-1].fr


def test_answers_that_cannot_be_read_are_refused_or_told(tmp_path: Path, answers: Path) -> None:
    study = tmp_path / "s"
    answers.write_text("a;b\n1;2\n", encoding="utf-8")

    with pytest.raises(FaultyFileError, match="none of its 2 columns"):
        taken(study, surveyed(answers), now=NOW)
    refused: dict[str, Words] = {}

    assert taken(study, surveyed(answers), now=NOW, refused=refused) == {}
    assert "aucune de ses 2 colonnes" in refused["survey-1"].fr


def test_an_export_of_which_the_study_has_the_copy_already_is_said_all_the_same(
    tmp_path: Path, answers: Path
) -> None:
    study = tmp_path / "s"
    bare = "qui,freq,ouverte,_uuid,nom\nhab,sem,Le 06 12 34 56 78,a,\n"
    (tmp_path / "seule.csv").write_text(bare, encoding="utf-8")
    first = taken(study, surveyed(tmp_path / "seule.csv"), now=NOW)["survey-1"]
    answers.rename(study / "inputs" / "brut.csv")

    laid = surveyed("inputs/brut.csv")
    entry = taken(study, laid, now=LATER)["survey-1"]

    assert entry.sha256 == first.sha256
    assert "(deviceid, nom)" in entry.warnings[0].fr
    assert "inputs/brut.csv est dans le dossier de l'étude" in entry.warnings[-1].fr
    assert said_of_answers(study, laid) == entry.warnings
    assert said_of_answers(study, surveyed(entry.file)) == ()
