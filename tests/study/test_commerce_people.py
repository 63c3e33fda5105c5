"""Where the customers of shops live."""

from pathlib import Path

import pytest

from beffroi.foundation.errors import InputError, SettingsError
from beffroi.study.commerce_given import Given, given
from beffroi.study.commerce_people import people
from tests.study.market_town import written

BOX = (-2.09, 47.64, -2.06, 47.66)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return given(None, written(tmp_path_factory.mktemp("people")))


def test_dwellings_hold_as_many_people_gathered_or_not(town: Given) -> None:
    squares = people(None, None, town, BOX, [])
    homes = people(None, None, town, BOX, [], is_gathered=False)

    assert len(homes) == 8
    assert len(squares) < 8
    assert squares["weight"].sum() == pytest.approx(homes["weight"].sum())


def test_a_table_tells_spending_or_people(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text('id,lon,lat,depenses\na,-2.08,47.65,"1 200,5"\nb,-2.07,47.65,\n', "utf-8")
    told: list[object] = []
    found = people(path, None, None, BOX, told)  # type: ignore[arg-type]

    assert found["weight"].tolist() == [1200.5]
    assert found.attrs["unit"] == "€"
    assert len(told) == 1


def test_census_squares_are_read_where_they_are_given(tmp_path: Path) -> None:
    path = tmp_path / "grid.csv"
    path.write_text("idcar_200m,ind\nCRS3035RES200mN2810000E3460000,12\n", "utf-8")
    with pytest.raises(InputError, match="Nobody lives"):
        people(None, path, None, BOX, [])


def test_nothing_that_tells_where_people_live_is_refused() -> None:
    with pytest.raises(SettingsError, match="--grid"):
        people(None, None, None, BOX, [])
