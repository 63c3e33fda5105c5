"""Words and addresses: without accents, each its own."""

from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.commerce.directory.search import addresses, folded, slug


def test_accents_ligatures_and_case_do_not_count() -> None:
    assert folded("Œuvre d’Élise") == "oeuvre d’elise"


@given(st.lists(st.text(max_size=30), max_size=20))
def test_every_text_has_an_address_of_its_own_that_is_plain(texts: list[str]) -> None:
    found = addresses(texts)

    assert len(set(found)) == len(texts)
    assert all(slug(one) == one or one.startswith("x") for one in found)


def test_no_address_climbs_out_of_its_folder() -> None:
    assert slug("../../etc/passwd") == "etc-passwd"
