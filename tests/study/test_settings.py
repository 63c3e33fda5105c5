"""Settings: a file that people edit, and the faults they make in it."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import SettingsError, UnreadableFileError
from beffroi.study.settings import FILE, SEVERAL, SOURCES, Settings, read, text
from tests.study.test_survey_blocks import SURVEYS

REDON = Settings("35236", sources={"osm": ("inputs/redon.osm",), "gtfs": ("a.zip", "b.zip")})


def written(folder: Path, toml: str) -> Path:
    (folder / FILE).write_text(toml, encoding="utf-8")
    return folder


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    assert read(written(tmp_path, text(REDON, "redon"))) == REDON


def test_a_town_abroad_has_a_name_instead_of_a_commune(tmp_path: Path) -> None:
    geneva = Settings("", name="Genève", sources={"osm": ("g.pbf",)})

    assert read(written(tmp_path, text(geneva, "geneve"))) == geneva


def test_every_fault_is_told_at_once_with_what_was_meant(tmp_path: Path) -> None:
    study = written(
        tmp_path,
        '[town]\ncommune = 35236\n[sources]\nosn = "a.osm"\n'
        "[options]\ncentre = [48, 200]\n[optons]\n",
    )

    with pytest.raises(SettingsError) as caught:
        read(study)

    said = str(caught.value)
    assert "commune is 35236, not a text" in said
    assert "did you mean osm?" in said
    assert "centre must be" in said
    assert "did you mean options?" in said


def test_a_folder_that_is_no_study_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="beffroi study new"):
        read(tmp_path)


def test_a_line_that_is_not_toml_is_pointed_at(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="line 2"):
        read(written(tmp_path, '[town]\ncommune = 35236"\n'))


def test_two_maps_are_refused(tmp_path: Path) -> None:
    study = written(tmp_path, '[town]\ncommune="35236"\n[sources]\nosm=["a.osm","b.osm"]\n')

    with pytest.raises(SettingsError, match="takes one"):
        read(study)


WRITABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
NAMES = st.text(WRITABLE, max_size=20)
PATHS = st.text(WRITABLE, min_size=1, max_size=20)
SOURCED = st.fixed_dictionaries(
    {},
    optional={
        kind: st.lists(PATHS, min_size=1, max_size=3 if kind in SEVERAL else 1).map(tuple)
        for kind in SOURCES
    },
)
PLACES = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(
    st.builds(
        Settings, commune=NAMES, name=PATHS, sources=SOURCED, main_street=NAMES,
        centre=st.none() | PLACES, surveys=st.lists(SURVEYS, max_size=3).map(tuple),
    )
)  # fmt: skip
def test_settings_written_and_read_lose_nothing(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> None:
    folder = tmp_path_factory.mktemp("study")

    once = read(written(folder, text(settings, "study")))
    twice = read(written(folder, text(once, "study")))

    assert once == twice == settings


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("a = " + "[" * 5_000 + "]" * 5_000, "is not valid TOML"),
        ("a = " + "9" * 5_000, "is not valid TOML"),
        ('[town]\nname = "a"\n[sources]\nosm = "a\\u0000b"\n', "the character 0"),
    ],
)
def test_settings_made_to_break_the_reader_are_refused(
    tmp_path: Path, toml: str, said: str
) -> None:
    with pytest.raises(SettingsError, match=said):
        read(written(tmp_path, toml))


def test_settings_that_are_a_pipe_or_too_large_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    with pytest.raises(UnreadableFileError, match="not a plain file"):
        read(tmp_path)
    (tmp_path / FILE).unlink()

    with pytest.raises(UnreadableFileError, match="larger than 1 MB"):
        read(written(tmp_path, "#" * 2_000_000))


@pytest.mark.parametrize("folder", ["a\nosm = 3", "a\x1b[31m", "caf\udce9", "a" * 5_000])
def test_the_name_of_a_folder_never_writes_settings(tmp_path: Path, folder: str) -> None:
    assert read(written(tmp_path, text(REDON, folder))) == REDON
