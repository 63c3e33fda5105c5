"""The page of a catchment."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from beffroi.report import commerce_catchment_page as page
from beffroi.study.commerce_catchment import Survey, catchment, run
from beffroi.study.commerce_market import Asked
from beffroi.study.commerce_shared import Catchment, as_json, told
from tests.study.market_town import written

SIZED = "id,nom,lon,lat,area\nA,=Petit,-2.0795,47.6501,300\nB,Moyen,-2.0680,47.6501,900\n"


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Catchment:
    folder = tmp_path_factory.mktemp("catchment")
    path = written(folder)
    (folder / "shops.csv").write_text(SIZED, encoding="utf-8")
    asked = Asked(osm=path, origins=folder / "origins.csv", shops=folder / "shops.csv")
    return run(asked, Survey(new=folder / "new.csv", evasion=0.3), folder / "out", page=page.write)


def test_the_page_says_what_is_known_and_what_is_not(done: Catchment) -> None:
    html = page.rendered(done)

    assert "default-src 'none'" in html
    assert html.count("<section") == html.count("</section>") == 6
    assert ">nan" not in html
    assert not re.search(r'(?:src|href)="https?://[^"]*\.(?:js|css|png)', html)
    assert "<b>neuf" not in html
    assert "No survey stands behind these shares" in html
    assert "Aucune enquête" in html


def test_who_loses_comes_first_and_the_bands_hold_the_shares(done: Catchment) -> None:
    rows = list(page.lost(done))

    assert len(rows) == len(done.market.shops)
    assert all(re.search(r"\d", cells[3].en) for _, cells in rows)
    assert [name.en for name, _ in page.powers(done)] == ["sales area", "time to come (decay)"]


def test_what_is_told_to_be_bought_outside_is_not_passed_off_as_measured(done: Catchment) -> None:
    cards = {name.en: (value.en, aside.en) for name, value, aside in page.cards(done)}

    assert cards["Bought outside these shops"] == ("30\u00a0%", "as told")


def test_zones_add_up(done: Catchment) -> None:
    assert len(list(page.zones(done))) == 4
    assert sum(int(cells[0].en) for _, cells in page.zones(done)) == len(done.market.origins)


def test_a_centre_without_a_known_rival_has_no_share(tmp_path: Path) -> None:
    asked = Asked(osm=written(tmp_path), origins=tmp_path / "origins.csv", family="food")
    made = catchment(asked, Survey())
    market = replace(made.market, centre=np.ones(len(made.market.shops), dtype=bool))
    alone = replace(made, made=replace(made.made, market=market))

    cards = [(name.en, value.en) for name, value, _ in page.cards(alone)]

    assert cards[0] == ("Rivals outside the centre", "too few known")
    assert dict(cards)["Share of the centre"] == "unknown"
    assert dict(cards)["Shops whose sales area is not told"].endswith(f"of {len(market.shops)}")
    assert as_json(alone)["centre_share"] is None
    said = " ".join(words.en for words in told(alone))
    assert "--shops" in said
    assert "The centre (" not in said
    assert {cells[2].en for _, cells in page.zones(alone)} == {"unknown"}


def test_a_centre_with_a_rival_keeps_its_share(done: Catchment) -> None:
    first, value, _ = next(page.cards(done))

    assert first.en == "Share of the centre"
    assert value.en != "unknown"


def test_one_stray_shop_of_a_map_cut_around_the_centre_is_no_rival(tmp_path: Path) -> None:
    asked = Asked(osm=written(tmp_path), origins=tmp_path / "origins.csv")
    few = catchment(asked, Survey())
    market, shops = few.made.market, few.made.shops.iloc[[0] * 40]
    many = replace(
        market, shops=np.arange(40).astype(str).astype(object), names=market.names[[0] * 40],
        attributes={key: one[[0] * 40] for key, one in market.attributes.items()},
        minutes=market.minutes[:, [0] * 40], centre=np.arange(40) != 0,
    )  # fmt: skip
    stray = replace(few, made=replace(few.made, market=many, shops=shops))
    named = shops.assign(source=["shops.csv", *["town.osm"] * 39])

    assert few.has_rival
    assert not stray.has_rival
    assert replace(stray, made=replace(stray.made, shops=named)).has_rival
