"""The group of commands of commerce."""

from beffroi.cli import commerce


def test_the_group_tells_what_it_is_for_in_both_languages() -> None:
    assert commerce.app("fr").info.help != commerce.app("en").info.help
