"""SIRET numbers that lost their zeros."""

import pandas as pd
import pytest

from beffroi.carriers.sirets import is_siret, padded


@pytest.mark.parametrize("siret", ["73282932000074", "35600000000048", "00552017600016"])
def test_published_numbers_have_their_key(siret: str) -> None:
    assert is_siret(siret)


@pytest.mark.parametrize("text", ["73282932000075", "7328293200007", "7328293200007a", ""])
def test_others_have_not(text: str) -> None:
    assert not is_siret(text)


def test_the_zeros_that_a_spreadsheet_ate_are_given_back_and_told() -> None:
    made, said = padded(pd.Series(["552017600016", "552017600016.0", None], dtype="string"))

    assert made.tolist()[:2] == ["00552017600016"] * 2
    assert pd.isna(made.iloc[2])
    assert "2 SIRET" in said[0].en


def test_a_number_that_zeros_do_not_mend_stays_as_it_is() -> None:
    made, said = padded(pd.Series(["552017600017", "5,52018E+11", "123"], dtype="string"))

    assert made.tolist() == ["552017600017", "5,52018E+11", "123"]
    assert said == ()


def test_spaces_are_left_out_of_whole_numbers() -> None:
    assert padded(pd.Series(["732 829 320 00074"], dtype="string"))[0].tolist() == [
        "73282932000074"
    ]
