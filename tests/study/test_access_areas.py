"""Areas within minutes of places, from what a person types to the layer."""

from pathlib import Path

import geopandas as gpd
import pytest

from beffroi.foundation.errors import InputError
from beffroi.study import access_areas as areas
from beffroi.study.access_basins import of_files
from beffroi.study.access_matrices import task_of
from tests.study.test_access_matrices import placed
from tests.towns import hamlet


def test_areas_are_drawn_for_each_place_mode_and_time(tmp_path: Path) -> None:
    given = of_files(hamlet.write_osm(tmp_path / "a.osm.pbf"), [])
    some = placed(tmp_path, (0, 200), (400, 200))

    done = areas.write(given, some, task_of("walk,bike", longest=4), (2.0, 4.0),
                       tmp_path / "i.gpkg")  # fmt: skip

    found = gpd.read_file(tmp_path / "i.gpkg")
    assert done.areas == len(found) == 8
    assert (
        found.groupby(["from_id", "mode"])["area"].apply(lambda a: a.is_monotonic_increasing).all()
    )
    assert next(areas.told(done)).en == "8 areas in i.gpkg."
    assert areas.as_json(done)["areas"] == 8


@pytest.mark.parametrize("text", ["", "five", "0", "-5", "500", "nan"])
def test_bad_minutes_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="are no minutes"):
        areas.minutes_of(text)


def test_a_file_of_another_kind_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    given = of_files(hamlet.write_osm(tmp_path / "a.osm.pbf"), [])

    with pytest.raises(InputError, match="does not say how"):
        areas.write(given, "nothing", task_of("walk"), (5.0,), tmp_path / "i.txt")


def test_areas_around_thousands_of_places_are_refused(tmp_path: Path) -> None:
    given = of_files(hamlet.write_osm(tmp_path / "a.osm.pbf"), [])
    some = placed(tmp_path, *((n % 400, 200.0) for n in range(1001)))

    with pytest.raises(InputError, match="1001 places"):
        areas.write(given, some, task_of("walk"), (5.0,), tmp_path / "i.gpkg")
