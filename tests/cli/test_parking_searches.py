"""`beffroi parking search`, typed as a person would."""

from collections.abc import Callable
from pathlib import Path


def test_an_inventory_that_is_none_is_refused_in_a_sentence(
    beffroi: Callable, tmp_path: Path
) -> None:
    (tmp_path / "t.osm").write_text('<osm version="0.6"><node id="1" lat="47" lon="0"/></osm>')
    (tmp_path / "p.geojson").write_text('{"type": "FeatureCollection", "features": [')

    ran = beffroi("parking", "search", "p.geojson", "--osm", "t.osm", "--occupancy", "0.8", "--out",
                  "o", language="fr")  # fmt: skip

    assert ran.returncode == 2
    assert "p.geojson" in ran.stderr
    assert not (tmp_path / "o").exists()
