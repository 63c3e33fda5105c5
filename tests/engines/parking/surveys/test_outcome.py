"""A drawn survey tells what was drawn."""

import pytest

from beffroi.engines.parking.surveys.exhibits import exhibits
from beffroi.engines.parking.surveys.outcome import surveyed
from beffroi.foundation.figures import Source
from tests.engines.parking.surveys.reads import BY_HAND, drawn, reads, sections

SOURCES = (Source("plates", "Relevé", "", "2026-05-12", ""),)


def test_a_drawn_survey_gives_back_what_was_drawn() -> None:
    frame, own, n_came = drawn(0.5, 1.5, seed=4)
    own["limit"] = 90.0

    found = surveyed(frame, own, SOURCES)

    known = {figure.id.removeprefix("parking.survey."): figure for figure in found.figures}
    true = {"mean_stay": 90.0, "respect.90min": 1 - 0.3679, "occupancy": 0.8,
            "rotation": (n_came + 8 * 20) / 200}  # fmt: skip
    for name, value in true.items():
        interval = known[name].interval
        assert interval is not None
        assert interval[0] < value < interval[1], name
    assert known["rotation_seen"].value < known["rotation"].value  # type: ignore[operator]
    assert [one.id.rpartition(".")[2] for one in exhibits(found, SOURCES)] == [
        "lengths", "limits", "sections", "long_stayers",
    ]  # fmt: skip
    assert [words.en[:24] for words in found.remarks] == ["More vehicles than space"]


@pytest.mark.parametrize("vehicle", ["", "?"])
def test_streets_where_no_plate_was_read_have_an_occupancy_and_no_stay(vehicle: str) -> None:
    frame = reads((vehicle, "R", 9.0, "1"), (vehicle, "R", 10.0, "2"))
    frame["vehicle"] = frame["vehicle"].where(frame["vehicle"].isna(), -1)

    found = surveyed(frame, sections(R=2.0), SOURCES)

    known = {figure.id.removeprefix("parking.survey."): figure for figure in found.figures}
    assert known["occupancy"].value == (0.5 if vehicle else 0.0)
    assert known["long_stays"].value is known["long_hours"].value is None
    assert known["seen"].value == 0
    assert len(list(exhibits(found, SOURCES))) == 2


def test_the_survey_by_hand_tells_occupancy_and_says_what_it_cannot() -> None:
    found = surveyed(BY_HAND, sections(**{"Rue Haute": 4.0}), SOURCES)

    known = {figure.id.removeprefix("parking.survey."): figure for figure in found.figures}
    assert known["seen"].value == 5
    assert known["rotation_seen"].value == 1.25
    assert known["occupancy"].value == 0.5625
    assert known["mean_stay"].value is known["rotation"].value is None
    lengths, _, long = exhibits(found, SOURCES)
    assert all(row[-1] is None for row in lengths.rows)
    assert long.rows[0][-1] is None
