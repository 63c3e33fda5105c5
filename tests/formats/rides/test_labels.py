"""Lines that names of files tell."""

import pytest

from beffroi.formats.rides.labels import direction, label


@pytest.mark.parametrize(
    ("file", "said"),
    [("rides/track.gpx", ""), ("rides/20230219.gpx", ""), ("l12/retour/trace_3.csv", ""),
     ("Ligne A aller 19-02-2023.gpx", "Ligne A aller"), ("17/ida/route/route.json", "17")],
)  # fmt: skip
def test_generic_names_tell_no_line(file: str, said: str) -> None:
    assert label(file) == said


def test_a_folder_may_tell_the_direction() -> None:
    assert direction("l12/retour/trace_3.csv") == "retour"
