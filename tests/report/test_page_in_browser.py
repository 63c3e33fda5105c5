"""The report as a reader meets it: in a real browser, by day and night, wide and narrow."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from beffroi.foundation.language import Words
from beffroi.report import network_page
from beffroi.territory.exhibit import Field
from tests.report import twin
from tests.report.conftest import Opened, Opener
from tests.report.test_network_page import built

pytestmark = pytest.mark.browser

HOSTILE = (
    '</script><script>document.title="hacked"</script><img src=x onerror="document.title=1">\'"'
)


def test_a_report_asks_nothing_of_any_network(shared: Opened) -> None:
    asked = [url for url in shared.asked if not url.startswith("blob:null/")]
    assert asked == [shared.page.url.split("#")[0]]
    assert shared.said == []


def test_the_map_shows_what_it_draws(shared: Opened) -> None:
    drawn = shared.page.evaluate(
        "() => [...new Set(atlas.beffroiMap"
        ".queryRenderedFeatures().map((feature) => feature.source))].sort()"
    )
    assert {"streets", "buildings", "trading", "vacant", "water", "perimeter"} <= set(drawn)
    assert shared.page.locator(".plan").is_hidden()


def test_the_map_is_not_one_flat_colour(shared: Opened) -> None:
    with_all = shared.page.locator("#live").screenshot()
    ticked = shared.page.evaluate(
        "() => { const boxes = [...document.querySelectorAll('.legend input:checked')];"
        " boxes.forEach((box) => box.click()); window.ticked = boxes; return boxes.length; }"
    )
    shared.page.evaluate(IDLE)
    with_none = shared.page.locator("#live").screenshot()

    assert ticked > 5
    assert shared.page.locator(".legend input:checked").count() == 0
    assert len(with_none) < len(with_all)

    shared.page.evaluate("() => window.ticked.forEach((box) => box.click())")
    shared.page.evaluate(IDLE)
    assert shared.page.locator(".legend input:checked").count() == ticked


IDLE = """() => new Promise((done) => {
  atlas.beffroiMap.once('idle', done);
  atlas.beffroiMap.triggerRepaint();
})"""


def test_a_layer_is_switched_from_the_keyboard(shared: Opened) -> None:
    visibility = "() => atlas.beffroiMap.getLayoutProperty('trading', 'visibility')"
    shared.page.locator("[data-group=trading]").focus()

    shared.page.keyboard.press("Space")
    assert shared.page.evaluate(visibility) == "none"

    shared.page.keyboard.press("Space")
    assert shared.page.evaluate(visibility) != "none"


def test_a_click_says_what_is_known_of_a_shop(shared: Opened) -> None:
    click_on_the_first_shop(shared)

    popup = shared.page.locator(".maplibregl-popup-content")
    told = popup.inner_text()
    assert "Boulangerie du Beffroi" in told
    assert "boulangerie" in told

    shared.page.locator(".maplibregl-popup-close-button").click()
    assert popup.count() == 0


def click_on_the_first_shop(report: Opened) -> None:
    report.page.locator("#atlas").scroll_into_view_if_needed()
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
    report = opener(study, viewport={"width": 640, "height": 600})
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


def test_the_switch_turns_every_word_and_the_title_to_english_and_back(shared: Opened) -> None:
    french = shared.page.title()
    shared.page.get_by_role("button", name="English").click()

    assert shared.page.locator("html").get_attribute("lang") == "en"
    assert shared.page.locator("span[lang=fr]:visible").count() == 0
    assert shared.page.get_by_role("heading", name="In brief").is_visible()
    assert french == "Redon – étude de centre-ville – Beffroi"
    assert shared.page.title() == "Redon – town-centre study – Beffroi"

    shared.page.get_by_role("button", name="Français").click()
    assert shared.page.title() == french
    assert shared.page.locator("span[lang=en]:visible").count() == 0


def test_a_link_may_ask_for_english(opener: Opener) -> None:
    report = opener(anchor="#en", browser="blind")

    assert report.page.get_by_role("heading", name="Shops", exact=True).is_visible()


def test_a_finding_opens_onto_its_figure_and_its_source(opener: Opener) -> None:
    report = opener(browser="blind")
    heaviest = report.page.locator(".finding").first

    heaviest.locator("summary").focus()
    report.page.keyboard.press("Enter")

    proof = heaviest.locator(".proof").inner_text()
    assert "8,6" in proof
    assert "ODbL 1.0" in proof
    assert "0123456789ab" in proof


def test_the_first_key_leads_to_the_content(opener: Opener) -> None:
    report = opener(browser="blind")

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
    report = opener(color_scheme=scheme, browser="blind")

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
    report = opener(browser="blind")

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
    page.locator(f"[id='finding-{twin.FINDINGS[0].id}'][open]").wait_for()
    need.locator(".show-layers").click()

    assert page.locator("[data-group=vacant]").is_checked()
    assert not page.locator("[data-group=car-park]").is_checked()


def test_where_there_is_no_live_map_no_button_points_at_it(opener: Opener) -> None:
    report = opener(browser="blind")

    report.page.locator("#need-fill-vacant-premises summary").click()

    assert report.page.locator(".show-layers").is_hidden()


def test_no_label_sticks_out_of_its_chart_even_in_a_wide_font(opener: Opener) -> None:
    name = Words("Équipement de la personne", "Clothing and accessories")
    rows = ((name, 2400.0), (Words("Autres", "Others"), 1.0))
    report = opener(twin.study(exhibits=(replace(twin.TRADES, rows=rows),)), browser="blind")

    report.page.evaluate(
        "document.styleSheets[0].insertRule('.chart text { letter-spacing: 1px }')"
    )

    assert report.page.evaluate(STICKING_OUT) == []


def test_on_a_phone_tables_hold_in_the_page_and_charts_are_legible(opener: Opener) -> None:
    name = Words("Équipement de la personne et de la maison, y compris la literie", "Clothing")
    bars = replace(twin.TRADES, id="commerce.long", rows=((name, 2400.0), (name, 1.0)))
    columns = tuple(Field(f"c{n}", Words(f"Colonne {n}", f"Column {n}"), "shop") for n in range(9))
    wide = replace(twin.TRADES, id="commerce.wide", shape="table",
                   fields=(twin.TRADES.fields[0], *columns),
                   rows=((name, *[1200.0] * 9),))  # fmt: skip
    report = opener(twin.study(exhibits=(bars, wide)), browser="blind",
                    viewport={"width": 390, "height": 800})  # fmt: skip

    assert report.page.evaluate(TOO_WIDE) == []
    assert min(report.page.evaluate(LETTERS)) >= 11


TOO_WIDE = """() => [...document.querySelectorAll('.exhibit-table, .peers')]
  .filter((table) => table.checkVisibility() && table.getBoundingClientRect().right > innerWidth)
  .map((table) => table.textContent)"""
LETTERS = """() => [...document.querySelectorAll('.chart text')]
  .filter((text) => text.checkVisibility())
  .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"""
STICKING_OUT = """() => [...document.querySelectorAll('.chart svg')].flatMap((svg) => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.width && (box.left < frame.left - 0.5 || box.right > frame.right + 0.5);
  }).map((text) => text.textContent);
})"""


def test_names_are_drawn_over_the_marks_and_walks_under_the_streets(shared: Opened) -> None:
    order = shared.page.evaluate("() => atlas.beffroiMap.getStyle().layers.map(({ id }) => id)")

    assert order.index("minutes-5") < order.index("water") < order.index("edge-street")
    assert order.index("trading") < order.index("names") < order.index("main-name")
    kinds = "() => ['minutes-5', 'minutes-15'].map((id) => atlas.beffroiMap.getLayer(id).type)"
    assert shared.page.evaluate(kinds) == ["fill", "fill"]


def test_a_wide_map_opens_on_its_centre(opener: Opener) -> None:
    view = twin.table(geometry=[twin.square(1.5, 1.5, 1)])
    report = opener(twin.study(layers={**twin.layers(), "view": view}))
    report.wait_for_map()

    west, east = report.page.evaluate(
        "() => [atlas.beffroiMap.getBounds()].flatMap((seen) => [seen.getWest(), seen.getEast()])"
    )

    assert twin.at(0.5, 0)[0] < west < twin.at(1.5, 0)[0]
    assert twin.at(2.5, 0)[0] < east < twin.at(3.5, 0)[0]
    assert report.page.locator("text=dont on voit ici le centre").count() == 1


def test_stops_shrink_as_the_map_goes_away(shared: Opened) -> None:
    radius = shared.page.evaluate(
        "() => atlas.beffroiMap.getPaintProperty('stop', 'circle-radius')"
    )

    far, middle, near = (radius[k][1] for k in (4, 6, 8))
    assert radius[3] == 10
    assert far < 1 < middle < near


@pytest.mark.parametrize("width", [1280, 1920])
def test_a_date_holds_in_one_line(opener: Opener, width: int) -> None:
    figures = (replace(twin.FIGURES[2], date="2026-09-01"), *twin.FIGURES[3:])
    report = opener(twin.study(figures=figures), browser="blind",
                    viewport={"width": width, "height": 800})  # fmt: skip

    lines = report.page.evaluate(
        "() => [...document.querySelectorAll('td.date')].filter((cell) => cell.offsetWidth)"
        ".map((cell) => { const text = document.createRange(); text.selectNodeContents(cell);"
        " return [new Set([...text.getClientRects()].filter((box) => box.width)"
        ".map((box) => box.top)).size, cell.scrollWidth <= cell.clientWidth + 1]; })"
    )

    assert lines
    assert all(line == [1, True] for line in lines)


def test_the_rule_of_the_footer_is_as_wide_as_the_content(opener: Opener) -> None:
    report = opener(browser="blind")

    wide = "(name) => document.querySelector(name).getBoundingClientRect().width"
    assert report.page.evaluate(wide, "footer p") == report.page.evaluate(wide, "#town")


def test_on_paper_a_finding_stands_with_its_first_card(opener: Opener) -> None:
    report = opener(browser="blind", viewport={"width": 680, "height": 900})
    report.page.emulate_media(media="print")

    kept = report.page.evaluate(
        "() => [getComputedStyle(document.querySelector('.finding > summary')).breakAfter,"
        " getComputedStyle(document.querySelector('.proof')).display,"
        " getComputedStyle(document.querySelector('.proof .card')).breakInside]"
    )

    assert kept == ["avoid", "block", "avoid"]


@pytest.mark.parametrize("width", [390, 1280])
def test_requirements_scroll_in_a_box_and_keep_their_names_in_sight(
    opener: Opener, width: int
) -> None:
    """As wide as ten solutions: the page does not move, the first column stays."""
    kept = twin.PROPOSAL.kept[0]
    many = tuple(replace(kept, id=f"s{n}", name=Words("Une solution", f"Solution {n}"))
                 for n in range(14))  # fmt: skip
    verdict = Words("inconnu", "unknown: nobody said")
    row = (Words("Accessibilité numérique", "Digital accessibility"), (verdict,) * len(many))
    proposal = replace(twin.PROPOSAL, kept=many, compliance=(row,))
    viewport = {"width": width, "height": 900}
    page = opener(twin.study(proposals=(proposal,)), viewport=viewport).page

    page.locator(".matrix > summary").first.click()
    seen = page.evaluate(
        "() => { const table = document.querySelector('.compliance'),"
        " box = table.parentElement; box.scrollLeft = 400;"
        " const first = table.querySelector('tbody th').getBoundingClientRect();"
        " return [document.documentElement.scrollWidth, box.scrollLeft,"
        " first.left - box.getBoundingClientRect().left]; }"
    )

    assert seen[0] == width
    assert seen[1] == 400
    assert abs(seen[2]) < 2


def test_a_network_holds_within_a_narrow_screen_in_the_colours_of_its_lines(
    browsers: dict[str, Browser], tmp_path: Path
) -> None:
    network_page.write(built(), tmp_path / "index.html")
    page = browsers["drawing"].new_page(viewport={"width": 390, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((tmp_path / "index.html").as_uri())

    Opened(page).wait_for_map()

    colours = page.evaluate(
        "() => atlas.beffroiMap.queryRenderedFeatures({ layers: ['informal_lines'] })"
        ".map((one) => one.layer.paint['line-color'].toString())"
    )
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    assert set(colours) == {"rgba(11,95,165,1)"}
    assert said == []
    page.close()
