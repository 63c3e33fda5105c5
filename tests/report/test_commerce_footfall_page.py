"""The page of footfall."""

import re
from dataclasses import replace

import pytest

from beffroi.report import commerce_footfall_page as page
from beffroi.study.commerce_footfall import Footfall, run
from beffroi.study.commerce_market import Asked
from tests.study.test_commerce_footfall import counts


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Footfall:
    folder = tmp_path_factory.mktemp("footfall")
    path = counts(folder, 6)
    return run(Asked(osm=folder / "town.osm"), folder / "out", counts=path, page=page.write)


def test_the_page_says_passers_and_how_sure(done: Footfall) -> None:
    html = page.rendered(done)

    assert "default-src 'none'" in html
    assert html.count("<section") == html.count("</section>") == 5
    assert ">nan" not in html
    assert not re.search(r'(?:src|href)="https?://[^"]*\.(?:js|css|png)', html)
    assert "Auckland" in html
    assert len(list(page.counts(done))) == 6
    assert next(name.en for name, *_ in page.cards(done)) == "Busiest street"
    assert "passers in a mean week" in next(page.cards(done))[2].en


def test_without_counts_nothing_is_said_of_passers(done: Footfall) -> None:
    streets = done.streets.assign(passers=float("nan"), low=float("nan"), high=float("nan"))
    alone = replace(done, counts=None, fit=None, streets=streets)

    html = page.rendered(alone)

    assert "Nobody’s passage is measured here" in html
    assert html.count("<section") == 4
    assert all(cells[3].en == "unknown" for _, cells in page.streets(alone))
