"""Check: what a study has, what is wrong, what each missing source would add."""

import os
from pathlib import Path

from beffroi.study import lacks
from beffroi.study.check import check
from beffroi.study.new import new
from beffroi.study.settings import SOURCES
from tests.towns import hamlet, heard

NOW = "2026-11-22T08:00:00+00:00"


def test_what_is_missing_is_said_with_what_it_would_add(tmp_path: Path) -> None:
    path = hamlet.write_osm(tmp_path / "hamlet.osm")
    new(tmp_path / "study", commune="35236", sources={"osm": (str(path),)}, now=NOW)

    checked = check(tmp_path / "study")

    assert checked.present == (("osm", "OpenStreetMap"),)
    assert {lack.id for lack in checked.lacks} == {
        "gtfs",
        "grid",
        "bnlc",
        "bnls",
        "flows",
        "gbfs",
        "offers",
        "register",
        "perimeter",
    }
    assert not checked.has_results


def test_a_source_whose_file_has_gone_is_a_fault(tmp_path: Path) -> None:
    path = hamlet.write_osm(tmp_path / "hamlet.osm")
    new(tmp_path / "study", commune="35236", sources={"osm": (str(path),)}, now=NOW)
    (tmp_path / "study" / "inputs" / "hamlet.osm").unlink()

    checked = check(tmp_path / "study")

    assert checked.present == ()
    assert "inputs/hamlet.osm" in checked.faults[0].en


def test_another_file_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    path = hamlet.write_osm(tmp_path / "hamlet.osm")
    study = tmp_path / "study"
    new(study, commune="35236", sources={"osm": (str(path),)}, now=NOW)
    text = (study / "study.toml").read_text(encoding="utf-8")
    (study / "study.toml").write_text(text.replace("hamlet.osm", "2027.osm"), encoding="utf-8")

    checked = check(study)

    assert checked.present == ()
    assert "2027.osm" in checked.faults[0].en
    assert "no such file" in checked.faults[0].en


def test_the_survey_that_a_run_would_leave_out_is_a_fault(tmp_path: Path) -> None:
    survey = heard.write_survey(tmp_path)
    (tmp_path / "marges.csv").write_text(
        "variable,category,people\nsex,f,10\nsex,h,10\nage,1529,90\nage,3044,90\n"
    )
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    sources = {
        "osm": (str(hamlet.write_osm(tmp_path / "hamlet.osm")),),
        "notes": (str(tmp_path / "notes.csv"),),
    }
    new(tmp_path / "study", commune="35236", sources=sources, surveys=(survey,), now=NOW)

    checked = check(tmp_path / "study")

    assert [id_ for id_, _ in checked.present] == ["osm", "survey-1"]
    assert [words.en.split(":")[0] for words in checked.faults] == ["survey-1-margins", "notes"]
    assert "the margins do not sum alike" in checked.faults[0].en


def test_an_export_laid_in_the_study_by_hand_is_said_before_any_run(tmp_path: Path) -> None:
    path, study = hamlet.write_osm(tmp_path / "hamlet.osm"), tmp_path / "study"
    new(study, commune="35236", sources={"osm": (str(path),)}, now=NOW)
    rows = "qui,freq,_uuid,nom,_geolocation,phonenumber\nhab,sem,a,Jeanne,48 2,0612345678\n"
    (study / "inputs" / "brut.csv").write_text(rows, encoding="utf-8")
    with (study / "study.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[[survey]]\nform = "deplacements"\nanswers = "inputs/brut.csv"\n')

    checked = check(study)

    assert ("survey-1", "Réponses à une enquête") in [(i, n) for i, n in checked.present]
    assert "(nom, _geolocation, phonenumber)" in checked.remarks[0].fr
    assert "inputs/brut.csv est dans le dossier" in checked.remarks[-1].fr
    assert not (study / "inputs" / "brut-2.csv").exists()


def test_every_lack_is_put_in_words_and_belongs_to_a_room() -> None:
    for lack in lacks.known().values():
        assert lack.room in {"town", "mobility", "parking", "commerce"}
        assert all(words.fr and words.en for words in (lack.name, lack.adds, lack.how))
        assert lack.id in (*SOURCES, *lacks.FROM_MAP)


def test_what_no_run_could_read_is_no_source(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "study.toml").write_text(
        '[town]\nname = "a"\n[sources]\nosm = "pipe"\nbnlc = "folder"\ngrid = "' + "x" * 300
        + '"\ngtfs = ["folder"]\n', encoding="utf-8",
    )  # fmt: skip

    checked = check(tmp_path)

    said = " ".join(words.en for words in checked.faults)
    assert [id_ for id_, _ in checked.present] == ["gtfs-1"]
    assert all(why in said for why in ("not a plain file", "it is a folder", "name is too long"))
