"""The public site as a person meets it: on a telephone, by keyboard, without scripts, by night."""

import datetime as dt
import itertools
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from beffroi.report.commerce_site import write
from tests.report import commerce_twin

pytestmark = pytest.mark.browser
TUESDAY_10H = "2026-07-07T10:00:00+02:00"
HOLIDAY_10H = "2026-07-14T10:00:00+02:00"
PAGES = ("index.html", "rues.html", "agenda.html", "horaires.html", "locaux-vacants.html",
         "a-propos.html", "commerces/osm-n1.html", "commerces/osm-n4.html", "commerces/osm-n5.html",
         "affiches/osm-n1.html", "many/horaires.html")  # fmt: skip
CONTRAST = """() => {
  const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const read = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const under = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = read(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const poor = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || !element.checkVisibility()) continue;
    if (element.closest("svg, script, .unseen, .skip, option")) continue;
    const colours = [read(getComputedStyle(element).color), under(element)];
    const [a, b] = colours.map(light).sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.push(text.slice(0, 40));
  }
  return poor;
}"""
TARGETS = """() => [...document.querySelectorAll("a, button, input, select, label:has(input)")]
  .filter((one) => one.checkVisibility() && !one.closest(".skip") && !one.matches("label input"))
  .filter((one) => !one.matches("p a") || one.closest("p").innerText === one.innerText)
  .map((one) => [one.textContent.trim().slice(0, 30), one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24)
  .map(([text, box]) => `${text} ${box.width}x${box.height}`)"""
LEVELS = """() => [...document.querySelectorAll("h1, h2, h3")]
  .filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1]))"""
LOADED = """() => [...document.querySelectorAll("script[src], link[rel=stylesheet]")]
  .map((one) => one.src || one.href)"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served") / "site"
    write(commerce_twin.made(), folder)
    write(commerce_twin.made(commerce_twin.MANY), folder / "many")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


Opener = Callable[..., Page]


@pytest.fixture
def opened(browsers: dict[str, Browser], address: str) -> Iterator[Opener]:
    """Open a page at a moment; what it complains of, or asks elsewhere, fails the test."""
    contexts, complaints = [], []

    def open_(path: str = "index.html", *, now: str = TUESDAY_10H, browser: str = "blind",
              **options: object) -> Page:  # fmt: skip
        context = browsers[browser].new_context(
            **{"viewport": {"width": 1280, "height": 900}, "timezone_id": "America/Cayenne",
               **options}
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: request.url.startswith((address, "blob:", "data:"))
                or complaints.append(request.url))  # fmt: skip
        page.on(
            "response", lambda response: response.status < 400 or complaints.append(response.url)
        )
        page.clock.set_fixed_time(dt.datetime.fromisoformat(now))
        page.goto(address + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def names(page: Page) -> list[str]:
    return page.locator("#shops a").all_inner_texts()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_can_be_read_by_all(opened: Opener, path: str, scheme: str) -> None:
    page = opened(path, viewport={"width": 390, "height": 800}, color_scheme=scheme)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(TARGETS) == []
    levels = page.evaluate(LEVELS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert page.locator("main").count() == 1
    assert page.title()
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.locator("img:not([alt]), svg[role=img]:not([aria-label])").count() == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))


def test_nothing_moves_once_it_is_shown(opened: Opener) -> None:
    page = opened()

    moved = page.evaluate(
        """() => new Promise((done) => { let sum = 0;
        const added = (list) => list.getEntries().forEach((one) => { sum += one.value; });
        new PerformanceObserver(added).observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => done(sum))); })"""
    )

    assert moved < 0.1


def test_the_first_page_weighs_little(opened: Opener) -> None:
    page = opened()

    names = page.evaluate(LOADED)
    weights = [len(page.request.get(name).body()) for name in [page.url, *names]]

    assert len(weights) == 6
    assert sum(weights) < 60_000
    assert not any("maplibre" in name for name in names)


def test_what_is_open_follows_the_clock_of_the_town(opened: Opener) -> None:
    page = opened()

    told = dict(zip(names(page), page.locator("#shops .state").all_inner_texts(), strict=True))

    bakery = told["Au Fournil d’Élise"].replace("\u202f", " ")
    assert bakery == "Ouvert jusqu’à 13 h 30"
    assert told["Le Bar de nuit"].startswith("Fermé, ouvre jeudi à 18")
    assert told["Cabinet de massage"] == "À vérifier auprès du commerce"
    assert told["coiffeur"] == "Horaires inconnus"


def test_on_14_july_who_says_so_is_closed_and_who_says_nothing_is_to_be_asked(
    opened: Opener,
) -> None:
    page = opened(now=HOLIDAY_10H)

    told = dict(zip(names(page), page.locator("#shops .state").all_inner_texts(), strict=True))

    assert told["Chaussures Martin"].startswith("Fermé, ouvre demain")
    assert told["Au Fournil d’Élise"].startswith("Ouvert jusqu")
    assert told["Pharmacie du Port"] == "À vérifier auprès du commerce"


def test_a_bar_is_open_after_midnight(opened: Opener) -> None:
    page = opened("commerces/osm-n6.html", now="2026-07-11T01:30:00+02:00")

    assert page.locator(".state.big").inner_text().replace("\u202f", " ") == "Ouvert jusqu’à 2 h"
    assert page.locator("tr.today th").inner_text() == "samedi"


@pytest.mark.parametrize(
    ("week", "now", "expected"),
    [
        # Monday 6 July 2026 is day 20640 from 1970; minutes of that week's days.
        ([[[0, 1440]]] * 7, (20641, 600), {"state": "open", "always": True}),
        ([[[0, 1440]]] * 2 + [[]] * 5, (20640, 600), {"state": "open", "until": 2880}),
        ([[[1080, 1440]], [[0, 120]], *[[]] * 5], (20640, 1200), {"state": "open", "until": 1560}),
        ([[[1080, 1560]], *[[]] * 6], (20641, 100), {"state": "open", "until": 120}),
        ([[[540, 720]], *[[]] * 6], (20640, 720),
         {"state": "closed", "days": 7, "weekday": 0, "from": 540}),
        ([[[540, 720], [840, 1140]], *[[]] * 6], (20640, 800),
         {"state": "closed", "days": 0, "weekday": 0, "from": 840}),
        ([[]] * 7, (20640, 800), {"state": "closed"}),
        ([[[540, 720]]] * 7, (20639, 800), {"state": "stale"}),
        ([[[540, 720]]] * 7, (20654, 800), {"state": "stale"}),
    ],
)  # fmt: skip
def test_the_state_of_a_shop_is_worked_out_of_its_week(
    opened: Opener, week: list[list[list[int]]], now: tuple[int, int], expected: dict[str, object]
) -> None:
    page = opened("a-propos.html")

    found = page.evaluate(
        """([week, day, minute]) => site.status({ w: week, c: {}, m: {} },
        { first: 20640, n: 14 }, { day, minute })""",
        [week, *now],
    )

    assert found == expected


def test_a_page_of_another_season_says_so(opened: Opener) -> None:
    page = opened("commerces/osm-n1.html", now="2027-03-01T10:00:00+01:00")

    assert "Horaires calculés en" in page.locator(".state.big").inner_text()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("boulangrie", "Au Fournil d’Élise"), ("FOURNIL elise", "Au Fournil d’Élise"),
        ("chausures", "Chaussures Martin"), ("pharmcaie", "Pharmacie du Port"),
        ("duguay trouin", "Pharmacie du Port"), ("bakery", "Au Fournil d’Élise"),
        ("coif", "coiffeur"), ("cofieur", "coiffeur"),
    ],
)  # fmt: skip
def test_search_forgives_accents_and_faults(opened: Opener, typed: str, found: str) -> None:
    page = opened()

    page.fill("#q", typed)
    page.locator("#count", has_text="trouvé").wait_for()

    assert names(page)[0] == found


def test_a_word_that_nothing_bears_finds_nothing(opened: Opener) -> None:
    page = opened()

    page.fill("#q", "quincaillerie")
    page.locator("#count", has_text="trouvé").wait_for()

    assert names(page) == []
    assert page.locator("#count").inner_text() == "0 commerce trouvé."


def test_filters_by_moment_family_and_street(opened: Opener) -> None:
    page = opened()

    page.check("[value=now]")
    assert names(page) == ["Au Fournil d’Élise", "Chaussures Martin", "Pharmacie du Port"]
    assert "2 autres ont des horaires inconnus" in page.locator("#count").inner_text()
    page.check("[value=sunday]")
    assert names(page) == ["Au Fournil d’Élise"]
    page.check("[value=lunch]")
    assert names(page) == ["Au Fournil d’Élise", "Pharmacie du Port"]
    page.check("[name=when][value='']")
    page.select_option("#street", label="Grande Rue")
    assert names(page) == ["Au Fournil d’Élise", "Chaussures Martin", "Le Bar de nuit"]
    page.select_option("#family", label="Équipement de la personne")
    assert names(page) == ["Chaussures Martin"]


def test_everything_is_there_without_scripts(opened: Opener) -> None:
    page = opened(java_script_enabled=False)

    assert len(names(page)) == 7
    assert not page.locator("#search").is_visible()
    assert not page.locator(".switch").is_visible()
    page.click("text=Au Fournil d’Élise")
    page.locator(".week").wait_for()
    page.wait_for_load_state()
    tuesday = page.locator(".week tr").nth(1).inner_text()
    assert " ".join(tuesday.split()) == "mardi 7 h –\u2060 13 h 30"
    assert page.locator("text=mardi 14 juillet 2026").is_visible()


def test_english_is_kept_from_page_to_page(opened: Opener) -> None:
    page = opened()

    page.click("[data-language=en]")
    page.click("text=Au Fournil d’Élise")
    page.locator(".state.big", has_text="until").wait_for()

    assert page.locator(".state.big").inner_text() == "Open until 13:30"
    assert page.locator("h2").first.inner_text() == "Opening hours"


def test_the_keyboard_reaches_all_and_is_seen(opened: Opener) -> None:
    page = opened()

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.locator("[value=now]").is_checked()
    assert len(names(page)) == 3


def test_wicked_names_run_nothing_in_lists_that_scripts_make(opened: Opener) -> None:
    page = opened()

    page.fill("#q", "onerror")
    page.locator("#count", has_text="trouvé").wait_for()

    assert page.locator("#shops img, #shops script").count() == 0
    assert "onerror" in names(page)[0]


def test_the_map_is_fetched_when_asked_for_and_leads_to_shops(opened: Opener) -> None:
    page = opened(browser="drawing")

    page.click("#open-map")
    page.wait_for_selector("#map[data-ready=yes]", timeout=60_000)
    spot = page.evaluate(
        """() => { const map = document.getElementById("map").siteMap;
        const { x, y } = map.project([-2.085, 47.651]);
        const box = map.getCanvas().getBoundingClientRect();
        return [box.x + x, box.y + y]; }"""
    )
    page.mouse.click(*spot)

    assert page.locator(".maplibregl-popup a").get_attribute("href") == "commerces/osm-n1.html"


def test_a_window_sheet_prints_on_one_a4_and_one_a5(opened: Opener, tmp_path: Path) -> None:
    page = opened("affiches/osm-n1.html")

    printed = page.pdf(prefer_css_page_size=True, print_background=True)

    boxes = [part.split(b"]")[0] for part in printed.split(b"/MediaBox [")[1:]]
    sizes = [tuple(round(float(n) / 72 * 25.4) for n in box.split()[2:]) for box in boxes]
    assert sizes == [(210, 297), (148, 210)]
