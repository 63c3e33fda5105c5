"""Names of stops, as French operators write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.mobility.integration.names import rarity, similarity, tokens

WORDS = st.text(alphabet="aeéilmnorst (.)-'", max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pl. St-Michel", "PLACE SAINT MICHEL"),
        ("Gare SNCF", "Gare"),
        ("Av. du Gal de Gaulle", "avenue Général-de-Gaulle"),
        ("Bd. Foch", "Boulevard Foch"),
        ("Hôpital", "HOPITAL"),
        ("Cœur de ville", "Coeur de Ville"),
        ("8 Mai", "Huit Mai"),
        ("Mairie (Marsac)", "Mairie"),
    ],
)
def test_one_name_written_in_two_ways_is_one(one: str, other: str) -> None:
    assert similarity(one, other) == pytest.approx(1)


@pytest.mark.parametrize(
    ("one", "other"), [("Mairie", "Piscine"), ("Rue 12", "Rue 13"), ("", "Gare"), ("Lac", "Sac")]
)
def test_other_names_are_other(one: str, other: str) -> None:
    assert similarity(one, other) <= 0.5


def test_two_towns_in_parentheses_are_not_forgotten() -> None:
    assert similarity("Mairie (Marsac)", "Mairie (Trélissac)") < 0.6


def test_a_word_badly_spelt_is_known_again() -> None:
    assert similarity("Anne Franck", "Anne Frank") > 0.9


def test_a_common_word_tells_less() -> None:
    names = [f"Place {street}" for street in ("Foch", "Joffre", "Clemenceau", "Bugeaud")]
    weight = rarity(names)

    assert weight("place") < weight("foch")
    assert similarity("Place Foch", "Place Joffre", weight) < similarity(
        "Place Foch", "Place Joffre"
    )


def test_a_name_of_little_words_keeps_them() -> None:
    assert tokens("Les Sous") == {"les", "sous"}


@given(WORDS, WORDS)
def test_likeness_has_no_order_and_stays_between_0_and_1(one: str, other: str) -> None:
    found = similarity(one, other)

    assert found == similarity(other, one)
    assert 0 <= found <= 1


@given(WORDS.filter(tokens))
def test_a_name_is_wholly_like_itself(name: str) -> None:
    assert similarity(name, name) == pytest.approx(1)
