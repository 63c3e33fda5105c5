"""Sections found among places, whatever the spelling; what is unknown gets its nearest name."""

import pandas as pd

from beffroi.engines.parking.surveys.sections import matched

PLACES = pd.DataFrame({
    "place_id": ["1", "2", "3"], "street": ["Rue de l'Église", "Rue de l'Église", "Bd Gambetta"],
    "spaces": pd.Series([10, 5, 20], dtype="Float64"),
    "limit": pd.Series([90, 90, pd.NA], dtype="Float64"),
    "regulation": pd.Series(["paid", "free", "free"], dtype="string"),
})  # fmt: skip


def test_a_street_is_found_without_its_accents_and_sums_its_places() -> None:
    found = matched(PLACES, ["RUE DE L EGLISE"])

    row = found.sections.iloc[0]
    assert (row["section"], row["spaces"], row["limit"]) == ("RUE DE L EGLISE", 15, 90)
    assert pd.isna(row["regulation"])
    assert found.unknown == ()
    assert found.unvisited == ("3",)


def test_an_unknown_name_is_said_with_its_nearest() -> None:
    found = matched(PLACES, ["Bd Gambeta", "Place du marché"])

    assert found.unknown == (("Bd Gambeta", ("Bd Gambetta",)), ("Place du marché", ()))
    assert found.sections["spaces"].isna().all()


def test_one_unknown_number_makes_the_sum_unknown() -> None:
    places = PLACES.assign(spaces=pd.Series([10, pd.NA, 20], dtype="Float64"))

    assert matched(places, ["Rue de l'Église"]).sections["spaces"].isna().all()
