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
