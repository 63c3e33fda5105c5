"""The pages of catchment and footfall in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from beffroi.report import commerce_catchment_page, commerce_footfall_page
from beffroi.study import commerce_catchment, commerce_footfall
from beffroi.study.commerce_market import Asked
from tests.study.market_town import written
from tests.study.test_commerce_footfall import counts

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("maps")
    town = written(folder)
    asked = Asked(osm=town, origins=folder / "origins.csv")
    commerce_catchment.run(
        asked, commerce_catchment.Survey(new=None, evasion=0.2), folder / "catchment",
        page=commerce_catchment_page.write,
    )  # fmt: skip
    commerce_footfall.run(Asked(osm=town), folder / "footfall", counts=counts(folder, 6),
                          page=commerce_footfall_page.write)  # fmt: skip
    return {name: folder / name / "index.html" for name in ("catchment", "footfall")}


def opened(browser: Browser, path: Path, width: int) -> tuple[Page, list[str]]:
    said: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url)
            if request.url.startswith("http") else None)  # fmt: skip
    page.goto(path.as_uri())
    return page, said


@pytest.mark.parametrize("name", ["catchment", "footfall"])
def test_the_map_lives_asks_nothing_of_any_network_and_switches_layers(
    browsers: dict[str, Browser], pages: dict[str, Path], name: str
) -> None:
    page, said = opened(browsers["drawing"], pages[name], 1280)
    page.locator("#atlas").scroll_into_view_if_needed()
    page.wait_for_selector("#atlas[data-ready=yes]", timeout=60_000)
    boxes = page.locator("#atlas input[type=checkbox]")

    first = boxes.first
    first.uncheck()

    assert boxes.count() >= 3
    assert not first.is_checked()
    assert said == []
    page.close()


@pytest.mark.parametrize("name", ["catchment", "footfall"])
def test_a_phone_shows_all_without_scrolling_aside_in_both_languages(
    browsers: dict[str, Browser], pages: dict[str, Path], name: str
) -> None:
    page, said = opened(browsers["blind"], pages[name], 390)
    kicker = page.locator(".kicker")

    french = kicker.inner_text()
    page.locator("button[data-language=en]").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert kicker.inner_text() != french
    assert page.locator(".plan-frame svg").count() == 1
    assert said == []
    page.close()
