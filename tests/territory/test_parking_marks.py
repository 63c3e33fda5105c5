from beffroi.territory.parking_marks import GAUGES, marks


def test_every_gauge_has_marks_in_one_unit_with_their_source() -> None:
    for quantity in GAUGES:
        found = marks(quantity)
        assert len({mark.unit for mark in found}) == 1
        assert all(mark.low <= mark.high and mark.source.fr for mark in found)
    assert [mark.from_memory for mark in marks("mean_stay")] == [True]
