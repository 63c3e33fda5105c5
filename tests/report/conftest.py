"""A browser for the tests of the report, where one is installed."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from beffroi.report.page import rendered
from beffroi.study.opened import Study
from tests.report import twin

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SANDBOXLESS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update",
               "--no-first-run")  # fmt: skip
DRAWING = ("--enable-unsafe-swiftshader", "--use-angle=swiftshader")
BLIND = ("--disable-gpu", "--disable-3d-apis")


@dataclass
class Opened:
    """A report open in a browser, with all that it asked for and complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def wait_for_map(self) -> None:
        self.page.locator("#atlas").scroll_into_view_if_needed()
        self.page.wait_for_selector("#atlas[data-ready=yes]", timeout=60_000)


Opener = Callable[..., Opened]


@pytest.fixture(scope="session")
def chromium() -> str:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium is installed")
    return found


@pytest.fixture(scope="session")
def browsers(chromium: str) -> Iterator[dict[str, Browser]]:
    """Two browsers: one that can draw in three dimensions, one that cannot."""
    with sync_playwright() as playwright:
        started = {
            name: playwright.chromium.launch(executable_path=chromium, args=[*SANDBOXLESS, *flags])
            for name, flags in (("drawing", DRAWING), ("blind", BLIND))
        }
        yield started
        for browser in started.values():
            browser.close()


@pytest.fixture(scope="session")
def ordinary() -> str:
    return rendered(twin.study())


def opened(browser: Browser, path: Path, anchor: str = "", **options: object) -> Opened:
    """Open a report that was written, and listen to what it asks and says."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    report = Opened(context.new_page())
    report.page.on("request", lambda request: report.asked.append(request.url))
    report.page.on("console", lambda message: report.said.append(message.text))
    report.page.on("pageerror", lambda error: report.said.append(str(error)))
    report.page.goto(path.as_uri() + anchor)
    return report


@pytest.fixture(scope="module")
def shared(
    browsers: dict[str, Browser], ordinary: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opened]:
    """The report of the twin town, its map drawn, for tests that leave it as they found it."""
    path = tmp_path_factory.mktemp("shared") / "index.html"
    path.write_text(ordinary, encoding="utf-8")
    report = opened(browsers["drawing"], path)
    report.wait_for_map()
    yield report
    report.page.context.close()


@pytest.fixture
def opener(browsers: dict[str, Browser], ordinary: str, tmp_path: Path) -> Iterator[Opener]:
    """Open the report of a study, the twin town's if none is said, as a local file."""
    reports = []

    def asked(
        study: Study | None = None, *, browser: str = "drawing", anchor: str = "", **options: object
    ) -> Opened:
        path = tmp_path / "index.html"
        path.write_text(ordinary if study is None else rendered(study), encoding="utf-8")
        reports.append(opened(browsers[browser], path, anchor, **options))
        return reports[-1]

    yield asked
    for report in reports:
        report.page.context.close()
