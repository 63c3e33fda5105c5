"""Evidence of headways beside the rides: vehicles met, waits, fleets, and lines of payments."""

import numpy as np
import pandas as pd
import pytest
import shapely

from beffroi.engines.informal.evidence import (
    Given,
    Timed,
    _with_fleet,
    names_of_lines,
    told_headways,
)
from beffroi.engines.informal.identity import identities
from beffroi.engines.informal.lines import Drawn
from beffroi.engines.informal.service.passages import passages
from beffroi.engines.informal.service.times import times
from beffroi.engines.informal.traces import Laid, Traces
from beffroi.territory.informal import INFORMAL_HEADWAYS
from tests.engines.informal.service.rides import HERE, MONDAY, calls, ride

NOON = MONDAY + 12 * 3600
LABELS = ("Bleue", "Bleue")


def town(n_rides: int) -> tuple[Drawn, Timed]:
    """Draw a line of a kilometre ridden both ways in two minutes, a ride each half hour."""
    made = [ride(NOON + 900.0 * k) for k in range(n_rides)]
    variant = np.arange(n_rides, dtype=np.int64) % 2
    time, along = (np.concatenate(parts) for parts in zip(*made, strict=True))
    indptr = np.concatenate([[0], np.cumsum([len(one[0]) for one in made])])
    ids = tuple(f"r{k}" for k in range(n_rides))
    points = np.column_stack([along, along * 0])
    traces = Traces(HERE, ids, indptr, np.arange(len(time)), time, points, np.ones(len(time)))
    out = np.array([[0.0, 0.0], [1_000.0, 0.0]])
    none = np.zeros(2, dtype=np.int64)
    laid = Laid(traces, (out, out[::-1]), none, variant, along, along * 0)
    n = np.bincount(variant, minlength=2)
    lines = Drawn(laid, np.array([0, 1]), n, np.ones(2), ("used", "used"), LABELS, ("",) * n_rides)
    identity = identities(none, lines.direction, n, LABELS)
    both = pd.concat([calls(id_) for id_ in identity.variants])
    variants = pd.DataFrame({
        "variant_id": identity.variants, "route_id": [identity.routes[0]] * 2,
        "direction": [0, 1], "n_rides": n, "geometry": [shapely.LineString(out)] * 2,
    })  # fmt: skip
    ridden = times(both, {}, passages(laid, list(identity.variants), both))
    return lines, Timed(variants, both, ridden, "UTC")


LINES, TIMED = town(40)
IDENTITY = identities(LINES.laid.route, LINES.direction, LINES.n_rides, LABELS)


def test_vehicles_met_tell_the_headway_of_the_other_direction() -> None:
    # Vehicles of the other direction that leave in 4 minutes are met: 2 a ride is one in 2 minutes.
    met = pd.DataFrame({"ride_id": [f"r{k}" for k in range(0, 40, 2)], "met": 2.0})
    strange = pd.DataFrame({"ride_id": ["r0", "nobody"], "met": [2.0, 9.0]})

    bands, said = told_headways(LINES, IDENTITY, Given(met=met), TIMED)
    _, lost = told_headways(LINES, IDENTITY, Given(met=strange), TIMED)

    known = bands[bands["method"].eq("moving_observer").fillna(value=False)]
    assert set(known["variant_id"]) == {IDENTITY.variants[1]}
    # 100 s of riding and 20 s of standing, each way.
    assert known["headway_s"].mean() == pytest.approx(120.0, rel=0.15)
    assert not said
    assert len(lost) == 1


def test_waits_for_the_vehicle_then_ridden_tell_its_headway() -> None:
    waits = pd.DataFrame({"ride_id": [f"r{k}" for k in range(40)], "seconds": 300.0})

    bands, said = told_headways(LINES, IDENTITY, Given(waits=waits), TIMED)

    known = bands[bands["method"].eq("waits").fillna(value=False)]
    # E[W] = E[H] (1 + c²) / 2, c = 0.6.
    assert known["headway_s"].mean() == pytest.approx(600 / 1.36, rel=0.15)
    assert set(known["variant_id"]) == set(IDENTITY.variants)
    assert not said


def test_a_fleet_is_known_by_the_label_of_its_line() -> None:
    bands, _ = told_headways(LINES, IDENTITY, Given(vehicles={"BLEUE ": 2}), TIMED)

    assert bands["method"].eq("cycle").fillna(value=False).any()


def test_a_fleet_tells_the_bands_that_counts_did_not_tell_apart() -> None:
    known = {"variant_id": IDENTITY.variants[0], "days": "weekday", "method": "terminal_counts",
             "n_departures": 40, "low_s": 60.0, "high_s": 6_000.0, "watched_s": 9.0}  # fmt: skip
    bands = INFORMAL_HEADWAYS.typed(pd.DataFrame([
        known | {"band_id": "a", "begins_s": 21_600.0, "ends_s": 30_000.0, "headway_s": 500.0},
        known | {"band_id": "b", "begins_s": 30_000.0, "ends_s": 40_000.0, "headway_s": None},
    ], columns=list(INFORMAL_HEADWAYS.columns)))  # fmt: skip

    told = _with_fleet(bands, TIMED, Given(vehicles={"Bleue": 2}), {"bleue": IDENTITY.routes[0]})

    own = told[told["variant_id"] == IDENTITY.variants[0]]
    assert own["method"].tolist() == ["terminal_counts", "cycle"]
    assert own["headway_s"].notna().all()
    assert own["begins_s"].tolist() == [21_600.0, 30_000.0]
    assert set(told["variant_id"]) == set(IDENTITY.variants)


def test_a_name_of_two_lines_names_none() -> None:
    variants = pd.DataFrame({"route_id": ["l1", "l2"]})
    other = identities(np.array([0, 1]), np.zeros(2, dtype=np.int64), np.ones(2), ["A", "A"])

    known = names_of_lines(variants, other, ("A", "A"))

    assert "a" not in known or known["a"] == other.routes[0]
    assert known["l1"] == "l1"
