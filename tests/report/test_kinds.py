import tomllib

from beffroi.foundation.language import Words
from beffroi.report.kinds import KINDS, kind_words


def test_a_known_kind_has_its_name() -> None:
    assert kind_words("highway", "living_street") == Words("zone de rencontre", "living street")


def test_an_unknown_kind_keeps_its_value() -> None:
    assert kind_words("shop", "model_trains") == Words("model trains", "model trains")


def test_every_kind_is_named_in_both_languages() -> None:
    named = tomllib.loads(KINDS.read_text(encoding="utf-8"))

    assert all(set(words) == {"fr", "en"} for family in named.values() for words in family.values())
