"""Tables of a feed have the types of a feed."""

from beffroi.engines.informal.publishing.frames import rows


def test_a_column_that_says_nothing_is_left_out() -> None:
    table = rows([{"stop_id": "a", "stop_lat": 1, "stop_desc": None}])

    assert table.dtypes.astype(str).to_dict() == {"stop_id": "string", "stop_lat": "Float64"}
