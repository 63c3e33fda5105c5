"""TOML as people write it."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from beffroi.study.toml import meant, quoted


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_between_quotes_reads_back(text: str) -> None:
    assert tomllib.loads(f"key = {quoted(text)}") == {"key": text}


def test_a_word_close_to_none_lists_them_all() -> None:
    assert meant("zzz", ("answers", "form")).en == "known: answers, form"
