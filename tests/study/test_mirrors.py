import json
from collections.abc import Callable
from pathlib import Path

import pytest

from beffroi.foundation.errors import InputError, PublisherError
from beffroi.study.mirrors import host, is_site, opened


def never(_url: str) -> Path:
    raise AssertionError


def answering(tmp_path: Path, text: str) -> Callable[[str], Path]:
    (tmp_path / "index.json").write_text(text)
    return lambda url: tmp_path / url.rpartition("/")[2]


def test_a_folder_is_listed_by_source(tmp_path: Path) -> None:
    (tmp_path / "gtfs").mkdir()
    for name in ("b.zip", "a.zip", ".hidden"):
        (tmp_path / "gtfs" / name).write_text("x")
    (tmp_path / "README.txt").write_text("x")

    mirror = opened(str(tmp_path), never)

    assert mirror.files == {"gtfs": ("a.zip", "b.zip")}
    assert mirror.names("gtfs", several=True) == ("a.zip", "b.zip")
    assert not mirror.is_site


def test_a_site_is_listed_by_its_index(tmp_path: Path) -> None:
    fetched = answering(tmp_path, json.dumps({"osm": ["redon été.osm"]}))

    mirror = opened("http://127.0.0.1:8000/miroir/", fetched)

    assert mirror.names("osm", several=False) == ("redon été.osm",)
    assert mirror.address("osm", "redon été.osm") == (
        "http://127.0.0.1:8000/miroir/osm/redon%20%C3%A9t%C3%A9.osm"
    )


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"osm": "a"}', '{"osm": ["../a"]}', '{"osm": ["a/b"]}', '{"osm": [1]}',
     '{"osm": [""]}', '{"osm": ["' + "a" * 300 + '"]}', '{"osm": ["a\\\\b"]}'],
)  # fmt: skip
def test_an_index_of_another_shape_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(PublisherError, match="is not the index of a mirror"):
        opened("http://127.0.0.1:8000", answering(tmp_path, text))


def test_a_source_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"0 files for osm, and one is wanted"):
        opened(str(tmp_path), never).names("osm", several=False)


def test_two_files_where_one_is_wanted_are_said(tmp_path: Path) -> None:
    (tmp_path / "osm").mkdir()
    (tmp_path / "osm" / "a.osm").write_text("x")
    (tmp_path / "osm" / "b.osm").write_text("x")

    with pytest.raises(InputError, match=r"2 files for osm"):
        opened(str(tmp_path), never).names("osm", several=False)


def test_a_mirror_that_is_no_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a folder"):
        opened(str(tmp_path / "none"), never)


def test_a_site_is_told_from_a_folder() -> None:
    assert is_site("https://miroir.fr")
    assert not is_site("C:\\miroir")
    assert host("https://miroir.fr/a") == "miroir.fr"
    assert host("miroir") == host("http://a:b") == ""
