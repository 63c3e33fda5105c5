import re
from pathlib import Path

import pytest

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.report import regulation_page
from beffroi.study import informal_networks
from beffroi.study.informal_regulation import Regulated, regulate
from tests.towns import informal_street


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Regulated:
    folder = tmp_path_factory.mktemp("street")
    drawn = informal_street.network()
    drawn.stops["name"] = drawn.stops["name"].where(drawn.stops.index > 0, "<b>Marché</b>")
    informal_networks.write(drawn, folder / "network")
    return regulate(folder, regulation_page.write)


def test_the_page_is_whole_and_asks_for_nothing(done: Regulated) -> None:
    page = (done.folder / "index.html").read_text(encoding="utf-8")

    assert "<b>Marché" not in page
    assert page.count('class="step"') == 4
    assert "default-src 'none'" in page
    assert not re.search(r'(?:src|href)="https?://[^"]*\.(?:js|css|png)', page)
    assert page.count("<section") == page.count("</section>") == 8


def test_lines_show_what_becomes_of_their_stops(done: Regulated) -> None:
    first = next(regulation_page.lines(done))

    assert {stop.change for stop in first.stops} == {"kept", "moved", "dropped"}
    assert first.members == ("B (B-out)",)
    assert first.bands[0].vehicles.en == "10 (9 – 12)"
    together = [band.vehicles.en for band in regulation_page.hours_of_all(done)]
    assert first.bands[0].vehicles.en not in together
    assert len(together) >= len(first.bands)


def test_nothing_known_is_said_to_be_unknown(tmp_path: Path) -> None:
    informal_networks.write(informal_street.uncounted(), tmp_path / "network")

    made = regulate(tmp_path, regulation_page.write)

    page = (tmp_path / "regulation/index.html").read_text(encoding="utf-8")
    assert ">nan" not in page
    assert page.count('class="unknown"') > 20
    assert not made.steps[0].is_ready


def test_bounds_are_said_to_three_digits() -> None:
    words = Words("x", "x")
    figure = Figure("a.b", words, 5.0, "km", "", (Source("s", "s", "s", "", ""),), words,
                    (1_234_567.0, 2_345_678.0))  # fmt: skip

    assert regulation_page.bounds(figure).en == "1,230,000 – 2,350,000"
