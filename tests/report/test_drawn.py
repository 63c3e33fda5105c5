from beffroi.report.drawn import AREA, numbers_of, shapes_of
from tests.report import twin


def test_only_the_shapes_of_a_kind_are_kept_with_their_rows() -> None:
    shapes, rows = shapes_of(twin.layers()["car_parks"], AREA)

    assert len(shapes) == 1
    assert list(rows["name"]) == ["Parking du Port"]


def test_an_unknown_number_and_an_absent_column_stay_unknown() -> None:
    car_parks = twin.layers()["car_parks"]

    assert numbers_of(car_parks, "capacity")[1] is None
    assert numbers_of(car_parks, "absent") == [None, None]
