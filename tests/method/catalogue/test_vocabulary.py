"""The words of the catalogue: complete, in both languages, and in use."""

from collections.abc import Iterator

import pytest

from beffroi.foundation.language import Words
from beffroi.method.catalogue.context import Context
from beffroi.method.catalogue.reading import shipped
from beffroi.method.catalogue.vocabulary import (
    Capacity,
    capacities,
    families,
    keys,
    kinds,
    licences,
    measures,
)


def every_word() -> Iterator[Words]:
    for words in (families(), kinds(), licences(), measures(), keys(), capacities()):
        yield from (entry.name for entry in words.values())
    yield from (capacity.lift for capacity in capacities().values())


def test_everything_is_named_in_both_languages() -> None:
    assert all(words.fr.strip() and words.en.strip() for words in every_word())


def test_every_word_is_in_use() -> None:
    facts = [fact for one in shipped() for fact in one.facts]

    assert set(families()) == {one.family for one in shipped()}
    assert set(kinds()) == {one.kind for one in shipped()}
    assert set(capacities()) == {fact.code for fact in facts if fact.code}
    assert set(licences()) == {i for fact in facts if fact.key == "licence" for i in fact.items}
    assert set(measures()) == {fact.per for fact in facts if fact.per}


def test_keys_are_expected_of_kinds_that_exist() -> None:
    assert {kind for key in keys().values() for kind in key.expected} <= set(kinds())


@pytest.mark.parametrize("capacity", capacities().values(), ids=lambda one: one.id)
def test_a_capacity_reads_what_a_context_holds(capacity: Capacity) -> None:
    assert not capacity.reads or capacity.reads in (*Context.__slots__, "is_mainland")
