"""The page of a register of premises."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from beffroi.report import commerce_register_page as page
from beffroi.study import commerce_register
from beffroi.study.commerce_register import Asked, Register
from tests.study.test_commerce_register import files  # noqa: F401  # a fixture


@pytest.fixture(scope="module")
def made(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Register:  # noqa: F811
    out = tmp_path_factory.mktemp("page") / "out"
    asked = Asked(files / "map.osm", files / "StockEtablissement_utf8.csv",
                  files / "StockEtablissementHistorique_utf8.csv", commune="35236")  # fmt: skip
    whole = commerce_register.run(asked, out, page=page.write)
    assert (out / "index.html").is_file()
    return whole


def test_the_page_stands_alone_and_says_who_knows_what(made: Register) -> None:
    html = page.rendered(made)

    assert made.files[0] == "index.html"
    assert "default-src 'none'" in html
    assert html.count("<section") == html.count("</section>") == 5
    assert ">nan" not in html
    assert not re.search(r'(?:src|href)="https?://[^"]*\.(?:js|css|png)', html)
    assert {name.en: value.en for name, value, _ in page.cards(made)} == {
        "Trading": "3", "Vacant": "1", "State unknown": "1", "To look at": "0",
    }  # fmt: skip
    assert {name.en: cells[0].en for name, cells in page.source_rows(made)} == {
        "OpenStreetMap": "2", "OpenStreetMap, SIRENE": "2", "SIRENE": "1",
    }  # fmt: skip


def test_names_that_are_code_are_shown_and_not_run(made: Register) -> None:
    html = page.rendered(made)

    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_vacant_premises_say_who_was_there_and_who_came_next(made: Register) -> None:
    names = [name.en for name, _ in page.premises_rows(made)]
    rows = {name.en: cells for name, cells in page.succession_rows(made)}

    assert "formerly MORIN" in names
    assert rows["MORIN"][2].en == "1 July 2019"
    assert rows["MORIN"][3].en == "–"


def test_a_map_that_marks_no_vacancy_leaves_it_unknown(made: Register) -> None:
    trading = made.premises[made.premises["state"] == "trading"]
    cards = {name.en: value.en for name, value, _ in page.cards(replace(made, premises=trading))}

    assert cards["Vacant"] == "unknown"


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits_a_phone_and_runs_no_name(
    browsers: dict[str, Browser], made: Register, tmp_path: Path, width: int
) -> None:
    page.write(made, tmp_path / "index.html")
    tab = browsers["blind"].new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.on("pageerror", lambda error: said.append(str(error)))

    tab.goto((tmp_path / "index.html").as_uri())

    assert tab.evaluate("document.documentElement.scrollWidth") == width
    assert tab.locator("#premises tbody tr").count() == len(made.premises)
    assert said == []
    tab.close()
