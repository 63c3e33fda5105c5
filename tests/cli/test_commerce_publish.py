"""`beffroi commerce publish`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran

MAP = """<osm version="0.6"><node id="1" lat="47.651" lon="-2.085"><tag k="shop" v="bakery"/>
<tag k="name" v="Au Fournil"/><tag k="opening_hours" v="Mo-Sa 07:00-19:00; PH off"/></node>
<node id="2" lat="47.652" lon="-2.085"/><way id="3"><nd ref="1"/><nd ref="2"/>
<tag k="highway" v="residential"/><tag k="name" v="Grande Rue"/></way></osm>"""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    path = tmp_path / "ville.osm"
    path.write_text(MAP)
    return path


def test_a_map_becomes_a_site(beffroi: Callable[..., Ran], town: Path, tmp_path: Path) -> None:
    answer = beffroi("commerce", "publish", str(tmp_path / "site"), "--osm", str(town),
                     "--date", "2026-07-06", "--json", str(tmp_path / "a.json"))  # fmt: skip

    assert answer.returncode == 0
    told = json.loads((tmp_path / "a.json").read_text())
    assert (told["shops"], told["hours_known"], told["last"]) == (1, 1, "2026-08-30")
    assert "Au Fournil" in (tmp_path / "site" / "index.html").read_text()


def test_a_folder_that_holds_something_is_refused(
    beffroi: Callable[..., Ran], town: Path, tmp_path: Path
) -> None:
    answer = beffroi("commerce", "publish", str(tmp_path), "--osm", str(town))

    assert answer.returncode == 2
    assert town.exists()
