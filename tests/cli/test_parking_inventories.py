"""`beffroi parking inventory`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path

TOWN = """<osm version="0.6">
<node id="1" lat="47.65" lon="-2.080"/><node id="2" lat="47.65" lon="-2.078"/>
<way id="3"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/>
<tag k="name" v="Rue Basse"/><tag k="parking:both" v="lane"/><tag k="parking:both:fee" v="no"/>
<tag k="parking:both:orientation" v="parallel"/></way>
</osm>"""


def test_an_inventory_is_written_and_told_in_french(beffroi: Callable, tmp_path: Path) -> None:
    (tmp_path / "t.osm").write_text(TOWN, encoding="utf-8")

    ran = beffroi("parking", "inventory", "--osm", "t.osm", "--out", "places.csv", "--json",
                  "a.json", language="fr")  # fmt: skip

    assert ran.returncode == 0
    assert "Sur rue\u00a0: 56 places (" in ran.stderr
    assert len((tmp_path / "places.csv").read_text(encoding="utf-8").splitlines()) == 3
    assert json.loads((tmp_path / "a.json").read_text())["totals"]["kerb"]["spaces"] == 56


def test_an_ending_that_says_nothing_is_refused_in_a_sentence(
    beffroi: Callable, tmp_path: Path
) -> None:
    (tmp_path / "t.osm").write_text(TOWN, encoding="utf-8")

    ran = beffroi("parking", "inventory", "--osm", "t.osm", "--out", "places.shp", language="fr")

    assert ran.returncode == 2
    assert "son nom ne dit pas comment" in ran.stderr
