"""Lines drawn: what each rests on, and every trace laid along its own."""

from pathlib import Path

import numpy as np
import pytest

from beffroi.engines.informal.lines import drawn
from beffroi.engines.informal.tracing import traced
from beffroi.formats import rides as files
from tests.engines.informal.drives import HERE, OUT, drive, tables, way


def test_rides_are_laid_along_their_lines() -> None:
    side = way((0, 0), (0, -3_000))
    rides = [drive(OUT, seed=1), drive(side), drive(OUT[::-1]), drive(OUT, seed=2)]
    late = drive(OUT, seed=5)
    traces, _ = traced(*tables([*rides, late[late["time"] > 200]]), plane=HERE)
    made = drawn(traces)
    assert made.laid.variant.tolist() == [0, 1, 2, 0, 0]
    assert made.laid.route.tolist() == [0, 1, 0]
    assert made.direction.tolist() == [0, 0, 1]
    assert made.n_rides.tolist() == [3, 1, 1]
    assert made.state == ("used", "provisional", "provisional")
    assert made.limits == ("", "alone", "alone", "", "partial")
    assert np.isfinite(made.laid.along).mean() > 0.99
    first = made.laid.along[traces.of(0)]
    assert np.corrcoef(first, np.arange(len(first)))[0, 1] > 0.99
    assert (made.spread < 8).all()


def test_no_traces_show_no_lines() -> None:
    fixes, rides = tables([drive(OUT)])
    made = drawn(traced(fixes.iloc[:0], rides)[0])
    assert made.laid.lines == ()
    assert made.state == ()


def test_a_short_line_is_no_part_where_its_vehicle_was_seen_to_stand() -> None:
    short = drive(way((2_000, 0), (2_000, 1_500), (3_500, 1_500)), seed=4)
    late = short[(short["time"] > 60) & (short["time"] < 380)]
    traces, _ = traced(*tables([drive(OUT, seed=1), late]), plane=HERE)
    assert drawn(traces).limits == ("", "partial")
    assert drawn(traces, stands=np.ones((2, 2))).limits == ("alone", "alone")


@pytest.mark.real
def test_rides_of_limerick_are_parted_by_line(real_data: Path) -> None:
    read = files.read([real_data / "traces" / "limerick" / "rides"])
    traces, pieces = traced(read.fixes, read.rides)
    made = drawn(traces)
    route = made.laid.route[made.laid.variant]
    assert (pieces["state"] == "used").all()
    assert len(set(zip(read.rides["label"], route.tolist(), strict=True))) == 2
    assert made.laid.route.tolist() == [0, 1]
    assert (made.spread < 4).all()
