"""The nouns of a decision: labels in any language, cells, scales."""

import math

from beffroi.method.arbitration.decision import UNKNOWN, Label, Performance, Weighting
from tests.method.arbitration.choices import criterion, decision, option

LANGUAGES = {
    "fr": "stationnement", "en": "parking", "de": "Parken",
    "es": "aparcamiento", "it": "sosta",
    "pt": "estacionamento", "nl": "parkeren",
    "pl": "parkowanie", "cs": "parkování", "sk": "parkovanie",
    "hu": "parkolás", "ro": "parcare", "bg": "паркиране",
    "el": "στάθμευση", "tr": "park", "ar": "موقف",
    "he": "חניה", "fa": "پارکینگ", "hi": "पार्किंग",
    "bn": "পার্কিং", "ta": "நிறுத்தம்", "th": "ที่จอดรถ",
    "vi": "đỗ xe", "id": "parkir", "zh": "停车",
    "zh-Hant": "停車", "ja": "駐車", "ko": "주차", "ka": "პარკინგი",
    "hy": "կայանում", "am": "ማቆሚያ", "br": "parkañ",
}  # fmt: skip


def test_a_label_keeps_every_language_it_was_given() -> None:
    label = Label(tuple(LANGUAGES.items()))

    assert len(label.said) > 30
    assert dict(label.said) == LANGUAGES
    assert (label.words.fr, label.words.en) == ("stationnement", "parking")


def test_a_label_without_french_or_english_says_what_there_is() -> None:
    assert Label((("ar", "موقف"),)).words.fr == "موقف"
    assert Label((("ar", "موقف"), ("en", "car park"))).words.fr == "car park"
    assert Label((("fr", "parc"),)).words.en == "parc"


def test_a_cell_that_is_not_named_is_unknown_and_never_zero() -> None:
    near = option("near", a=3)

    assert near.on("b") == UNKNOWN
    assert all(math.isnan(bound) for bound in near.on("b").bounds)
    assert Performance(interval=(1.0, 2.0)).is_known


def test_a_scale_runs_either_way() -> None:
    cost = criterion("cost", worst=100.0, best=0.0, knots=((50.0, 0.8),))

    assert (cost.sign, cost.ends, cost.full_preference) == (-1, (0.0, 100.0), 100.0)
    assert cost.curve() == ((0.0, 1.0), (50.0, 0.8), (100.0, 0.0))


def test_a_weighting_names_the_criteria_it_speaks_of() -> None:
    spoken = Weighting("order", order=(("a", ">", "b"), ("b", ">", "c")))

    assert spoken.criteria == ("a", "b", "c")
    assert decision().baseline.id == "none"
