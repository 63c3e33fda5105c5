"""The census of the people of 15 and over sums alike however it is counted."""

from beffroi.drawing import DrawnTown
from beffroi.drawing.residents import ADULTS, margins
from tests.drawing.census import counted


def test_every_margin_counts_the_same_people() -> None:
    _, residents = counted()

    table = margins(residents)

    assert set(table.groupby("variable")["people"].sum()) == {round(20_000 * ADULTS)}
    assert set(table["origine"]) == {"ville inventée"}


def test_the_centre_has_its_own_people_and_more_of_the_old_women() -> None:
    _, residents = counted()

    assert residents.loc[residents["quarter"] == "centr", "people"].sum() == round(3_000 * ADULTS)
    oldest = residents[residents["age"] == "75p"].groupby("sex")["people"].sum()
    assert oldest["f"] > 1.3 * oldest["h"]


def test_the_centre_is_that_of_the_census_quarters(town: DrawnTown) -> None:
    centre = town.margins.set_index(["variable", "category"])["people"]["quarter", "centr"]
    quarter = town.iris.loc[town.iris["name"] == "Centre ancien", "population"].iloc[0]

    assert centre == round(ADULTS * float(quarter))
