"""Needs: one vocabulary, in both languages, under axes that exist."""

from beffroi.territory.need import known_needs


def test_every_need_serves_an_axis_and_names_its_people_in_both_languages() -> None:
    for need in known_needs().values():
        assert need.axes
        assert set(need.axes) <= set(range(6))
        assert all((need.name.fr, need.name.en, need.people.fr, need.people.en))


def test_needs_are_found_by_the_key_that_the_other_tables_use() -> None:
    assert all(id_ == need.id for id_, need in known_needs().items())
