"""Measures: the next step of each line, and six that the town can carry."""

from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.method.maturity.capacity import fit
from beffroi.method.maturity.grid import maturity_grid
from beffroi.method.maturity.measures import (
    FIRST,
    MONTHS,
    Measure,
    Plan,
    first_measures,
    next_steps,
)
from beffroi.method.maturity.profile import profile
from beffroi.territory.maturity import ANSWERS, Answer, Capacity, Grid
from tests.method.maturity.answered import LADDER, facts, grid, line, proof, response, step, up_to

GRID = grid(LADDER)
REAL = maturity_grid()
KNOWN = Capacity((30, 40), (50_000, 60_000), (20_000, 30_000), dict.fromkeys(REAL.skills, True))
answers = st.fixed_dictionaries({id_: st.sampled_from(ANSWERS) for id_ in REAL.proofs})
sizes = st.floats(0, 30)


def plan(own: Grid, said: dict[str, Answer], had: Capacity) -> Plan:
    found = profile(own, [response(said)], {}, date="2026-11-25")
    return first_measures(next_steps(own, found, had), had)


def test_the_next_step_asks_for_the_missing_share_of_the_work() -> None:
    said: dict[str, Answer] = {**up_to(GRID, 0), "a.1x": "yes"}

    (measure,) = plan(GRID, said, KNOWN).chosen

    assert (measure.target, measure.kind, measure.missing) == (1, "climb", ("a.1y",))
    assert measure.days == (0.5, 1.5)
    assert measure.gain == 1
    assert measure.gain_per_day == 1.0


def test_proofs_already_seen_above_are_gained_at_once() -> None:
    said: dict[str, Answer] = {**up_to(GRID, 4), "a.1y": "no", "a.4x": "no"}

    (measure,) = plan(GRID, said, KNOWN).chosen

    assert (measure.target, measure.gain) == (1, 3)


def test_a_step_names_the_duties_that_it_meets() -> None:
    def measured(**known: float) -> Measure:
        found = profile(GRID, [response(up_to(GRID, 2))], facts(**known), date="2026-11-25")
        (measure,) = next_steps(GRID, found, KNOWN)
        return measure

    assert measured(town__population=9000).duties == ("law",)
    assert measured(town__population=9000).possible_duties == ()
    assert measured().duties == ()
    assert measured().possible_duties == (("law", "large"),)


def test_what_nobody_knows_is_looked_at_first_for_next_to_nothing() -> None:
    found = plan(GRID, {**up_to(GRID, 4), "a.2x": "unknown"}, KNOWN)

    (measure,) = found.to_find_out
    assert (measure.kind, measure.days, found.chosen) == ("find_out", (0.25, 0.25), ())
    assert (measure.load.investment, measure.load.skills) == (0, frozenset())


def test_the_top_leaves_nothing_to_do() -> None:
    found = plan(GRID, up_to(GRID, 4), KNOWN)

    assert (found.chosen, found.to_find_out, found.waiting) == ((), (), ())


def test_free_steps_come_first_then_the_greatest_gain_a_day() -> None:
    def one(id_: str, *how: object) -> object:
        return line(id_, proof(f"{id_}.1", 1), *(proof(f"{id_}.{n}", n) for n in (2, 3, 4)),
                    steps=(step(*how),) * 4)  # type: ignore[arg-type]  # fmt: skip

    own = grid(
        one("quick", (1.0, 1.0), "low"),  # type: ignore[arg-type]
        one("slow", (4.0, 4.0), "free", "", "state"),  # type: ignore[arg-type]
        one("brisk", (2.0, 2.0), "free", "", "state"),  # type: ignore[arg-type]
    )

    found = plan(own, dict.fromkeys(own.proofs, "no"), KNOWN)

    assert [measure.line for measure in found.chosen] == ["brisk", "slow", "quick"]


def test_never_more_than_six_and_the_others_wait() -> None:
    found = plan(REAL, up_to(REAL, 1), KNOWN)

    assert len(found.chosen) == FIRST
    assert len(found.waiting) == len(REAL.lines) - FIRST
    assert found.fit == "fits"


def test_a_small_capacity_carries_fewer_measures() -> None:
    small = Capacity((2, 3), (0, 0), (0, 0), dict.fromkeys(REAL.skills, True))

    found = plan(REAL, up_to(REAL, 0), small)

    assert found.load.days <= 12
    assert all(measure.is_free for measure in found.chosen)
    assert 1 <= len(found.chosen) < FIRST


def test_an_unknown_capacity_is_said() -> None:
    found = plan(REAL, up_to(REAL, 0), Capacity())

    assert (len(found.chosen), found.fit) == (FIRST, "unknown")


@settings(max_examples=30)
@given(answers, st.builds(lambda d, i, o: Capacity((d, d), (i, i), (o, o)), sizes, sizes, sizes))
def test_the_plan_never_asks_for_more_than_there_is(said: dict[str, Answer], had: Capacity) -> None:
    found = plan(REAL, said, had)

    assert fit(found.load, had, months=MONTHS) != "too_much"
    assert len(found.chosen) <= FIRST
    assert had.days is not None
    assert found.load.days <= had.days[0] * MONTHS


@settings(max_examples=30)
@given(answers)
def test_every_step_gains_something(said: dict[str, Answer]) -> None:
    found = profile(REAL, [response(said)], {}, date="2026-11-25")

    for measure in next_steps(REAL, found, KNOWN):
        assert 1 <= measure.gain <= 4
        assert 0 < measure.days[0] <= measure.days[1]
