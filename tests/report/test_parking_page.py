import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from beffroi.report import parking_page
from beffroi.study.parking_search import run
from beffroi.study.parking_searched import Asked, Searched
from tests.towns import parking_square


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("search")


@pytest.fixture(scope="module")
def done(folder: Path) -> Searched:
    lines = [f"w{1000 + k}:right;{hour};{share}" for k in range(40)
             for hour, share in (("9 h", 0.4 + k / 100), ("11 h", 0.6 + k / 100))]  # fmt: skip
    (folder / "o.csv").write_text("place_id;heure;occupation\n" + "\n".join(lines[:-4]))
    asked = Asked(str(folder / "o.csv"), "11 h", "0.002,47.002")
    return run(*parking_square.written(folder), folder / "out", asked, parking_page.write)


def test_the_page_is_whole_and_asks_for_nothing(done: Searched, folder: Path) -> None:
    page = (folder / "out/index.html").read_text(encoding="utf-8")

    assert done.files[0] == "index.html"
    assert "default-src 'none'" in page
    assert not re.search(r'(?:src|href)="https?://[^"]*\.(?:js|css|png)', page)
    assert page.count("<section") == page.count("</section>") == 7
    assert ">nan" not in page
    assert len(re.findall(r' id="([^"]+)"', page)) == len(set(re.findall(r' id="([^"]+)"', page)))


def test_what_is_free_and_near_is_said_with_its_bounds(done: Searched) -> None:
    rows = list(parking_page.near(done))
    said = [name.en for name, _, _ in parking_page.cards(done)]

    assert rows
    assert all("–" in cells[-1].en for _, cells in rows)
    assert any("within 5 minutes" in name for name in said)
    assert any("not known" in words.en for words in parking_page.unknowns(done))


@pytest.mark.browser
@pytest.mark.usefixtures("done")
def test_the_slider_moves_the_hours_on_a_phone(browsers: dict[str, Browser], folder: Path) -> None:
    page = browsers["blind"].new_page(viewport={"width": 390, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((folder / "out/index.html").as_uri())
    first = page.locator("[data-place='0']").get_attribute("class")

    page.locator("#hour").focus()
    page.keyboard.press("ArrowLeft")

    assert (first, page.locator("[data-place='0']").get_attribute("class")) == (
        "h-place h-fair", "h-place h-calm")  # fmt: skip
    assert page.locator("#hour-told").inner_text() == "9 h"
    assert page.locator("th.now").inner_text() == "9 h"
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    assert said == []
    page.close()
