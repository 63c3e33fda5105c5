"""Each variant, there and back, as a route."""

from pathlib import Path

import pytest

from beffroi.engines.informal.publishing import PROFILES, Options, by_variant, feed, planned
from beffroi.formats import gtfs
from beffroi.territory.informal import INFORMAL_VARIANTS, InformalNetwork
from tests.engines.informal.publishing.drawn import BEGIN, PUBLISHER, network
from tests.towns import informal

GIVEN = {"number": ["1A", "1A"], "colour": ["185995"] * 2, "text_colour": ["FFFFFF"] * 2}


def _lettered(town: InformalNetwork) -> InformalNetwork:
    """Give each variant of a network a number: two of a line share one, there and back."""
    rank = town.variants.groupby("route_id").cumcount() // 2
    line = town.variants["route_id"].map(town.routes.set_index("route_id")["number"])
    for name, values in {
        "number": line + rank.map({0: "A", 1: "B"}), "colour": rank.map({0: "185995", 1: "724013"}),
        "text_colour": "FFFFFF",
    }.items():  # fmt: skip
        town.variants[name] = values
    town.variants[[*GIVEN]] = town.variants[[*GIVEN]].astype("string")
    INFORMAL_VARIANTS.check(town.variants)
    return town


def test_a_route_for_each_letter_with_its_number_its_colour_and_the_fares(tmp_path: Path) -> None:
    plan = planned(_lettered(informal.network()), Options(PUBLISHER, BEGIN)).plan
    for profile in PROFILES:
        path = tmp_path / f"{profile}.zip"

        tables = feed(by_variant(plan), profile)

        gtfs.write(tables, path)
        assert gtfs.validated(path, BEGIN, most_rows=3).notices == ()
        assert tables["routes"][["route_id", "route_short_name", "route_color"]].to_numpy(
        ).tolist() == [["1A", "1A", "185995"]]  # fmt: skip
        assert set(tables["trips"]["trip_short_name"]) == {"1A"}
        assert set(tables["trips"]["direction_id"]) == {0, 1}
        assert tables["route_networks"]["route_id"].tolist() == ["1A"]
        assert set(feed(plan, profile)["trips"]["trip_short_name"]) == {"1A"}
        assert feed(plan, profile)["routes"]["route_id"].tolist() == ["1"]


@pytest.mark.parametrize("seed", [3, 6])
def test_a_crooked_network_stays_valid(tmp_path: Path, seed: int) -> None:
    plan = planned(_lettered(network(seed)), Options(PUBLISHER, BEGIN, provisional=True)).plan

    split = by_variant(plan)

    assert len(split.routes) > len(plan.routes)
    assert {v.route_id for v in split.variants} == set(split.routes["route_id"])
    assert split.routes["route_id"].is_unique
    gtfs.write(feed(split, "canonical"), tmp_path / "feed.zip")
    notices = gtfs.validated(tmp_path / "feed.zip", BEGIN, most_rows=3).notices
    assert {notice.code for notice in notices} <= {
        "missing_bike_allowance", "stops_match_shape_out_of_order",
    }  # fmt: skip


def test_without_numbers_of_variants_routes_stay_lines() -> None:
    plan = planned(informal.network(), Options(PUBLISHER, BEGIN)).plan

    split = by_variant(plan)

    assert split.routes.equals(plan.routes)
    assert split.fares.equals(plan.fares)
