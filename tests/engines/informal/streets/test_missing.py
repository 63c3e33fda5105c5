"""Missing tracks: found once, described for a mapper, readable as a map."""

from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.engines.informal.streets import described, missing, web
from beffroi.formats import osm
from tests.engines.informal.drives import HERE
from tests.engines.informal.streets.maps import streets

WEB = web(streets(), HERE)
OUT = np.array([[600.0, 0], [600, 300], [900, 300]])


def test_a_track_that_two_shapes_follow_is_listed_once() -> None:
    back = OUT[::-1] + np.array([4, 3])

    found = missing([OUT, back], WEB)

    assert len(found) == 1
    assert np.allclose(found[0], [[600, 20], [600, 300], [900, 300]], atol=5)


def test_a_path_of_the_map_is_not_missing() -> None:
    assert missing([np.array([[3.0, 0], [3, 390]])], WEB) == ()


def test_a_short_stretch_is_no_track() -> None:
    assert missing([np.array([[600.0, 0], [600, 60]])], WEB) == ()


def test_tracks_are_written_as_a_map_for_a_mapper(tmp_path: Path) -> None:
    nodes, ways = described(missing([OUT], WEB), WEB)
    no = pd.DataFrame({"id": [], "members": [], "tags": []})
    osm.write(tmp_path / "tracks.osm", nodes, ways, no, date="2026-01-01")

    text = (tmp_path / "tracks.osm").read_text(encoding="utf-8")

    assert text.count("<node ") == len(nodes) == 3
    assert '<way id="-1"' in text
    assert 'k="highway" v="road"' in text
    assert 'k="fixme"' in text


def test_nothing_missing_is_an_empty_map() -> None:
    nodes, ways = described((), WEB)

    assert len(nodes) == len(ways) == 0
