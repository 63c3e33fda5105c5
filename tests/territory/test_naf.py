"""The nomenclature of activities."""

import tomllib

import pytest

from beffroi.territory import naf


def test_the_list_of_codes_says_where_it_comes_from() -> None:
    told = tomllib.loads(naf.SOURCE.read_text(encoding="utf-8"))["source"]

    assert [(one["date"], bool(one["url"]), bool(one["licence"])) for one in told] == [
        ("2007-12-26", True, True)
    ]


def test_naf_rev_2_has_732_codes_of_one_form_each_with_a_name() -> None:
    assert len(naf.labels()) == 732
    assert all(naf.FORM.fullmatch(code) and name for code, name in naf.labels().items())


@pytest.mark.parametrize(
    ("code", "nomenclature", "known"),
    [
        ("47.73Z", "NAFRev2", True),
        ("47.73A", "NAFRev2", False),
        ("95.31Y", "NAF2025", True),
        ("9531Y", "NAF2025", False),
        ("52.4C", "NAFRev1", True),
    ],
)
def test_a_code_is_known_by_its_own_nomenclature(
    code: str, nomenclature: str, *, known: bool
) -> None:
    assert naf.is_known(code, nomenclature) is known
