from beffroi.report.gauges import gauge


def test_a_value_stands_beside_its_marks() -> None:
    one = gauge("occupancy", 0.9, (0.85, 0.95))

    assert one.is_known
    assert one.value.en == "90%"
    assert 'class="g-value"' in one.drawing
    assert [value.en for _, value, _ in one.marks] == ["60% to 80%", "85%"]


def test_what_is_unknown_has_marks_and_no_sign() -> None:
    one = gauge("hppj", None)

    assert not one.is_known
    assert "g-value" not in one.drawing
    assert len(one.marks) == 2
