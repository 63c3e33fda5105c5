"""`beffroi parking scenario`, as a person types it."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ran
from tests.formats.test_parking_tables import PLACES


def test_places_without_drivers_are_one_clear_sentence(
    beffroi: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")

    ran = beffroi("parking", "scenario", str(tmp_path / "places.csv"), "scenario.toml")

    assert ran.returncode == 2
    assert "--demand" in ran.stderr


def test_a_folder_that_holds_the_places_is_left_as_it_is(
    beffroi: Callable[..., Ran], tmp_path: Path
) -> None:
    places = tmp_path / "places.csv"
    places.write_text(PLACES, encoding="utf-8")

    ran = beffroi("parking", "scenario", str(places), "scenario.toml", "--out", str(tmp_path))

    assert ran.returncode == 2
    assert places.read_text(encoding="utf-8") == PLACES
    assert "not empty" in ran.stderr
