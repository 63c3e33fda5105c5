"""Settings, one by one."""

from beffroi.formats.gtfs.flex.cells import Cells


def test_a_window_may_end_on_the_next_day() -> None:
    cells = Cells()

    assert cells.windows({"hours": "20:00-26:30"}, "x") == ((72_000, 95_400),)
    assert cells.faults == []


def test_faults_are_gathered_in_both_languages() -> None:
    cells = Cells()

    cells.clock("25h", "[[ride]] 1 hours")
    cells.day("hier", "[service] start")

    assert len(cells.faults) == 2
    assert all(fault.fr != fault.en for fault in cells.faults)
