"""What a study of commerce starts from."""

from pathlib import Path

import pandas as pd
import pytest

from beffroi.formats import premises_layers
from beffroi.foundation.errors import SettingsError
from beffroi.study.commerce_given import given

REAL = Path(__file__).parents[3] / "shared" / "data" / "osm"
MAP = """<osm version="0.6"><meta osm_base="2024-05-01T00:00:00Z"/>
<node id="1" lat="47.65" lon="-2.08"/><node id="2" lat="47.65" lon="-2.07"/>
<node id="3" lat="47.6501" lon="-2.075"><tag k="shop" v="bakery"/><tag k="name" v="Fournil"/></node>
<node id="4" lat="47.6501" lon="-2.074"><tag k="disused:shop" v="shoes"/></node>
<node id="5" lat="47.6501" lon="-2.073"><tag k="amenity" v="bank"/></node>
<node id="6" lat="47.6501" lon="-2.072"><tag k="amenity" v="bench"/></node>
<node id="7" lat="47.6501" lon="-2.071"><tag k="office" v="insurance"/></node>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/>
<tag k="name" v="Grande Rue"/></way></osm>"""


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    path = tmp_path / "map.osm"
    path.write_text(MAP, encoding="utf-8")
    return path


def test_a_map_alone_gives_its_premises_and_not_its_benches(drawn: Path) -> None:
    made = given(None, drawn)

    assert made.premises["kind"].fillna("–").tolist() == ["bakery", "–", "bank", "insurance"]
    assert made.premises["state"].tolist() == ["trading", "vacant", "trading", "trading"]
    assert set(made.premises["street"]) == {"Grande Rue"}
    assert made.date == "2024-05-01"
    assert made.centre == pytest.approx((-2.0735, 47.65), abs=1e-3)
    assert made.epsg == 32630


def test_a_register_gives_what_was_written_and_a_map_beside_it_its_streets(
    drawn: Path, tmp_path: Path
) -> None:
    made = given(None, drawn)
    folder = tmp_path / "register"
    folder.mkdir()
    premises_layers.write(folder / "premises.gpkg", made.premises, made.streets,
                          about={"date": made.date, "commune": "35236"})  # fmt: skip

    alone, both = given(folder, None), given(folder / "premises.gpkg", drawn)

    pd.testing.assert_frame_equal(pd.DataFrame(alone.premises.drop(columns="geometry")),
                                  pd.DataFrame(made.premises.drop(columns="geometry")))  # fmt: skip
    assert (alone.extract, alone.date, alone.epsg) == (None, "2024-05-01", 2154)
    assert alone.streets["name"].tolist() == ["Grande Rue"]
    assert both.extract is not None
    assert len(both.streets["nodes"].iloc[0]) == 2


def test_nothing_given_is_refused() -> None:
    with pytest.raises(SettingsError, match="--osm"):
        given(None, None)


@pytest.mark.real
def test_redon_has_its_premises() -> None:
    path = REAL / "redon_35_fr.osm"
    if not path.is_file():
        pytest.skip("../shared/data is absent")

    made = given(None, path)

    assert made.extract is not None
    shops = made.premises["kind"].isin(
        made.extract.tables["shops"].query("state == 'trading'")["kind"]
    )
    assert (made.premises["state"] == "vacant").sum() == 9
    assert (made.extract.tables["outlets"]["key"] == "shop").sum() == 96
    assert shops.sum() >= 96
