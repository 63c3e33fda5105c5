"""Feeds read as they stand."""

from pathlib import Path

import pytest

from beffroi.formats.gtfs.unchecked import unchecked
from beffroi.foundation.errors import UnreadableFileError
from tests.formats.gtfs.feeds import MINIMAL, zipped


def test_rows_that_a_figure_could_not_rest_on_are_kept(tmp_path: Path) -> None:
    changes = {
        "stops.txt": MINIMAL["stops.txt"] + "PORT,Autre,47.6,-2,,\n",
        "trips.txt": "route_id,service_id,trip_id\nC,SEM,A1\n",
        "stop_times.txt": "trip_id,arrival_time,stop_id,stop_sequence\nA1,25:61:00,PORT,1\n",
    }

    read = unchecked(zipped(tmp_path, MINIMAL | changes))

    assert read.tables["stops"]["stop_id"].tolist().count("PORT") == 2
    assert read.tables["trips"]["route_id"].tolist() == ["C"]
    assert read.tables["stop_times"]["arrival_time"].isna().all()


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    text = 'stop_id,stop_name\nA,"deux\nlignes"\n\nB,b\n'

    read = unchecked(zipped(tmp_path, MINIMAL | {"stops.txt": text}))

    assert read.tables["stops"]["stop_id"].tolist() == ["A", "B"]
    assert read.lines("stops", [1]) == [5]


def test_a_feed_without_most_of_its_files_is_read(tmp_path: Path) -> None:
    read = unchecked(zipped(tmp_path, {"stops.txt": "stop_id\nA\n", "trips.txt": ""}))

    assert list(read.tables) == ["stops"]


def test_what_holds_no_timetable_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        unchecked(zipped(tmp_path, {"a.txt": "b"}))
