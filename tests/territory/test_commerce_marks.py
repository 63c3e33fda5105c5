from beffroi.territory.commerce_marks import GAUGES, NAMES, marks


def test_every_gauge_has_marks_in_one_unit_with_their_source() -> None:
    for quantity in GAUGES:
        found = marks(quantity)
        assert len({mark.unit for mark in found}) == 1
        assert all(mark.low <= mark.high and mark.source.fr and mark.valid_from for mark in found)
    assert {id_ for _, ids, _ in GAUGES.values() for id_ in ids} == set(NAMES)


def test_the_thresholds_of_vacancy_rise_and_have_an_address() -> None:
    found = {mark.id: mark for mark in marks("vacancy")}

    assert found["vacancy_favourable"].high < found["vacancy_alert"].low
    assert found["vacancy_alert"].low < found["vacancy_unfavourable"].low
    assert found["vacancy_unfavourable"].low < found["vacancy_crisis"].low
    assert all(mark.url and not mark.from_memory for mark in found.values())
