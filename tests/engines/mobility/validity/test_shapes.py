"""Drawn lines that go back on their steps."""

from tests.engines.mobility.validity.feeds import found

HEAD = "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n"


def drawn(*places: float, name: str = "S") -> str:
    """Draw a line along a meridian, through places in thousandths of a degree (111 m)."""
    return "".join(
        f"{name},{47.65 + place / 1000:.6f},-2.09,{rank}\n" for rank, place in enumerate(places)
    )


def test_a_line_that_turns_back_and_on_again_is_remarked() -> None:
    rows = found({"shapes": HEAD + drawn(0, 1, 2, 3, 2, 1, 2, 3, 4, 5)})["shape_turns_back"]

    assert rows.index.tolist() == [3]
    assert rows["shape_pt_sequence"].tolist() == [3]
    assert 220 < rows["distance_m"].iloc[0] < 225


def test_a_dead_end_is_left_in_peace() -> None:
    assert found({"shapes": HEAD + drawn(0, 1, 2, 3, 2, 1, 0)}) == {}


def test_two_dead_ends_are_left_in_peace() -> None:
    assert found({"shapes": HEAD + drawn(0, 3, -3, -1)}) == {}


def test_noise_of_a_survey_is_left_in_peace() -> None:
    assert found({"shapes": HEAD + drawn(0, 1, 0.9, 2, 3)}) == {}


def test_points_in_any_order_are_put_in_theirs() -> None:
    lines = drawn(0, 1, 2, 3, 2, 1, 2, 3, 4).splitlines(keepends=True)

    remarked = found({"shapes": HEAD + "".join(reversed(lines))})

    assert remarked["shape_turns_back"].index.tolist() == [5]


def test_lines_one_after_the_other_are_not_one() -> None:
    both = drawn(0, 1, 2, 1, 0.5, name="S") + drawn(0.5, 1, 2, 1, 0, name="T")

    assert found({"shapes": HEAD + both}) == {}


def test_repeated_and_lone_points_are_borne() -> None:
    assert found({"shapes": HEAD + drawn(1, 1, 1) + drawn(1, name="T")}) == {}
