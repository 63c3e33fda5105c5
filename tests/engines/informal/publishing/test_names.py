"""Identifiers are plain and distinct."""

from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.informal.publishing.names import ALLOWED, plain


@given(st.lists(st.text(max_size=5), unique=True, max_size=20))
def test_every_name_gets_its_own_plain_one(names: list[str]) -> None:
    found = plain(names)

    assert list(found) == names
    assert len(set(found.values())) == len(names)
    assert all(name and not ALLOWED.search(name) for name in found.values())
