"""Markets made of files."""

from pathlib import Path

import numpy as np
import pytest

from beffroi.foundation.errors import InputError, SettingsError
from beffroi.study.commerce_market import Asked, made
from tests.study.market_town import written


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return written(tmp_path)


def test_shops_of_the_map_and_of_a_table_are_reached_on_foot(town: Path) -> None:
    extra = town.with_name("shops.csv")
    extra.write_text('id,nom,lon,lat,surface\nX,Jardin,-2.0690,47.6501,"1 200,5"\n', "utf-8")
    own = made(Asked(osm=town, shops=extra, origins=town.with_name("origins.csv")))

    assert own.market.origins.tolist() == ["west", "middle", "east"]
    assert own.market.weights.tolist() == [900, 400, 100]
    assert own.market.unit == "inhabitant"
    assert set(own.market.names) == {"Fournil", "Mode", "Bœuf", "Pages", "Géant", "Jardin"}
    west = dict(zip(own.market.names, own.market.minutes[0], strict=True))
    assert west["Fournil"] < west["Pages"] < west["Jardin"] < west["Géant"] < 25
    assert own.market.names[own.market.centre].tolist() == ["Fournil", "Mode", "Bœuf", "Pages"]


def test_people_of_dwellings_are_gathered_in_squares(town: Path) -> None:
    own = made(Asked(osm=town))

    assert 4 <= len(own.market.origins) <= 8
    assert (own.market.weights > 0).all()
    assert any("40 m²" in words.en for words in own.warnings)
    assert any("No shop tells its" in words.en for words in own.warnings)
    assert own.market.attributes == {}


def test_a_matrix_replaces_the_streets_and_what_it_lacks_is_out_of_reach(town: Path) -> None:
    times = town.with_name("times.csv")
    times.write_text("from_id;to_id;minutes;mode\nwest;osm:n101;4,5;walk\neast;osm:n105;3;walk\n"
                     "east;osm:n105;1;car\n", "utf-8")  # fmt: skip
    own = made(Asked(osm=town, origins=town.with_name("origins.csv"), times=times))

    found = {(o, s): m for o, row in zip(own.market.origins, own.market.minutes, strict=True)
             for s, m in zip(own.market.shops, row, strict=True) if np.isfinite(m)}  # fmt: skip
    assert found == {("west", "osm:n101"): 4.5, ("east", "osm:n105"): 3.0}
    assert any("3 shops without any time" in words.en for words in own.warnings)


def test_a_family_is_a_market_of_its_own(town: Path) -> None:
    own = made(Asked(osm=town, origins=town.with_name("origins.csv"), family="clothing"))

    assert own.market.names.tolist() == ["Mode"]
    with pytest.raises(SettingsError, match="clothing"):
        made(Asked(osm=town, origins=town.with_name("origins.csv"), family="shoes"))


def test_what_makes_no_market_is_refused_in_a_sentence(town: Path) -> None:
    origins = town.with_name("origins.csv")
    other = town.with_name("other.csv")
    other.write_text("from_id,to_id,minutes\nA,B,3\n", "utf-8")
    same = town.with_name("same.csv")
    same.write_text("id,lon,lat\nosm:n101,-2.07,47.65\n", "utf-8")
    for asked, kind, said in (
        (Asked(), SettingsError, "No shop is given"),
        (Asked(osm=town, origins=origins, mode="boat"), SettingsError, "boat"),
        (Asked(osm=town, origins=origins, times=other), InputError, "tells no time"),
        (Asked(osm=town, origins=origins, shops=same), InputError, "osm:n101"),
        (Asked(shops=same), SettingsError, "where people live"),
        (Asked(shops=same, origins=origins), SettingsError, "travel times"),
    ):
        with pytest.raises(kind, match=said):
            made(asked)
