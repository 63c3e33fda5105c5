"""Lines that names of files tell."""

import pytest

from beffroi.formats.rides.labels import direction, label, lines


@pytest.mark.parametrize(
    ("file", "said"),
    [("rides/track.gpx", ""), ("rides/20230219.gpx", ""), ("l12/retour/trace_3.csv", ""),
     ("Ligne A aller 19-02-2023.gpx", "Ligne A aller"), ("17/ida/route/route.json", "17")],
)  # fmt: skip
def test_generic_names_tell_no_line(file: str, said: str) -> None:
    assert label(file) == said


def test_a_folder_may_tell_the_direction() -> None:
    assert direction("l12/retour/trace_3.csv") == "retour"


def test_names_of_tracks_come_first_where_names_of_files_are_those_of_rides() -> None:
    ranks, tracks = ["s1.gpx", "s2.gpx", "s3.gpx", "s4.gpx", "s5.gpx"], ["A", "A", "B", "B", ""]

    assert lines(ranks, tracks) == ["A", "A", "B", "B", "s5"]
    assert lines(ranks, ["Bus", "Bus", "Bus", "Bus", "Bus"]) == ["s1", "s2", "s3", "s4", "s5"]
    assert lines(["A.gpx", "A_1.gpx", "rides/1.gpx"], ["", "Track", "C"])[0] == "A"
