"""The rules themselves: their words and their limits."""

import pytest

from beffroi.engines.mobility.validity.rules import limit, rules
from beffroi.foundation.language import LANGUAGES
from beffroi.territory.notice import SEVERITIES


@pytest.mark.parametrize("code", sorted(rules()))
def test_every_rule_is_told_in_both_languages(code: str) -> None:
    rule = rules()[code]

    assert rule.severity in SEVERITIES
    assert rule.origin in {"pan", "beffroi"}
    for said in (rule.words.title, rule.words.means, rule.words.remedy):
        assert said.fr != said.en
        assert all("(s)" not in said.in_(language) for language in LANGUAGES)


def test_limits_are_those_of_the_national_access_point() -> None:
    named = ("speed_bus", "speed_ferry", "speed_taxi", "close", "same_stop", "instant")

    assert [limit(name) for name in named] == [120, 90, 50, 10, 2, 500]


def test_an_unknown_limit_is_a_bug() -> None:
    with pytest.raises(KeyError):
        limit("no_such_limit")
