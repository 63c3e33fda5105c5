"""Lives of shops gathered for a study: from the State's files, or a register made of them."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from beffroi.foundation.errors import InputError, SettingsError
from beffroi.study.commerce_given import Given, given
from beffroi.study.commerce_lives import Registers, Told, covariates, told
from tests.study import commerce_street as street


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("street")
    street.write(folder)
    return folder


@pytest.fixture(scope="module")
def held(folder: Path) -> Given:
    return given(folder / "premises.gpkg", None)


@pytest.fixture(scope="module")
def found(folder: Path, held: Given) -> Told:
    made = told(held, files(folder), street.DATE)
    assert made is not None
    return made


def files(folder: Path, commune: str = "") -> Registers:
    return Registers(folder / "sirene.csv", folder / "sirene-historique.csv", commune)


def test_shops_are_kept_with_their_street_and_address_and_others_left_out(found: Told) -> None:
    assert len(found.lives) == street.SHOPS + 3
    assert found.outside == 1
    assert set(found.lives["street"]) == {"Rue Haute"}
    assert set(found.lives["family"]) == {"food", "clothing"}
    assert (found.lives["cell"] == "6 RUE HAUTE").sum() == 4
    assert found.lives["x"].notna().all()


def test_delays_are_those_of_the_shops(found: Told) -> None:
    assert found.lags is not None
    assert len(found.lags) == 6
    assert (found.lags["told"] >= found.lags["closed"]).all()


def test_one_file_without_the_other_is_refused(folder: Path, held: Given) -> None:
    with pytest.raises(SettingsError, match="--sirene, --history"):
        told(held, Registers(history=folder / "sirene-historique.csv"), street.DATE)


def test_a_stock_of_another_town_is_refused(folder: Path, held: Given) -> None:
    with pytest.raises(InputError, match="no establishment of 35047"):
        told(held, files(folder, "35047"), street.DATE)


def test_nobody_says_which_commune_it_is(folder: Path, held: Given) -> None:
    with pytest.raises(SettingsError, match="--commune"):
        told(replace(held, commune=""), files(folder), street.DATE)


def test_without_any_past_nothing_is_told(held: Given) -> None:
    assert told(held, Registers(), street.DATE) is None


def test_a_register_with_its_periods_is_enough(held: Given) -> None:
    stock, periods = street.register()
    premises = held.premises.assign(siret=stock["siret"].iloc[: street.SHOPS].to_numpy())
    made = told(replace(held, periods=periods, premises=premises), Registers(), street.DATE)

    assert made is not None
    assert made.lags is None
    assert made.lives["street"].notna().sum() == street.SHOPS
    assert made.lives["street"].isna().sum() == 3  # shops that left hold no premises today


def test_lives_are_described_by_street_vacancy_near_and_family(held: Given, found: Told) -> None:
    metres = held.premises.to_crs(held.epsg)

    table = covariates(found.lives, metres, "Rue Haute")

    assert list(table) == ["main_street", "vacancy_near", "family:food"] or list(table) == [
        "main_street", "vacancy_near", "family:clothing",
    ]  # fmt: skip
    assert (table["main_street"] == 1).all()
    first = found.lives["cell"] == "1 RUE HAUTE"
    assert table.loc[first, "vacancy_near"].iloc[0] == pytest.approx(10 * 2 / 4, abs=2.6)
    assert table["vacancy_near"].between(0, 10).all()
    assert not covariates(found.lives, metres.iloc[:2], None)["main_street"].any()


def test_chains_are_a_covariate_where_most_lives_tell(held: Given, found: Told) -> None:
    metres = held.premises.to_crs(held.epsg)
    told_all = found.lives.assign(is_chain=pd.array([True, *[False] * (len(found.lives) - 1)],
                                                    dtype="boolean"))  # fmt: skip

    assert found.lives["is_chain"].isna().all()
    assert covariates(told_all, metres, None)["chain"].sum() == 1
    assert "chain" not in covariates(found.lives, metres, None)


def test_where_no_vacancy_is_known_it_describes_nothing(held: Given, found: Told) -> None:
    full = held.premises.to_crs(held.epsg).assign(state="trading")

    assert "vacancy_near" not in covariates(found.lives, full, None)
    assert isinstance(covariates(found.lives, full, None), pd.DataFrame)
