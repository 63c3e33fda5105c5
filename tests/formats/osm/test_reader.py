"""A file becomes the tables of a town, or one clear sentence."""

import contextlib
import random
from collections import Counter
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.formats import osm
from beffroi.foundation.errors import BeffroiError
from tests.formats.osm.sketch import GRID, document, read, relation, small_town, tags, way

BLOCK = document(
    GRID,
    f'<node id="20" lat="48.0005" lon="2.0005">{tags(shop="bakery", name="Épi")}</node>',
    way(1, 1, 2, 3, highway="residential", parking__left="lane"),
    way(2, 1, 2, 5, 4, 1, building="yes", building__levels="2"),
    relation(3, ("way", 2, "outer"), type="multipolygon", amenity="parking", capacity="30"),
    relation(4, ("way", 1, ""), type="route", route="bus"),
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("sound")
    written = {"xml": BLOCK}
    for ending in ("osm.pbf", "osm.gz", "osm.bz2"):
        path = folder / f"town.{ending}"
        osm.write(path, **small_town(), date="2024-05-01")
        written[ending] = path.read_bytes()
    return written


@settings(max_examples=60, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("kind", ["xml", "osm.pbf", "osm.gz", "osm.bz2"])
def test_a_damaged_file_is_read_or_refused_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory,
    sound: dict[str, bytes],
    kind: str,
    data: st.DataObject,
) -> None:
    raw = bytearray(sound[kind])
    damage = data.draw(
        st.lists(st.tuples(st.integers(0, len(raw) - 1), st.integers(0, 255)), max_size=5)
    )
    for place, byte in damage:
        raw[place] = byte
    kept = data.draw(st.one_of(st.just(len(raw)), st.integers(0, len(raw))))
    path = tmp_path_factory.getbasetemp() / "damaged.osm"
    path.write_bytes(raw[:kept])

    with contextlib.suppress(BeffroiError):
        assert len(osm.read(path).tables) == 13


def test_objects_marked_for_deletion_are_read_with_a_warning(tmp_path: Path) -> None:
    node = f'<node id="-1" action="delete" lat="48" lon="2">{tags(shop="books")}</node>'

    extract = read(tmp_path, GRID, node)

    assert len(extract.tables["shops"]) == 1
    assert any("marked for deletion" in said.en for said in extract.warnings)


def test_an_extract_without_streets_or_date_is_read_with_warnings(tmp_path: Path) -> None:
    extract = read(tmp_path, GRID)

    assert [said.fr[:40] for said in extract.warnings] == [
        "Le fichier OpenStreetMap ne dit pas la d",
        "Le fichier OpenStreetMap ne contient auc",
    ]


def test_repeated_objects_and_nodes_without_place_are_told(tmp_path: Path) -> None:
    extract = read(tmp_path, GRID, GRID, '<node id="30"/>')

    said = [words.en for words in extract.warnings]
    assert any(text.startswith("9 OpenStreetMap objects came more than once") for text in said)
    assert any(text.startswith("1 OpenStreetMap nodes without coordinates") for text in said)


@pytest.mark.real
def test_redon_has_the_objects_of_its_file(real_data: Path) -> None:
    extract = osm.read(real_data / "osm" / "redon_35_fr.osm")

    sizes = {name: len(table) for name, table in extract.tables.items()}
    kinds = Counter(key[0] for key in extract.tables["car_parks"]["car_park_id"])
    amenities = Counter(key[0] for key in extract.tables["amenities"]["amenity_id"])
    buildings = Counter(key[0] for key in extract.tables["buildings"]["building_id"])
    assert extract.date == "2019-09-09"
    assert Counter(extract.tables["shops"]["state"]) == {"trading": 96, "vacant": 9}
    assert kinds == {"w": 29, "r": 2}
    assert buildings == {"w": 1066, "r": 7, "n": 2}
    assert amenities == {"n": 223, "w": 50, "r": 2}
    assert sizes["streets"] == 370
    assert sizes["bicycle_parkings"] == 10
    assert extract.tables["streets"].geometry.is_empty.sum() == 10


@pytest.mark.real
def test_geneva_has_the_objects_of_its_file(real_data: Path) -> None:
    extract = osm.read(real_data / "osm" / "geneva_ch.osm.pbf")

    shops = extract.tables["shops"]
    assert extract.date == "2025-01-28"
    # 1,063 objects have a `shop` tag: 1,047 trade and 16 are vacant; 22 more are `disused:shop`.
    assert Counter(shops["state"]) == {"trading": 1047, "vacant": 16 + 22}
    assert len(extract.tables["car_parks"]) == 416
    assert len(extract.tables["bicycle_parkings"]) == 506
    assert (extract.tables["route_relations"]["route"] == "bus").sum() == 129
    # 18,109 objects have a `highway` tag: these ways, 3,494 nodes and 41 relations.
    assert len(extract.tables["streets"]) == 14_574


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "date", "n_streets", "n_shops"),
    [
        ("saint_jean_la_poterie_56_fr.osm", "2019-09-05", 56, 2),
        ("duitama_co_2021.osm.pbf", "2021-09-21", 5016, 489),
        ("helsinki_centre_fi_2019.osm.pbf", "2019-04-21", 2650, 515),
        ("liechtenstein_2015.osm.pbf", "2015-07-27", 4660, 59),
        ("porto_alegre_br_2020.osm.pbf", "2020-08-12", 15886, 8),
        ("saint_barthelemy_977_fr.osm.pbf", "2014-01-15", 515, 0),
        ("sao_tome_2018.osm.pbf", "2018-03-12", 1777, 29),
    ],
)
def test_every_real_file_is_read(
    real_data: Path, name: str, date: str, n_streets: int, n_shops: int
) -> None:
    extract = osm.read(real_data / "osm" / name)

    sizes = {table: len(rows) for table, rows in extract.tables.items()}
    assert extract.date == date
    assert (sizes["streets"], sizes["shops"]) == (n_streets, n_shops)
    assert not any(shapely.is_missing(t.geometry.values).any() for t in extract.tables.values())


@pytest.mark.real
def test_a_real_file_cut_or_spoilt_is_refused(real_data: Path, tmp_path: Path) -> None:
    raw = (real_data / "osm" / "saint_barthelemy_977_fr.osm.pbf").read_bytes()
    spoilt = bytearray(raw)
    for place in random.Random(1).sample(range(200, len(raw)), 20):
        spoilt[place] ^= 0xFF

    for name, damaged in (("cut", raw[: len(raw) // 2]), ("spoilt", bytes(spoilt))):
        path = tmp_path / f"{name}.osm.pbf"
        path.write_bytes(damaged)
        with pytest.raises(BeffroiError, match="cut or damaged"):
            osm.read(path)
