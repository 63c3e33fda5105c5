"""Needs: one vocabulary, in both languages, under axes that exist."""

import json

from beffroi.foundation.language import Words
from beffroi.territory.need import Evidence, WeighedNeed, known_needs


def test_every_need_serves_an_axis_and_names_its_people_in_both_languages() -> None:
    for need in known_needs().values():
        assert need.axes
        assert set(need.axes) <= set(range(6))
        assert all((need.name.fr, need.name.en, need.people.fr, need.people.en))


def test_needs_are_found_by_the_key_that_the_other_tables_use() -> None:
    assert all(id_ == need.id for id_, need in known_needs().items())


def test_a_weighed_need_comes_back_whole_from_its_json() -> None:
    words = Words("Une rue vide.", "An empty street.")
    shown = Evidence("survey", "achats", "for", words, 42.0, (30.0, 55.0))
    cited = Evidence("note", "note-3", "against", words)
    need = WeighedNeed(
        "find-parking", 42.0, (15.0, 77.5), "people_only", words, (shown, cited), ("car_parks",)
    )

    assert WeighedNeed.from_json(json.loads(json.dumps(need.as_json()))) == need
