"""Paid against occupied where tickets name a zone of several sections."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.parking.surveys.zones import by_zone, exhibits

HOUR = 3_600.0
PLACES = pd.DataFrame({
    "section": pd.Series(["Centre", "Centre", "Gare", None], dtype="string"),
    "street": pd.Series(["Rue Haute", "Rue Basse", "Quai", "Clos"], dtype="string"),
    "spaces": pd.Series([10, 10, 8, 5], dtype="Float64"),
})  # fmt: skip
SECTIONS = ("Rue Haute", "Rue Basse", "Quai", "Clos")


def tickets(**n: int) -> pd.DataFrame:
    zones = [zone for zone, many in n.items() for _ in range(many)]
    return pd.DataFrame({
        "section": pd.Series(zones, dtype="string"),
        "start": pd.Series([9 * HOUR] * len(zones), dtype="Float64"),
        "end": pd.Series([11 * HOUR] * len(zones), dtype="Float64"),
    })  # fmt: skip


def seen(**vehicles: int) -> pd.DataFrame:
    return pd.DataFrame([(name.replace("_", " "), 10 * HOUR, n) for name, n in vehicles.items()],
                        columns=["section", "time", "vehicles"])  # fmt: skip


def test_a_zone_holds_all_its_sections() -> None:
    passes = seen(Rue_Haute=12, Rue_Basse=8, Quai=12, Clos=12)

    table = by_zone(tickets(CENTRE=6, gare=3), PLACES, SECTIONS, passes).set_index("zone")

    counts = table.loc["CENTRE", ["spaces", "tickets", "running", "vehicles"]]
    assert counts.tolist() == [20, 6, 6, 20]
    assert table.loc["CENTRE", "hours"] == pytest.approx(12 / 20)
    assert table["share"].tolist() == pytest.approx([6 / 20, 3 / 12])
    assert (table["low"] < table["share"]).all()
    shown = next(exhibits(table.reset_index(), ()))
    assert shown.rows[0][0] == "CENTRE"


def test_zones_that_no_place_bears_and_shares_of_few_vehicles_are_unknown() -> None:
    table = by_zone(tickets(Ailleurs=2, Gare=2), PLACES, SECTIONS, seen(Quai=4))

    assert table["spaces"].isna().tolist() == [True, False]
    assert table["share"].isna().all()
    assert np.isfinite(table["hours"].iloc[1])


def test_tickets_without_a_zone_show_nothing() -> None:
    own = tickets(Gare=1).assign(section=pd.NA)

    assert not list(exhibits(by_zone(own, PLACES, SECTIONS, seen(Quai=4)), ()))
