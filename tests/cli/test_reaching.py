"""`beffroi access`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.study.test_access_matrices import placed
from tests.towns import hamlet


def test_a_matrix_is_written_and_told(beffroi: Callable, tmp_path: Path) -> None:
    hamlet.write_osm(tmp_path / "a.osm.pbf")
    placed(tmp_path, (0, 200), (400, 200))

    ran = beffroi("access", "matrix", "--from", "p.csv", "--to", "shops", "--mode", "walk",
                  "--osm", "a.osm.pbf", "--out", "m.parquet", "--json", "-",
                  language="fr")  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    assert "12 temps dans m.parquet" in ran.stderr
    assert json.loads(ran.stdout)["rows"] == 12
    assert (tmp_path / "m.parquet").is_file()


def test_areas_are_written_and_told(beffroi: Callable, tmp_path: Path) -> None:
    hamlet.write_osm(tmp_path / "a.osm.pbf")
    placed(tmp_path, (0, 200))

    ran = beffroi("access", "isochrones", "--from", "p.csv", "--mode", "walk", "--minutes", "2",
                  "--osm", "a.osm.pbf", "--out", "i.geojson", "--json", "-")  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["areas"] == 1


def test_neither_map_nor_study_and_both_are_refused(beffroi: Callable) -> None:
    asked = ("access", "matrix", "--from", "p.csv", "--to", "shops", "--mode", "walk", "--out", "m")

    without = beffroi(*asked)
    twice = beffroi(*asked, "--osm", "a.osm", "--study", "s")

    assert (without.returncode, twice.returncode) == (2, 2)
    assert "give a map (--osm) or a study (--study)" in without.stderr
    assert "not both" in twice.stderr
