"""Files are written the same for the same tables, and read back as they were."""

from pathlib import Path
from typing import Any

import osmium
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.formats import osm
from beffroi.formats.osm.opening import opened
from beffroi.formats.osm.survey import surveyed
from beffroi.formats.osm.writer import FORMATS, LONGEST_TEXT
from beffroi.foundation.errors import ShapeError, StorageError
from tests.formats.osm.sketch import small_town

TEXTS = st.text(st.characters(exclude_categories=["C"]), max_size=20)
TAGS = st.dictionaries(TEXTS.filter(bool), TEXTS, max_size=4)
NUMBERS = st.integers(-(2**40), 2**40).filter(bool)
DEGREES = st.integers(-900_000_000, 900_000_000)


@st.composite
def drawings(draw: st.DrawFn) -> dict[str, pd.DataFrame]:
    """Draw tables of nodes, ways and relations."""
    ids = draw(st.lists(NUMBERS, min_size=1, max_size=8, unique=True))
    some = st.lists(st.sampled_from(ids), min_size=1, max_size=6)
    of_ways = draw(st.lists(NUMBERS, max_size=4, unique=True))
    of_relations = draw(st.lists(NUMBERS, max_size=3, unique=True))
    members = st.lists(st.tuples(st.sampled_from("nwr"), NUMBERS, TEXTS), max_size=4)
    return {
        "nodes": pd.DataFrame(
            {
                "id": ids,
                "lon": [draw(DEGREES) / 1e7 for _ in ids],
                "lat": [draw(DEGREES) / 1e7 for _ in ids],
                "tags": [draw(TAGS) for _ in ids],
            }
        ),
        "ways": pd.DataFrame(
            {
                "id": of_ways,
                "nodes": [draw(some) for _ in of_ways],
                "tags": [draw(TAGS) | {"highway": "path"} for _ in of_ways],
            }
        ),
        "relations": pd.DataFrame(
            {
                "id": of_relations,
                "members": [draw(members) for _ in of_relations],
                "tags": [draw(TAGS) | {"building": "yes"} for _ in of_relations],
            }
        ),
    }


@pytest.mark.parametrize("ending", FORMATS)
@settings(max_examples=20, deadline=None)
@given(town=drawings())
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, ending: str, town: dict[str, pd.DataFrame]
) -> None:
    path = tmp_path_factory.mktemp("written") / f"town{ending}"

    osm.write(path, **town, date="2024-05-01")
    found = surveyed(opened(path))

    by_id = town["nodes"].sort_values("id")
    assert found.date == "2024-05-01"
    assert found.nodes.ids.tolist() == by_id["id"].tolist()
    assert found.nodes.lon.tolist() == by_id["lon"].tolist()
    assert found.nodes.lat.tolist() == by_id["lat"].tolist()
    assert found.relations == dict(
        zip(town["relations"]["id"], town["relations"]["members"], strict=True)
    )
    for number, nodes, tags in zip(
        *(town["ways"][c] for c in ("id", "nodes", "tags")), strict=True
    ):
        row = found.ways.rows[number]
        span = slice(found.ways.starts[row], found.ways.starts[row + 1])
        assert found.ways.nodes[span].tolist() == nodes
        assert found.tagged["w", number] == tags


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_tables_give_the_same_bytes(tmp_path: Path, ending: str) -> None:
    first, second = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
    town = small_town()

    osm.write(first, **town, date="2024-05-01")
    osm.write(second, **{name: frame.iloc[::-1] for name, frame in town.items()}, date="2024-05-01")

    assert first.read_bytes() == second.read_bytes()


def test_a_written_town_can_be_studied(tmp_path: Path) -> None:
    path = tmp_path / "town.osm.pbf"

    osm.write(path, **small_town(), date="2024-05-01")
    extract = osm.read(path)

    assert extract.date == "2024-05-01"
    assert extract.warnings == ()
    assert extract.tables["shops"]["name"].tolist() == ["Épi d'or"]
    assert extract.tables["streets"]["nodes"].iloc[0].tolist() == [1, 2, 3]
    assert extract.tables["buildings"].geometry.iloc[0].area == pytest.approx(1e-6)


def changed(**columns: Any) -> dict[str, pd.DataFrame]:
    town = small_town()
    town["nodes"] = town["nodes"].assign(**columns)
    return town


@pytest.mark.parametrize(
    ("town", "found"),
    [
        (changed(id=[1, 2, 2, 4, 5, 6]), "the number 2 twice"),
        (changed(id=[1, 2, 0, 4, 5, 6]), "or 0"),
        (changed(lat=[48, 48, 95, 48, float("nan"), 48]), r"2 nodes lie outside the Earth.* is 3"),
        (changed(tags=[{"a": "b\0"}, {}, {}, {}, {}, {}]), "cannot be written"),
        (changed(tags=[{"a": "é" * LONGEST_TEXT}, {}, {}, {}, {}, {}]), "cannot be written"),
    ],
)
def test_tables_that_make_no_map_are_refused(
    tmp_path: Path, town: dict[str, pd.DataFrame], found: str
) -> None:
    with pytest.raises(ShapeError, match=found):
        osm.write(tmp_path / "town.osm", **town, date="2024-05-01")

    assert list(tmp_path.iterdir()) == []


def test_an_unknown_ending_and_a_bad_date_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ShapeError, match="no OpenStreetMap format has that ending"):
        osm.write(tmp_path / "town.txt", **small_town(), date="2024-05-01")
    with pytest.raises(ShapeError, match="is not a day"):
        osm.write(tmp_path / "town.osm", **small_town(), date="May 2024")


def test_a_folder_that_is_a_file_cannot_hold_a_town(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StorageError):
        osm.write(tmp_path / "file" / "town.osm", **small_town(), date="2024-05-01")


def test_a_written_file_says_that_it_is_sorted_so_that_a_cut_before_its_ways_shows(
    tmp_path: Path,
) -> None:
    nodes = pd.DataFrame({"id": [1, 2], "lon": [0.0, 0.1], "lat": [45.0, 45.1], "tags": [{}, {}]})
    ways = pd.DataFrame({"id": [9], "nodes": [[1, 2]], "tags": [{"highway": "residential"}]})
    none = pd.DataFrame({"id": [], "members": [], "tags": []})

    osm.write(tmp_path / "a.osm.pbf", nodes, ways, none, date="2024-05-01")

    header = osmium.io.Reader(str(tmp_path / "a.osm.pbf")).header()
    assert header.get("sorting") == "Type_then_ID"
