"""Feeds: every profile of every network is valid."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.engines.informal.publishing import (
    PROFILES,
    Options,
    feed,
    planned,
    translated,
    translations_to_fill,
)
from beffroi.formats import gtfs, netex
from beffroi.formats.gtfs.guru import answered
from beffroi.foundation.errors import SettingsError
from tests.engines.informal.publishing.drawn import BEGIN, PUBLISHER, network
from tests.towns import informal

UNAVOIDABLE = {"missing_bike_allowance", "stops_match_shape_out_of_order"}
"""Nobody knows whether pirogues take bikes; a drawn line may cross itself at a stop."""


@settings(
    max_examples=4, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.integers(0, 10_000), st.booleans())
def test_every_profile_of_every_network_is_valid(tmp_path: Path, seed: int, all_: bool) -> None:
    plan = planned(network(seed), Options(PUBLISHER, BEGIN, provisional=all_)).plan
    for profile in PROFILES if plan.variants else ():
        path = tmp_path / f"{profile}.zip"

        gtfs.write(feed(plan, profile), path)

        read = gtfs.read(path)
        notices = answered(str(path), BEGIN, 1)["notices"]
        assert read.warnings == ()
        assert read.set_aside == {}
        assert [n for n in notices if n["severity"] == "ERROR"] == []
        assert {n["code"] for n in notices} <= UNAVOIDABLE
    if plan.variants:
        netex.write(plan, tmp_path / "netex.xml", codespace="FR_EX")
        assert netex.faults(tmp_path / "netex.xml") == ()


def test_the_drawn_town_has_no_notice_at_all(tmp_path: Path) -> None:
    plan = planned(informal.network(), Options(PUBLISHER, BEGIN)).plan
    for profile in PROFILES:
        path = tmp_path / f"{profile}.zip"
        tables = feed(plan, profile)
        words = translations_to_fill(tables).assign(translation="Maikiti")

        gtfs.write(translated(tables, words), path)

        assert gtfs.validated(path, BEGIN, most_rows=3).notices == ()


@pytest.mark.skipif(
    importlib.util.find_spec("gtfs_validator") is None, reason="gtfs-validator is not installed"
)
def test_a_second_validator_agrees(tmp_path: Path) -> None:
    plan = planned(informal.network(), Options(PUBLISHER, BEGIN)).plan
    gtfs.write(feed(plan, "virtual-stops"), tmp_path / "feed.zip")

    subprocess.run(
        [sys.executable, "-c", "from gtfs_validator.cli import main; main()",
         "-i", "feed.zip", "-o", "out", "-d", BEGIN],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip

    told = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [n for n in told["notices"] if n["severity"] != "INFO"] == []


def test_hail_and_ride_is_said_where_it_is_seen_and_replaced_by_virtual_stops() -> None:
    plan = planned(informal.network(), Options(PUBLISHER, BEGIN)).plan

    canonical = feed(plan, "canonical")["stop_times"]

    assert canonical["continuous_pickup"].dropna().unique().tolist() == [3]
    assert "continuous_pickup" not in feed(plan, "virtual-stops")["stop_times"]


def test_without_booked_services_flex_says_no_window() -> None:
    plan = planned(informal.network(), Options(PUBLISHER, BEGIN)).plan

    assert set(feed(plan, "flex")) == set(feed(plan, "canonical"))


def test_an_unknown_profile_is_refused() -> None:
    plan = planned(informal.network(), Options(PUBLISHER, BEGIN)).plan

    with pytest.raises(SettingsError):
        feed(plan, "fancy")


def test_the_number_is_not_said_twice() -> None:
    plan = planned(network(4), Options(PUBLISHER, BEGIN, provisional=True)).plan
    routes = feed(plan, "canonical")["routes"]

    names = routes.get("route_long_name", routes["route_short_name"]).dropna()

    assert not names.str.match(r"\d+ Marché").any()
