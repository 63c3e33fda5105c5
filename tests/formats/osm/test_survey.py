"""One walk tells what a file holds."""

from pathlib import Path

import numpy as np
import pytest

from beffroi.formats.osm import reader, survey
from beffroi.formats.osm.opening import opened
from beffroi.formats.osm.survey import Survey, surveyed
from beffroi.foundation.errors import FaultyFileError, InputError, UnreadableFileError
from tests.formats.osm.sketch import GRID, relation, saved, tags, way


def walked(folder: Path, *elements: str) -> Survey:
    return surveyed(opened(saved(folder, *elements)))


def test_a_file_without_any_object_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no node, no way and no relation"):
        walked(tmp_path)


def test_nodes_outside_the_earth_are_all_listed(tmp_path: Path) -> None:
    wrong = '<node id="7" lat="95" lon="2"/><node id="8" lat="48" lon="-181.5"/>'

    with pytest.raises(FaultyFileError) as told:
        walked(tmp_path, '<node id="1" lat="48" lon="2"/>', wrong)

    assert len(told.value.faults) == 2
    assert "node 7 lies outside the Earth (latitude 95.0" in str(told.value)
    assert "longitude -181.5" in str(told.value)


def test_an_object_without_a_number_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="a node has no number"):
        walked(tmp_path, '<node lat="48" lon="2"/>')


def test_a_file_larger_than_a_study_can_use_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "MOST_NODES", 5)

    with pytest.raises(InputError, match="more than 5 nodes"):
        walked(tmp_path, GRID)


def test_the_last_version_of_an_object_counts(tmp_path: Path) -> None:
    elements = (
        f'<node id="1" version="1" lat="48" lon="2">{tags(shop="books")}</node>',
        f'<node id="1" version="2" lat="49" lon="3">{tags(amenity="bar")}</node>',
        f'<node id="2" version="1" lat="49" lon="3">{tags(shop="shoes")}</node>',
        '<node id="2" version="2" visible="false"/>',
        way(5, 1, highway="service"),
        way(5, 1, 2, amenity="school"),
    )

    found = walked(tmp_path, *elements)

    assert found.tagged == {("n", 1): {"amenity": "bar"}, ("w", 5): {"amenity": "school"}}
    assert (found.nodes.ids.tolist(), found.nodes.lat.tolist()) == ([1], [49.0])
    assert (found.n_repeated, found.n_unplaced) == (3, 1)


def test_numbers_below_zero_are_those_of_an_editor(tmp_path: Path) -> None:
    nodes = '<node id="-3" lat="48" lon="2"/><node id="-4" lat="48.001" lon="2"/>'

    found = walked(tmp_path, nodes, way(-7, -3, -4, highway="path"))

    assert found.nodes.ids.tolist() == [-4, -3]
    assert found.ways.places.tolist() == [1, 0]


def test_the_order_of_the_file_does_not_matter(tmp_path: Path) -> None:
    parts = (relation(9, ("way", 5, "outer"), type="multipolygon", building="yes"),
             way(5, 1, 2, 5, 4, 1), GRID)  # fmt: skip

    upside_down, upright = walked(tmp_path, *parts), walked(tmp_path, *reversed(parts))

    assert upside_down.tagged == upright.tagged
    assert np.array_equal(upside_down.ways.places, upright.ways.places)


def test_the_date_is_that_of_the_newest_object_where_the_head_is_silent(tmp_path: Path) -> None:
    nodes = (
        '<node id="1" timestamp="2019-03-02T10:00:00Z" lat="48" lon="2"/>'
        '<node id="2" timestamp="2021-09-21T20:07:15Z" lat="48" lon="2"/>'
    )

    assert walked(tmp_path, nodes).date == "2021-09-21"
    assert walked(tmp_path, '<meta osm_base="2022-01-05T00:00:00Z"/>', nodes).date == "2022-01-05"
    assert walked(tmp_path, GRID).date == ""


def test_many_nodes_that_belong_to_nothing_betray_a_cut_file(tmp_path: Path) -> None:
    nodes = [f'<node id="{n}" lat="48" lon="{n / 1e4}"/>' for n in range(1, 101)]

    cut = walked(tmp_path, *nodes, way(1, *range(1, 51), highway="residential"))
    whole = walked(tmp_path, *nodes, way(1, *range(1, 96), highway="residential"))

    assert (cut.n_alone, whole.n_alone) == (50, 0)
    path = saved(tmp_path, *nodes, way(1, *range(1, 51), highway="residential"))
    assert any("seems cut: 50 nodes" in remark.en for remark in reader.read(path).warnings)


def test_many_nodes_that_only_ways_know_betray_an_incomplete_file(tmp_path: Path) -> None:
    edge = walked(tmp_path, GRID, way(1, *range(1, 120), highway="residential"))
    small = walked(tmp_path, GRID, way(1, 1, 2, 70, highway="residential"))

    assert (edge.n_absent, small.n_absent) == (110, 0)
