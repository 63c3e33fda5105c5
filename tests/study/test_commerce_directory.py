"""What others wrote, made fit to be published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.study.commerce_directory import cleaned, dialled, email_address, web_address


@given(st.text(), st.integers(2, 60))
def test_what_is_published_is_one_short_line_that_can_be_printed(text: str, most: int) -> None:
    found = cleaned(text, most)

    assert len(found) <= most
    assert found.isprintable()
    assert found == found.strip()


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "data:text/html,x", "//evil.fr", "ftp://a.fr", "http://", "a b.fr",
     "http://[::1", "https://a.fr/ b"],
)  # fmt: skip
def test_what_is_no_page_of_the_web_is_no_link(text: str) -> None:
    assert web_address(text) == ""


def test_the_first_of_several_is_kept() -> None:
    assert web_address("https://a.fr/x;https://b.fr") == "https://a.fr/x"
    assert email_address("a@b.fr;c@d.fr") == "a@b.fr"
    assert dialled("02 99 71 06 04; 06 00") == "0299710604"
