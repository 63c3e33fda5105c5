"""Tables of the slides."""

from beffroi.report.decision import rows
from tests.report.decision import cases


def test_every_option_says_what_became_of_it() -> None:
    told = dict(rows.options(cases.alone(), "fr"))

    assert told["x – option 0"] == "Comparée\u202f; option de référence"
    assert told["x – option 1"] == "Écartée\u00a0: loi"


def test_criteria_come_heaviest_first_with_their_scales() -> None:
    found = rows.criteria(cases.stress(), "en")

    weights = [one.weights[0] for one in found]
    assert weights == sorted(weights, reverse=True)
    assert found[0].scale == "0 → 10\u00a0u"
    assert all(len(one.weights) == 13 for one in found)
