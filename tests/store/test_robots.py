"""What sites ask programs not to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.store.robots import ALL, NONE, robots_of


@pytest.mark.parametrize(
    ("text", "path", "may"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow:", "/", True),
        ("User-agent: *\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow: /*", "/boutique", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?b", True),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a1b2c3", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a1c2b3", True),
        ("User-agent: *\nDisallow: /\nAllow: /contact", "/contact", True),
        ("User-agent: Googlebot\nDisallow: /", "/", True),
        ("User-agent: beffroi\nDisallow: /\n\nUser-agent: *\nAllow: /", "/", False),
        ("User-agent: a\nUser-agent: *\nDisallow: /x # secret", "/x", False),
        ("user-AGENT : *\r\nDISALLOW : /caf%C3%A9", "/café", False),
        ("Disallow: /", "/", True),
    ],
)
def test_a_path_may_be_read_or_not(text: str, path: str, *, may: bool) -> None:
    assert robots_of(text, "Beffroi").allows(path) is may


def test_the_longest_wait_asked_is_kept() -> None:
    assert robots_of("User-agent: *\nCrawl-delay: 2.5\nDisallow: /x", "Beffroi").delay == 2.5
    assert robots_of("User-agent: *\nCrawl-delay: ever", "Beffroi").delay == 0


def test_without_rules_all_may_be_read_and_a_failing_server_refuses() -> None:
    assert ALL.allows("/")
    assert not NONE.allows("/")


@given(st.text(max_size=200), st.text(max_size=50))
def test_any_file_is_read(text: str, path: str) -> None:
    assert robots_of("User-agent: *\nDisallow: " + text, "Beffroi").allows(path) in {True, False}


def test_a_rule_full_of_stars_is_judged_at_once() -> None:
    rule = "User-agent: *\nDisallow: /" + "*a" * 5000 + "$"

    assert robots_of(rule, "Beffroi").allows("/" + "a" * 4000)
