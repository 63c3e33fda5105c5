"""A car park drawn twice is counted once, and two car parks stay two."""

import pandas as pd
import shapely

from beffroi.engines.parking.inventory.once import once
from tests.engines.parking.inventory.drawn import car_parks

LARGE, SMALL = shapely.box(0, 0, 50, 40), shapely.box(5, 5, 15, 25)


def area(key: str, shape: shapely.Geometry = LARGE, **told: object) -> dict[str, object]:
    return {"car_park_id": key, "geometry": shape, "area": shape.area} | told


def point(key: str, x: float = 10.0, **told: object) -> dict[str, object]:
    return {"car_park_id": key, "geometry": shapely.Point(x, 10.0)} | told


def joined(*told: dict[str, object]) -> tuple[dict[str, object], list[tuple[str, str, str]]]:
    left, found = once(car_parks(*told))
    counts = left.set_index("car_park_id")["capacity"].astype(object)
    return counts.where(counts.notna(), None).to_dict(), [(f.kept, f.other, f.why) for f in found]


def test_a_point_in_its_area_completes_it() -> None:
    counts, found = joined(area("w1", kind="surface"), point("n1", name="Halle", capacity=70))

    assert counts == {"w1": 70}
    assert found == [("w1", "n1", "inside")]


def test_a_point_of_another_name_count_or_storey_is_another() -> None:
    for own, inside in (
        ({"name": "Halle"}, {"name": "Gare"}), ({"capacity": 60}, {"capacity": 70}),
        ({"kind": "surface"}, {"kind": "underground"}),
    ):  # fmt: skip
        counts, found = joined(area("w1", **own), point("n1", **inside))

        assert set(counts) == {"w1", "n1"}
        assert not found


def test_two_points_of_one_name_are_entrances_unless_their_counts_differ() -> None:
    one = point("n1", name="Parking Kluuvi")

    assert joined(one, point("n2", 200.0, name="P Kluuvi", capacity=400)) == (
        {"n2": 400}, [("n2", "n1", "entrance")],
    )  # fmt: skip
    assert joined(one | {"capacity": 90}, point("n2", 200.0, name="Kluuvi", capacity=400))[1] == []
    assert joined(one, point("n2", 400.0, name="Kluuvi"))[1] == []


def test_a_point_that_counts_its_parts_leaves_them_the_count() -> None:
    whole = point("n1", name="P+R Balexert", capacity=1904)
    parts = (
        point("n2", 80.0, name="P1", operator="Balexert", capacity=960),
        point("n3", 120.0, name="P2", capacity=960),
    )

    assert joined(whole, *parts) == ({"n2": 960, "n3": 960}, [("n2", "n1", "parts")])
    others = tuple(part | {"operator": None} for part in parts)
    assert joined(whole, *others)[1] == []


def test_an_area_in_a_larger_one_is_a_part_of_it() -> None:
    small = area("w2", SMALL)

    left, found = once(car_parks(area("w1"), small))
    assert left["area"].tolist() == [1_800, 200]
    assert [(f.kept, f.other, f.why) for f in found] == [("w2", "w1", "nested")]
    assert joined(area("w1", capacity=80), small | {"capacity": 5})[0] == {"w1": 75, "w2": 5}
    assert joined(area("w1", capacity=80), small) == ({"w1": 80}, [("w1", "w2", "nested")])
    assert joined(area("w1", capacity=4), small | {"capacity": 5})[1] == []
    assert joined(area("w1", kind="underground"), small | {"kind": "surface"})[1] == []


def test_a_table_without_car_parks_stays_empty() -> None:
    left, found = once(car_parks())

    assert (len(left), found) == (0, ())
    assert isinstance(left, pd.DataFrame)
