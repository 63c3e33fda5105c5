"""Export of a service on demand."""

from pathlib import Path

import pytest

from beffroi.formats import gtfs
from beffroi.foundation.errors import FaultyFileError
from beffroi.study.flex_export import export
from tests.formats.gtfs.flex.described import TOML, written


def test_a_description_becomes_a_timetable(tmp_path: Path) -> None:
    exported = export(written(tmp_path), tmp_path / "flex.zip")

    assert (exported.n_rides, exported.n_zones) == (3, 2)
    assert len(gtfs.read(tmp_path / "flex.zip").tables["trips"]) == 4


def test_a_faulty_description_leaves_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, TOML.replace('"sa"', '"xx"'))

    with pytest.raises(FaultyFileError):
        export(path, tmp_path / "flex.zip")

    assert not (tmp_path / "flex.zip").exists()
