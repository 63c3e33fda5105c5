"""The page of vitality: what is known with its bounds, what is not said to be unknown."""

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser

from beffroi.report import commerce_vitality_page as page
from beffroi.study.commerce_lives import Registers
from beffroi.study.commerce_vitality import Asked, Vitality, vitality
from beffroi.study.commerce_vitality_files import as_json, told
from tests.study import commerce_street as street


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Vitality:
    folder = tmp_path_factory.mktemp("street")
    premises = street.write(folder)
    registers = Registers(folder / "sirene.csv", folder / "sirene-historique.csv")
    return vitality(Asked(premises, registers=registers, inhabitants=3_000))


@pytest.fixture(scope="module")
def html(made: Vitality, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "index.html"
    page.write(made, path)
    return path.read_text("utf-8")


def test_the_page_is_whole_and_asks_nothing_of_any_network(html: str) -> None:
    assert "default-src 'none'" in html
    assert html.count("<section") == html.count("</section>") == 8
    assert ">nan" not in html
    assert not re.search(r'(?:src|href)="https?://[^"]*\.(?:js|css|png)', html)


def test_names_from_files_are_escaped(html: str) -> None:
    assert "<b>Chez</b>" not in html


def test_cards_say_shares_with_their_bounds(made: Vitality) -> None:
    said = {name.en: (value.en, aside.en) for name, value, aside in page.cards(made)}

    assert said["Vacant premises"] == ("12%", "3 of 24; 4.3% to 31%")
    assert said["Vacant for over two years"][0] == "100%"
    assert said["Runs of three vacant fronts or more"][0] == "1"
    assert said["Trading shops for 1,000 inhabitants"][0] == "7.0"


def test_vacancy_stands_beside_dated_marks(made: Vitality) -> None:
    gauges = {one.name.en: one for one in page.gauges(made)}

    assert [value.en for _, value, _ in gauges["Vacant premises"].marks][:3] == [
        "0% to 5%", "7.5%", "10%",
    ]  # fmt: skip
    assert all(mark.valid_from for one in gauges.values() for _, _, mark in one.marks)


def test_streets_runs_and_unlucky_premises_are_told(made: Vitality) -> None:
    assert page.vacancy_rows(made.streets)[0][0].en == "Rue Haute"
    assert page.run_rows(made)[0][1][0].en == "3"
    assert page.unlucky_rows(made)[0][0].en == "6 RUE HAUTE"
    head, rows = page.mover_rows(made)[0]
    assert head.en == "Street"
    assert [cell.en for cell in rows[0][1]] == ["21", "4", "6", "−2"]


def test_limits_tell_of_the_dead_that_pass_for_alive(made: Vitality) -> None:
    said = " ".join(words.en for words in page.limits(made))

    assert "still pass for open" in said
    assert "neither that they belong to a chain" in said


def test_without_a_past_or_a_survey_the_page_says_unknown(tmp_path: Path) -> None:
    premises = street.write(tmp_path, state="trading", vacant_since=None)
    bare = vitality(Asked(premises))

    said = {name.en: value.en for name, value, _ in page.cards(bare)}
    text = page.rendered(replace(bare, files=("vitality.json",)))

    assert said["Vacant premises"] == "unknown"
    assert 'id="lives"' not in text
    assert "Aucun local vacant n’est connu" in text
    assert isinstance(bare.premises, pd.DataFrame)


@pytest.mark.browser
def test_the_page_fits_a_phone_in_english_and_its_map_lives(
    browsers: dict[str, Browser], html: str, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(html, "utf-8")
    page = browsers["drawing"].new_page(viewport={"width": 390, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((tmp_path / "index.html").as_uri())

    page.locator("[data-language=en]").click()
    page.locator("#atlas").scroll_into_view_if_needed()
    page.wait_for_selector("#atlas[data-ready=yes]", timeout=60_000)

    assert page.locator("h1").inner_text() == "premises.gpkg"
    assert page.locator("#lives h2").inner_text() == "How long shops last"
    assert page.locator("#exhibit-survival svg:visible").count() == 1
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    assert said == []
    page.close()


def _of_the_map(folder: Path, n_vacant: int) -> Vitality:
    states = ["vacant" if k < n_vacant else "trading" for k in range(street.SHOPS)]
    return vitality(Asked(street.write(folder, sources="osm", state=states)))


def test_a_floor_is_said_as_such_and_passes_for_no_favourable_town(tmp_path: Path) -> None:
    low = _of_the_map(tmp_path, 1)
    said = {name.en: (value.en, aside.en) for name, value, aside in page.cards(low)}

    assert said["Vacant premises"] == ("at least 4.2%", "1 of 24; no walk looked for the others")
    assert not {"Vacant premises", "Vacant metres of front"} & {
        one.name.en for one in page.gauges(low)
    }
    assert any("floor" in one.en for one in low.warnings)
    assert as_json(low)["vacancy"]["minimum"] is True
    assert any("at least 1 vacant: at least 4.2%" in one.en for one in told(low))
    assert not any("to" in one.en for one in told(low) if "vacant:" in one.en)


def test_a_floor_beyond_the_favourable_mark_stands_there_without_an_upper_bound(
    tmp_path: Path,
) -> None:
    gauges = {one.name.en: one for one in page.gauges(_of_the_map(tmp_path, 4))}

    assert gauges["Vacant premises"].value.en == "at least 17%"
    assert gauges["Vacant premises"].interval.en == ""


def test_a_walk_makes_the_vacancy_no_floor(made: Vitality) -> None:
    assert not made.whole.minimum
    assert "floor" not in " ".join(one.en for one in made.warnings)
