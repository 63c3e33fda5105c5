import itertools

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate

from beffroi.report.labels import LETTER, Named, labels

ordinates = st.integers(0, 500)
streets = st.builds(
    lambda text, rank, x, y, dx, dy: Named(
        text, rank, shapely.LineString([(x, y), (x + dx, y + dy)])
    ),
    st.text("abcdé ", min_size=1, max_size=8),
    st.integers(0, 3),
    ordinates, ordinates, ordinates, st.integers(1, 500),
)  # fmt: skip


@settings(max_examples=30)
@given(st.lists(streets, max_size=8))
def test_no_name_lies_over_another(asked: list[Named]) -> None:
    placed = labels(asked, size=12)

    boxes = [
        rotate(
            shapely.box(
                label.x - len(label.text) * 12 * LETTER / 2, label.y - 6,
                label.x + len(label.text) * 12 * LETTER / 2, label.y + 6,
            ),
            label.angle,
        )
        for label in placed
    ]  # fmt: skip
    assert not any(
        one.buffer(-0.1).intersects(other) for one, other in itertools.combinations(boxes, 2)
    )


def test_the_main_street_is_served_first() -> None:
    line = shapely.LineString([(0, 0), (100, 0)])

    placed = labels([Named("Rocade", 1, line), Named("Grande Rue", 0, line)], size=10)

    assert [label.text for label in placed] == ["Grande Rue"]


def test_a_name_is_never_upside_down() -> None:
    westward = Named("Quai", 0, shapely.LineString([(100, 0), (0, 10)]))

    placed = labels([westward], size=10)

    assert -90 <= placed[0].angle < 90


def test_a_street_too_short_or_too_bent_has_no_name() -> None:
    short = Named("Impasse du Moulin", 0, shapely.LineString([(0, 0), (10, 0)]))
    bent = Named("Boucle", 0, shapely.LineString([(0, 0), (20, 0), (20, 20), (0, 20)]))

    assert labels([short, bent], size=10) == []
