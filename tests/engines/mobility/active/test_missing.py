"""Missing links: each candidate's worth equals a search of the whole network anew."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.engines.mobility.active.candidates import candidates
from beffroi.engines.mobility.active.missing import sequence, tried
from beffroi.engines.mobility.active.trips import Points, Trips, stays_quiet, trips
from beffroi.engines.mobility.active.ways import Ways, every_way, quiet_ways
from tests.engines.mobility.active.drawn import quarters, ways


def shopping(given: Ways, homes: dict[int, float], shops: dict[int, float]) -> Trips:
    def points(at: dict[int, float]) -> Points:
        nodes = list(at)
        return Points(given.x[nodes], given.y[nodes], np.array(list(at.values())))

    places = {"shopping": points(shops)}
    return trips(given, every_way(given), points(homes), places)


def brute(given: Ways, out: Trips, link: object) -> np.ndarray:
    before = stays_quiet(quiet_ways(given), out)
    after = stays_quiet(quiet_ways(given, link.as_hops()), out)
    return out.people[after & ~before].sum(axis=0)


def test_a_link_is_worth_the_people_whom_it_joins() -> None:
    town = quarters()
    out = shopping(town, {0: 40.0}, {5: 1.0})
    links = candidates(town, np.array([None] + ["Avenue"] * 3 + [None] * 4, dtype=object))

    result = tried(town, out, links)

    assert result.people[:, 0].tolist() == [0.0, 0.0, 40.0]
    assert result.per_metre.max() == 40 / 300


def test_links_are_built_one_after_the_other() -> None:
    town = quarters()
    out = shopping(town, {0: 40.0, 6: 9.0}, {5: 1.0})
    links = candidates(town, np.array([None] + ["Avenue"] * 3 + [None] * 4, dtype=object))

    chosen = sequence(town, out, links, 5)

    assert [(links[position].ports, people.tolist()) for position, people in chosen] == [
        ((1, 2, 4), [49.0])
    ]


@st.composite
def towns(draw: st.DrawFn) -> Ways:
    """Draw a grid whose streets are quiet or busy by chance, a little askew."""
    side = draw(st.integers(2, 4))
    shift = st.integers(-300, 300)
    at = [
        (1000.0 * i + draw(shift), 1000.0 * j + draw(shift))
        for j in range(side)
        for i in range(side)
    ]
    scaled = [(0.3 * x, 0.3 * y) for x, y in at]
    pairs = [(n, n + 1) for n in range(side * side) if (n + 1) % side]
    pairs += [(n, n + side) for n in range(side * (side - 1))]
    return ways(*((a, b, draw(st.booleans())) for a, b in pairs), at=scaled)


@given(towns(), st.data())
@settings(max_examples=25, deadline=None)
def test_every_candidate_is_worth_what_a_new_search_finds(town: Ways, data: st.DataObject) -> None:
    nodes = st.integers(0, len(town.x) - 1)
    out = shopping(
        town,
        data.draw(st.dictionaries(nodes, st.just(3.0), min_size=1, max_size=4)),
        data.draw(st.dictionaries(nodes, st.just(1.0), min_size=1, max_size=3)),
    )
    names = np.array([data.draw(st.sampled_from(["A", "B"])) for _ in town.tails], dtype=object)
    links = candidates(town, names)

    result = tried(town, out, links)

    assert np.allclose(result.people, [brute(town, out, link) for link in links] or result.people)
