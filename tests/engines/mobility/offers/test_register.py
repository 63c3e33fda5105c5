"""The register: every offer once, whatever told of it, and unknown where nothing does."""

import pandas as pd
import pytest

from beffroi.engines.mobility.offers.register import register
from beffroi.territory.mobility import MOBILITY_SERVICES, SERVICE_HOURS
from tests.engines.mobility.offers import basin


@pytest.fixture(scope="module")
def made() -> tuple[pd.DataFrame, pd.DataFrame]:
    return register(basin.inputs())


def row(services: pd.DataFrame, id_: str) -> pd.Series:
    return services.set_index("service_id").loc[id_]


def test_every_source_brings_its_offers(made: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    assert made[0]["service_id"].tolist() == [
        "gtfs-1/Réseau/regular_line", "gtfs-1/Réseau/school_line", "gtfs-1/Réseau/on_demand",
        "gbfs-1/bike_share", "gbfs-1/scooter_share", "bnlc/carpool_place", "osm/taxi/",
        "osm/park_and_ride/", "osm/bike_parking", "tad",
    ]  # fmt: skip


def test_the_tables_keep_their_schemas(made: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    MOBILITY_SERVICES.check(made[0])
    SERVICE_HOURS.check(made[1])


def test_what_was_declared_completes_and_does_not_overwrite(
    made: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    lines = row(made[0], "gtfs-1/Réseau/regular_line")

    assert (lines["name"], lines["operator"]) == ("Réseau 1", "Réseau")
    assert lines["fare_low"] == 1.2
    assert lines["published"]


def test_what_nobody_says_is_unknown(made: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    taxi = row(made[0], "osm/taxi/")

    assert taxi[["operator", "fare_low", "published", "valid", "accessible"]].isna().all()
    assert pd.isna(row(made[0], "osm/bike_parking")["capacity"])
    hours = made[1]
    assert hours.loc[hours["service_id"] == "tad", "share"].isna().all()


def test_a_closed_place_is_not_counted(made: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    carpool = row(made[0], "bnlc/carpool_place")

    assert (carpool["n_places"], carpool["capacity"]) == (1, 12)
    assert carpool["communes"] == ["35236"]


def test_without_any_source_there_is_no_offer() -> None:
    bare = basin.inputs(
        timetables=(), systems=(), carpool_places=None, declared=None, declared_hours=None,
        amenities=basin.inputs().amenities.iloc[:0], car_parks=basin.inputs().car_parks.iloc[:0],
        bicycle_parkings=basin.inputs().bicycle_parkings.iloc[:0],
    )  # fmt: skip

    services, hours = register(bare)

    assert services.empty
    assert hours.empty
