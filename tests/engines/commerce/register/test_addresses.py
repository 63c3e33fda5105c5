"""Addresses of the map and of the register, brought to one form."""

import pandas as pd
import pytest

from beffroi.engines.commerce.register.addresses import keys, number_key, split, street_key


@pytest.mark.parametrize(
    ("register", "the_map"),
    [
        ("R DE LA GARE", "Rue de la Gare"),
        ("BD DU MAL FOCH", "Boulevard du Maréchal Foch"),
        ("PL ST SAUVEUR", "Place Saint-Sauveur"),
        ("QUAI DUGUAY TROUIN", "Quai Duguay-Trouin"),
        ("GR DU BOURG", "Grande Rue du Bourg"),
        ("RUE DU 8 MAI 1945", "Rue du 8-Mai-1945"),
        ("RUE DE L OEUVRE", "rue de l'Œuvre"),
    ],
)
def test_streets_as_the_register_shortens_them(register: str, the_map: str) -> None:
    assert street_key(register) == street_key(the_map)


@pytest.mark.parametrize(("one", "other"), [("12 B", "12bis"), ("012", "12"), ("7 T", "7 ter")])
def test_numbers_of_one_house(one: str, other: str) -> None:
    assert number_key(one) == number_key(other) != ""


def test_numbers_that_are_none_give_no_key() -> None:
    made = keys(pd.Series(["", "Bât. A", None, "5"]), pd.Series(["Rue X"] * 3 + [None]))

    assert made.isna().all()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("12 B AV GAMBETTA", ["12 B", "AV GAMBETTA"]),
        ("3 RUE DU 8 MAI 1945", ["3", "RUE DU 8 MAI 1945"]),
        ("5 ALLEE DES TILLEULS", ["5", "ALLEE DES TILLEULS"]),
    ],
)
def test_an_address_is_parted(address: str, expected: list[str]) -> None:
    assert split(pd.Series([address])).iloc[0].tolist() == expected


def test_an_address_without_a_number_is_a_street() -> None:
    made = split(pd.Series(["LE BOURG", None])).iloc[:, 1]

    assert made.fillna("–").tolist() == ["LE BOURG", "–"]
