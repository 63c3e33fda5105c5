"""New studies: all or nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from beffroi.foundation.errors import (
    InputError,
    SettingsError,
    UnknownCommuneError,
    UnreadableFileError,
)
from beffroi.store import locks, manifest
from beffroi.study import settings
from beffroi.study.new import new, remarks
from beffroi.study.survey_blocks import SurveySettings
from beffroi.study.surveys import write_form
from tests.towns import hamlet

NOW = "2026-11-22T08:00:00+00:00"


def test_sources_are_copied_and_named_by_their_copy(tmp_path: Path) -> None:
    path = hamlet.write_osm(tmp_path / "Mon Hameau.osm")

    new(tmp_path / "study", commune="Redon", sources={"osm": (str(path),)}, now=NOW)
    path.unlink()

    given = settings.read(tmp_path / "study")
    assert given.commune == "35236"
    assert given.sources["osm"] == ("inputs/mon-hameau.osm",)
    assert (tmp_path / "study" / "inputs" / "mon-hameau.osm").is_file()


def test_an_unknown_commune_offers_the_nearest_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnknownCommuneError) as caught:
        new(tmp_path / "study", commune="Redom", sources={}, now=NOW)

    assert "Redon (35236)" in caught.value.nearest
    assert not (tmp_path / "study").exists()


def test_an_absent_source_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        new(tmp_path / "study", commune="35236", sources={"osm": ("nowhere.osm",)}, now=NOW)

    assert not (tmp_path / "study").exists()


def test_a_folder_with_a_study_is_not_overwritten(tmp_path: Path) -> None:
    new(tmp_path / "study", commune="35236", sources={}, now=NOW)
    before = (tmp_path / "study" / "study.toml").read_bytes()

    with pytest.raises(SettingsError, match="already holds a study"):
        new(tmp_path / "study", commune="84035", sources={}, now=NOW)

    assert (tmp_path / "study" / "study.toml").read_bytes() == before


def test_files_of_the_user_in_the_folder_survive_a_refusal(tmp_path: Path) -> None:
    mine = tmp_path / "notes.txt"
    mine.write_text("à garder", encoding="utf-8")

    with pytest.raises(UnreadableFileError):
        new(tmp_path, commune="35236", sources={"osm": ("nowhere.osm",)}, now=NOW)

    assert mine.read_text(encoding="utf-8") == "à garder"


def test_neither_commune_nor_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="either a commune"):
        new(tmp_path / "study", sources={}, now=NOW)


def test_what_the_folder_held_before_a_failure_is_held_after_it(tmp_path: Path) -> None:
    study = tmp_path / "study"
    new(study, commune="35236", sources={"osm": (str(hamlet.write_osm(tmp_path / "a.osm")),)},
        now=NOW)  # fmt: skip
    (study / settings.FILE).unlink()
    before = held(study)
    (tmp_path / "bus").mkdir()

    with pytest.raises(UnreadableFileError, match="0 files"):
        new(study, commune="35236", now=NOW,
            sources={"osm": (str(hamlet.write_osm(tmp_path / "b.osm")),),
                     "bnlc": (str(hamlet.write_gtfs(tmp_path / "new.zip")),),
                     "gtfs": (str(tmp_path / "bus"),)})  # fmt: skip

    assert held(study) == before


def test_a_copy_made_before_a_failure_does_not_stay(tmp_path: Path) -> None:
    (tmp_path / "bus").mkdir()
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "notes.txt").write_text("à garder", encoding="utf-8")
    before = held(tmp_path / "town")

    with pytest.raises(UnreadableFileError, match="0 files"):
        new(tmp_path / "town", commune="35236", now=NOW,
            sources={"osm": (str(hamlet.write_osm(tmp_path / "a.osm")),),
                     "gtfs": (str(tmp_path / "bus"),)})  # fmt: skip

    assert held(tmp_path / "town") == before


def test_no_study_is_made_in_a_folder_where_another_run_works(tmp_path: Path) -> None:
    with locks.held(tmp_path), pytest.raises(InputError, match="already being run"):
        new(tmp_path, commune="35236", sources={}, now=NOW)

    assert held(tmp_path) == {}


def saved(folder: Path, name: str, text: str = "a\n1\n") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_surveys_notes_and_sheets_are_copied_like_other_sources(tmp_path: Path) -> None:
    write_form("achats", tmp_path / "form.xlsx")
    survey = SurveySettings(saved(tmp_path, "Mes réponses.csv", "qui\nhab\n"), "achats",
                            saved(tmp_path, "marges.csv"), 16_800, "2026-05")  # fmt: skip
    own = SurveySettings(saved(tmp_path, "b.csv", "qui\ncomm\n"), str(tmp_path / "form.xlsx"))
    sources = {"notes": (saved(tmp_path, "notes.csv"),), "maturity":
               (saved(tmp_path, "m1.csv", "1"), saved(tmp_path, "m2.csv", "2"))}  # fmt: skip

    new(tmp_path / "study", commune="35236", sources=sources, surveys=(survey, own), now=NOW)

    given = settings.read(tmp_path / "study")
    first, second = given.surveys
    assert (first.form, first.population, first.date) == ("achats", 16_800, "2026-05")
    named = [first.answers, first.margins, second.answers, second.form, *given.sources["notes"],
             *given.sources["maturity"]]  # fmt: skip
    assert all(file.startswith("inputs/") for file in named)
    assert all((tmp_path / "study" / file).is_file() for file in named)
    assert len(set(given.sources["maturity"])) == 2


def test_what_was_not_copied_of_answers_is_said(tmp_path: Path) -> None:
    survey = SurveySettings(saved(tmp_path, "a.csv", "qui,deviceid\nhab,d\n"), "achats")

    new(tmp_path / "study", commune="35236", sources={}, surveys=(survey,), now=NOW)

    assert [words.en.partition(",")[2] for words in remarks(tmp_path / "study")] == [
        " or that tell who answers, were not copied into it (deviceid)."
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"answers": "nowhere.csv"}, "no such file"),
        ({"margins": "nowhere.csv"}, "no such file"),
        ({"form": "nowhere.xlsx"}, "no such file"),
        ({"form": "achat"}, "nearest: achats"),
    ],
)
def test_a_survey_that_cannot_be_used_leaves_nothing(
    tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    whole = SurveySettings(saved(tmp_path, "a.csv", "qui\nhab\n"), "achats")
    osm = {"osm": (str(hamlet.write_osm(tmp_path / "a.osm")),)}

    with pytest.raises(InputError, match=said):
        new(tmp_path / "study", commune="35236", sources=osm, now=NOW,
            surveys=(whole, replace(whole, **changes)))  # fmt: skip

    assert not (tmp_path / "study").exists()


def held(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_name_in_bytes_that_are_no_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be printed"):
        new(tmp_path / "study", name="caf\udce9", sources={}, now=NOW)
    with pytest.raises(InputError, match="not letters of this system"):
        new(tmp_path / "caf\udce9", name="a", sources={}, now=NOW)


def test_a_source_named_in_latin_1_is_copied_under_its_letters(tmp_path: Path) -> None:
    path = hamlet.write_osm(tmp_path / "a.osm").rename(tmp_path / "caf\udce9.osm")

    new(tmp_path / "study", name="a", sources={"osm": (str(path),)}, now=NOW)

    assert manifest.read(tmp_path / "study")["osm"].origin == "café.osm"


def test_a_name_too_long_is_told(tmp_path: Path) -> None:
    for study, osm in ((tmp_path / ("x" * 300), "a"), (tmp_path / "s", "x" * 300)):
        with pytest.raises(UnreadableFileError, match="its name is too long"):
            new(study, name="a", sources={"osm": (osm,)}, now=NOW)
