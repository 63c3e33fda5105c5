"""The report as a reader meets it: in a real browser, by day and night, wide and narrow."""

import pytest

from tests.report import twin
from tests.report.conftest import Opened, Opener

pytestmark = pytest.mark.browser

HOSTILE = (
    '</script><script>document.title="hacked"</script><img src=x onerror="document.title=1">\'"'
)


def test_a_report_asks_nothing_of_any_network(opener: Opener) -> None:
    report = opener()

    report.wait_for_map()

    asked = [url for url in report.asked if not url.startswith("blob:null/")]
    assert asked == [report.page.url]
    assert report.said == []


def test_the_map_shows_what_it_draws(opener: Opener) -> None:
    report = opener()

    report.wait_for_map()

    drawn = report.page.evaluate(
        "() => [...new Set(atlas.beffroiMap"
        ".queryRenderedFeatures().map((feature) => feature.source))].sort()"
    )
    assert {"streets", "buildings", "trading", "vacant", "water", "perimeter"} <= set(drawn)
    assert report.page.locator(".plan").is_hidden()


def test_the_map_is_not_one_flat_colour(opener: Opener) -> None:
    report = opener()
    report.wait_for_map()

    with_all = report.page.locator("#live").screenshot()
    for box in report.page.locator(".legend input").all():
        box.uncheck()
    report.page.evaluate("() => new Promise((done) => atlas.beffroiMap.once('idle', done))")
    with_none = report.page.locator("#live").screenshot()

    assert len(with_none) < len(with_all)


def test_a_layer_is_switched_from_the_keyboard(opener: Opener) -> None:
    report = opener()
    report.wait_for_map()

    report.page.locator("[data-group=trading]").focus()
    report.page.keyboard.press("Space")

    visibility = "() => atlas.beffroiMap.getLayoutProperty('trading', 'visibility')"
    assert report.page.evaluate(visibility) == "none"


def test_a_click_says_what_is_known_of_a_shop(opener: Opener) -> None:
    report = opener()
    report.wait_for_map()

    click_on_the_first_shop(report)

    told = report.page.locator(".maplibregl-popup-content").inner_text()
    assert "Boulangerie du Beffroi" in told
    assert "boulangerie" in told


def click_on_the_first_shop(report: Opened) -> None:
    east, north = twin.at(0.5, 2.1)
    place = report.page.evaluate(
        "(at) => { const p = atlas.beffroiMap.project(at); return [p.x, p.y]; }",
        [east, north],
    )
    report.page.locator("#live").click(position={"x": place[0], "y": place[1]})


def test_a_hostile_name_is_only_a_name(opener: Opener) -> None:
    layers = twin.layers(shop_name=HOSTILE)
    layers["streets"]["name"] = HOSTILE
    study = twin.study(name=HOSTILE, layers=layers)
    report = opener(study)
    report.wait_for_map()

    click_on_the_first_shop(report)

    assert HOSTILE in report.page.locator(".maplibregl-popup-content").inner_text()
    assert report.page.title().startswith(HOSTILE)
    assert report.page.locator("img").count() == 0
    assert report.said == []


def test_without_webgl_the_plan_takes_the_place_of_the_map(opener: Opener) -> None:
    report = opener(browser="blind")

    assert report.page.locator(".plan").is_visible()
    assert report.page.locator("#live").is_hidden()
    assert report.said == []


def test_without_javascript_the_plan_and_the_french_words_show(opener: Opener) -> None:
    report = opener(java_script_enabled=False)

    assert report.page.locator(".plan").is_visible()
    assert report.page.locator(".switch").is_hidden()
    assert report.page.locator("h2 >> text=En bref").is_visible()
    assert report.page.locator("noscript").count() == 1


def test_the_switch_turns_every_word_to_english(opener: Opener) -> None:
    report = opener()

    report.page.get_by_role("button", name="English").click()

    assert report.page.locator("html").get_attribute("lang") == "en"
    assert report.page.locator("span[lang=fr]:visible").count() == 0
    assert report.page.get_by_role("heading", name="In brief").is_visible()


def test_a_link_may_ask_for_english(opener: Opener) -> None:
    report = opener(anchor="#en")

    assert report.page.get_by_role("heading", name="Shops", exact=True).is_visible()


def test_a_finding_opens_onto_its_figure_and_its_source(opener: Opener) -> None:
    report = opener()
    heaviest = report.page.locator(".finding").first

    heaviest.locator("summary").focus()
    report.page.keyboard.press("Enter")

    proof = heaviest.locator(".proof").inner_text()
    assert "8,6" in proof
    assert "ODbL 1.0" in proof
    assert "0123456789ab" in proof


def test_the_first_key_leads_to_the_content(opener: Opener) -> None:
    report = opener()

    report.page.keyboard.press("Tab")
    report.page.keyboard.press("Enter")

    assert report.page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("anchor", ["", "#en"])
def test_nothing_sticks_out_of_the_page(opener: Opener, anchor: str) -> None:
    report = opener(anchor=anchor, browser="blind")
    report.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")

    needed = {width: needed_width(report, width) for width in (360, 390, 768, 1280, 1920)}

    assert needed == {width: width for width in needed}


def test_the_map_fits_a_phone(opener: Opener) -> None:
    report = opener(viewport={"width": 360, "height": 700})

    report.wait_for_map()

    assert report.page.evaluate("document.documentElement.scrollWidth") == 360


def needed_width(report: Opened, width: int) -> int:
    report.page.set_viewport_size({"width": width, "height": 800})
    return report.page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize(
    ("scheme", "paper"), [("light", "rgb(251, 250, 246)"), ("dark", "rgb(20, 23, 28)")]
)
def test_the_page_follows_day_and_night(opener: Opener, scheme: str, paper: str) -> None:
    report = opener(color_scheme=scheme)

    assert report.page.evaluate("getComputedStyle(document.body).backgroundColor") == paper


def test_print_shows_the_plan_and_every_proof(opener: Opener) -> None:
    report = opener()
    report.wait_for_map()

    report.page.emulate_media(media="print")
    report.page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert report.page.locator(".plan").is_visible()
    assert report.page.locator("#live").is_hidden()
    assert report.page.locator(".switch").is_hidden()
    hidden = report.page.locator(".finding .card:not(:visible), .exhibit table:not(:visible)")
    assert hidden.count() == 0


def test_a_report_prints_to_a_document_of_some_pages(opener: Opener) -> None:
    report = opener()

    printed = report.page.pdf(prefer_css_page_size=True)

    assert printed.startswith(b"%PDF")
    assert 2 <= printed.count(b"/Type /Page\n") <= 12


def test_a_need_leads_to_its_findings_and_to_its_place_on_the_map(opener: Opener) -> None:
    report = opener()
    report.wait_for_map()
    page = report.page
    need = page.locator("#need-fill-vacant-premises")
    need.locator("summary").click()

    need.locator(".evidence a").first.click()
    opened = page.locator(f"[id='finding-{twin.FINDINGS[0].id}']").get_attribute("open")
    need.locator(".show-layers").click()

    assert opened is not None
    assert page.locator("[data-group=vacant]").is_checked()
    assert not page.locator("[data-group=car-park]").is_checked()


def test_where_there_is_no_live_map_no_button_points_at_it(opener: Opener) -> None:
    report = opener(browser="blind")

    report.page.locator("#need-fill-vacant-premises summary").click()

    assert report.page.locator(".show-layers").is_hidden()
