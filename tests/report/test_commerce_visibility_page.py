"""The pages of the visibility of shops."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from beffroi.report import commerce_visibility_page as page
from beffroi.study.commerce_visibility import Audit, run
from tests.study.test_commerce_visibility import MAP, drawn


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Audit, Path]:
    place = tmp_path_factory.mktemp("visibility")
    declared = place / "declared.csv"
    declared.write_text("identifiant;carte_bancaire;partant\nosm:n5;oui;non\n", encoding="utf-8")
    made = run(None, drawn(place, MAP), place / "out", date="2026-11-26", declared=declared,
               page=page.write)  # fmt: skip
    return made, place / "out"


def test_pages_are_written_with_names_that_run_nothing(folder: tuple[Audit, Path]) -> None:
    made, out = folder
    whole = (out / "index.html").read_text("utf-8") + (out / "sheets_01.html").read_text("utf-8")

    assert made.files[:2] == ("index.html", "sheets_01.html")
    assert "<script>alert(1)" not in whole
    assert "&lt;script&gt;alert(1)" in whole
    assert "default-src 'none'" in whole
    assert not re.search(
        r"\b(?:nan|NaN)\b", re.sub(r"<script>.*?</script>", "", whole, flags=re.DOTALL)
    )
    assert not re.search(r'(?:src|href)="https?://[^"]*\.(?:js|css|png)', whole)


def test_each_shop_leads_to_its_sheet(folder: tuple[Audit, Path]) -> None:
    made, out = folder
    links = {row["link"] for row in page.shops(made)}
    ids = re.findall(r'<article class="shop-sheet" id="([^"]+)"',
                     (out / "sheets_01.html").read_text("utf-8"))  # fmt: skip

    assert links == {f"sheets_01.html#{id_}" for id_ in ids}
    assert len(set(ids)) == len(made.scores) == 3


def test_what_nobody_knows_is_said_and_not_counted_as_nothing(folder: tuple[Audit, Path]) -> None:
    made, out = folder
    whole = (out / "index.html").read_text("utf-8")

    cards = {name.en: (value.en, aside.en) for name, value, aside in page.cards(made)}
    assert cards["Shops with a site that answers"] == ("0 to 100%", "0 do, 0 do not, 3 unknown")
    assert "nobody knows" in whole
    assert "Nobody knows which of" in whole or "nobody knows of" in whole


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["index.html", "sheets_01.html"])
def test_the_pages_fit_a_phone_and_a_desk(
    folder: tuple[Audit, Path], browsers: dict[str, Browser], width: int, name: str
) -> None:
    tab = browsers["blind"].new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto((folder[1] / name).as_uri())

    assert tab.evaluate("document.documentElement.scrollWidth") == width
    assert said == []
    assert tab.locator("h1").count() == 1
    tab.get_by_role("button", name="English").click()
    assert tab.get_by_text("What would bring most for a minute of work").first.is_visible()
    tab.close()


def test_a_shop_without_a_name_is_known_by_its_trade_and_address(tmp_path: Path) -> None:
    shops = """<node id="8" lat="47.6501" lon="-2.0751"><tag k="shop" v="bakery"/>
<tag k="addr:housenumber" v="12"/><tag k="addr:street" v="Rue du Port"/></node></osm>"""
    path = drawn(tmp_path, MAP.replace("</osm>", shops))
    made = run(None, path, tmp_path / "out", date="2026-11-26", page=page.write)
    names = {row["name"].fr for row in page.shops(made)}

    assert "boulangerie sans nom, 12 Rue du Port" in names
    assert not any("osm:" in name for name in names)
