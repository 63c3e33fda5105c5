"""Holdings: what the sources of a drawn town prove, and nothing more."""

from dataclasses import replace
from pathlib import Path

import pytest

from beffroi.store import manifest, results
from beffroi.study import catalogues, draw, new, opened, run, settings, workshop
from beffroi.study.catalogues import Context
from beffroi.study.holdings import flags, held
from beffroi.study.workshop import Workshop

NOW = "2026-11-22T08:00:00+00:00"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn") / "town"
    draw.write(folder, 5_000, 1)
    return folder


@pytest.fixture(scope="module")
def study(town: Path) -> Path:
    made = town.parent / "study"
    sources = {
        "osm": (str(town / "town.osm.pbf"),),
        "gtfs": (str(town / "urbain.gtfs.zip"),),
        "bnls": (str(town / "bnls.csv"),),
        "bnlc": (str(town / "bnlc.csv"),),
        "communes": (str(town / "communes.json"),),
    }
    new.new(made, commune=draw.COMMUNE, sources=sources, now=NOW)
    run.run(made, now=NOW)
    return made


def shop_of(study: Path) -> Workshop:
    store = results.Results(study / workshop.RESULTS)
    return Workshop(study, settings.read(study), manifest.read(study), store)


def test_a_source_proves_what_it_holds(study: Path) -> None:
    shop = shop_of(study)

    found = held(shop, shop.results.index())

    proven = {one.capacity: one for one in found}
    assert {"parking-inventory", "inventory-places", "gtfs-export"} <= set(proven)
    assert proven["parking-inventory"].source.id == "bnls"
    assert proven["parking-inventory"].source.date
    assert proven["inventory-places"].source.id == "bnlc"
    assert ": " in proven["gtfs-export"].proof.en
    paid = shop.table("registered_car_parks")["fee"].eq("yes").any()
    assert ("constrained-parking" in proven) == bool(paid)


def test_a_file_given_by_hand_proves_no_publication(study: Path) -> None:
    shop = shop_of(study)
    feed = replace(shop.entries["gtfs-1"], origin="https://example.org/gtfs.zip")
    downloaded = replace(shop, entries={**shop.entries, "gtfs-1": feed})

    given = {one.capacity for one in held(shop, shop.results.index())}
    collected = {one.capacity for one in held(downloaded, shop.results.index())}

    assert collected - given == {"gtfs-published"}


def test_what_was_not_read_proves_nothing(study: Path) -> None:
    assert held(shop_of(study), ()) == ()


def test_a_map_alone_proves_nothing(shop: Workshop) -> None:
    alone = replace(shop, entries={"osm": shop.entries["osm"]})

    assert held(alone, shop.results.index()) == ()


def test_a_car_park_of_another_town_proves_nothing(study: Path) -> None:
    shop = shop_of(study)
    none = shop.table("registered_car_parks").iloc[:0]
    elsewhere = replace(shop, _read={"registered_car_parks": none})

    assert flags(held(shop, {"bnls"})) != {}
    assert flags(held(elsewhere, {"bnls"})) == {}


def test_the_study_no_longer_wonders_about_what_it_was_given(study: Path) -> None:
    proposals = opened.opened(study).proposals

    said = {p.says.en for one in proposals for kept in one.kept for p in kept.open_points}
    assert any("not known whether the town has" in words for words in said)
    assert not any("the inventory of parking" in words for words in said)
    assert not any("the inventory of carpool places" in words for words in said)


def test_the_results_keep_the_proofs_with_their_source(study: Path) -> None:
    kept = shop_of(study).document("solutions")["held"]

    assert {"capacity", "proof", "source"} == set(kept[0])
    assert "bnls" in {one["source"]["id"] for one in kept}


def test_what_a_person_says_comes_before_what_sources_prove(study: Path) -> None:
    known = catalogues.context(study, Context(has={"parking-inventory": False}))

    assert known.has["parking-inventory"] is False
    assert known.has["inventory-places"] is True
    assert "shop-list" not in known.has
