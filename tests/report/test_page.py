import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from beffroi.foundation.language import Words
from beffroi.report.page import interval, is_web, rendered, write
from beffroi.study.solutions import Told
from beffroi.territory.need import Evidence
from tests.report import twin

VOID = {"meta", "br", "input", "img", "link", "hr"}


class Outline(HTMLParser):
    """What a page is made of: its tags, headings, ids, links and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.tags: list[str] = []
        self.scopes = 0
        self.open: list[str] = []
        self.unbalanced: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.scopes += tag == "th" and given.get("scope") in {"col", "row", "rowgroup"}
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given.get("href")))
        self.fetched += [str(given[key]) for key in ("src", "srcset", "data") if key in given]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)


@pytest.fixture(scope="module")
def page() -> str:
    return rendered(twin.study())


@pytest.fixture(scope="module")
def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    return parser


def test_the_page_fetches_nothing(outline: Outline) -> None:
    assert outline.fetched == []


def test_the_policy_forbids_every_address(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)

    assert policy is not None
    assert policy[1].startswith("default-src 'none';")
    assert "http" not in policy[1]
    assert "unsafe" not in policy[1]


def test_the_policy_runs_the_scripts_of_the_page_alone(page: str) -> None:
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)

    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page
    assert len(scripts) == 4


def test_headings_go_down_one_step_at_a_time(outline: Outline) -> None:
    assert outline.levels[0] == 1
    assert outline.levels.count(1) == 1
    steps = zip(outline.levels, outline.levels[1:], strict=False)
    assert all(following <= level + 1 for level, following in steps)


def test_every_link_inside_the_page_leads_somewhere(outline: Outline) -> None:
    inside = {link.removeprefix("#") for link in outline.links if link.startswith("#")}

    assert inside <= set(outline.ids)
    assert len(outline.ids) == len(set(outline.ids))


def test_every_element_is_closed(outline: Outline) -> None:
    assert outline.unbalanced == []
    assert outline.open == []


def test_every_table_has_a_caption_and_every_heading_cell_a_scope(outline: Outline) -> None:
    assert outline.tags.count("table") == outline.tags.count("caption") > 5
    assert outline.tags.count("th") == outline.scopes


def test_a_link_that_would_run_is_not_a_link(outline: Outline) -> None:
    leaving = {link for link in outline.links if not link.startswith("#")}

    assert leaving == {"https://www.openstreetmap.org", "https://a.example"}
    assert not is_web(twin.SURVEY.url)


def test_a_figure_opens_onto_its_interval_method_and_source(page: str) -> None:
    for part in (
        "8,6\u202f%",
        "4,6\u202f% – 15,5\u202f%",
        "Décompte\u00a0: un par un.",
        "ODbL 1.0",
    ):
        assert part in page


def test_sister_figures_share_a_row_of_heading_and_lose_nothing() -> None:
    sisters = tuple(
        replace(
            twin.figure(f"mobility.shops.{n}min", float(n), "shop"),
            name=Words(f"Commerces à {n} minutes", f"Shops within {n} minutes"),
            method=Words(f"Méthode {n % 2}.", f"Method {n % 2}."),
        )
        for n in (5, 10, 15)
    )

    page = rendered(twin.study(figures=sisters, findings=(), needs=()))

    family = page.partition('class="sisters"')[2].partition("</tbody>")[0]
    assert family.count("Commerces à") == 1
    assert family.count("30 avril 2019") == 1
    assert family.count('href="#source-') == 1
    assert family.count("Méthode 1.") == 2
    assert family.count("Méthode 0.") == 1
    for said in ("5 minutes", "10 minutes", "15 minutes", "15\u00a0commerces"):
        assert said in family


def test_numbers_of_objects_are_grouped_everywhere() -> None:
    stops = twin.layers()["stops"].iloc[[0] * 1227].reset_index(drop=True)

    page = rendered(twin.study(layers={**twin.layers(), "stops": stops}))

    assert '(<span lang="fr">1\u202f227</span><span lang="en">1,227</span>)' in page
    assert "(1227)" not in page


def test_a_count_has_no_interval() -> None:
    assert interval(twin.FIGURES[1]).fr == ""


def test_a_section_without_data_says_what_to_bring() -> None:
    page = rendered(twin.study(figures=(), exhibits=(), findings=(), layers={}))

    assert "ce qu’il faut apporter" in page
    assert "Les places de chaque parc." in page


def test_a_bare_study_has_no_empty_section() -> None:
    page = rendered(twin.bare_study())

    assert re.findall(r'<section id="(\w+)"', page) == ["town", "sources"]
    assert "<table" not in page
    assert '<ol class="sources"></ol>' not in page


def test_names_from_the_data_are_harmless() -> None:
    name = '</script><script>alert("1")</script>'
    study = twin.study(name=name, layers=twin.layers(shop_name=name))

    assert name not in rendered(study)


def test_the_same_study_is_laid_out_alike_twice(page: str) -> None:
    assert rendered(twin.study()) == page


def test_a_report_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "report" / "index.html"

    write(twin.bare_study(), path)

    assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")


def test_a_need_shows_both_sides_and_says_where_data_and_people_disagree() -> None:
    page = rendered(twin.study())

    assert 'id="need-fill-vacant-premises"' in page
    assert "agreement-data_not_people" in page
    assert "side-for" in page
    assert "side-against" in page
    assert "« Rien à louer. »" in page.replace("\u00a0", " ")


def test_a_long_table_beside_its_chart_is_folded() -> None:
    rows = tuple((f"rue {n}", float(n)) for n in range(9))

    long = rendered(twin.study(exhibits=(replace(twin.TRADES, rows=rows),)))
    short = rendered(twin.study(exhibits=(replace(twin.TRADES, rows=rows[:8]),)))

    assert 'class="beside"' in long
    assert 'class="beside"' not in short


def test_many_sources_of_a_figure_are_numbers_in_one_line() -> None:
    one = twin.figure("town.twin", 3.0, "shop")
    many = replace(one, sources=(twin.OSM, twin.GTFS, twin.SURVEY))

    page = rendered(twin.study(figures=(many,), findings=(), needs=(), exhibits=()))

    cell = page.split('class="origin">')[1].split("</td>")[0]
    assert cell.count("<a ") == 3
    assert "<br>" not in cell


def test_what_few_ask_for_is_not_said_to_be_asked_for() -> None:
    page = rendered(twin.study())

    needs = page[page.index('id="need-fill-vacant-premises"') :]
    assert '<span lang="fr">Peu demandé</span>' in needs
    assert '<span lang="fr">Demandé</span>' not in needs


def test_a_study_without_needs_has_no_section_of_needs() -> None:
    assert 'id="needs"' not in rendered(twin.study(needs=()))


def test_a_drawn_town_says_that_it_does_not_exist() -> None:
    drawn = replace(twin.TOWN, code="96001", department="96")

    assert 'class="drawn-town"' in rendered(twin.study(town=drawn))
    assert 'class="drawn-town"' not in rendered(twin.study())


def test_a_room_that_was_not_run_says_so_and_does_not_blame_the_sources() -> None:
    page = rendered(twin.study(figures=(), exhibits=(), rooms=("town",)))

    assert "was not computed" in page
    assert "Nothing is known yet" not in page


def test_a_file_given_by_the_author_is_not_passed_off_as_published() -> None:
    given = replace(twin.OSM, publisher="", licence="", provenance="supplied")

    page = rendered(twin.study(sources=(given,)))

    assert "file supplied by the author of the study" in page
    assert "publisher not stated" in page


def test_a_need_leads_to_its_solutions_and_a_solution_to_its_facts_with_their_class() -> None:
    page = rendered(twin.study())

    assert 'href="#proposal-fill-vacant-premises"' in page
    assert 'id="proposal-fill-vacant-premises"' in page
    assert 'href="#solution-sensors"' in page
    assert 'id="solution-sensors"' in page
    assert "[D, jugement]" in page.replace("\u00a0", " ")


def test_what_is_left_out_says_why_and_what_would_lift_it() -> None:
    page = rendered(twin.study())

    assert "demande 50 places au plus" in page
    assert "réduire le nombre" in page
    assert "Ailleurs, cela a échoué." in page


def test_what_people_ask_for_leads_to_the_answers_to_that_question() -> None:
    shown = replace(twin.FEES, id="usages.declared_needs.essai.q1")
    asked = Evidence("survey", "essai", "for", Words("Demandé.", "Asked."), exhibit=shown.id)
    elsewhere = replace(asked, exhibit="usages.declared_needs.autre.q1")
    needs = tuple(replace(need, evidence=(asked, elsewhere)) for need in twin.study().needs[:1])

    page = rendered(twin.study(needs=needs, exhibits=(shown,), rooms=("usages",)))

    assert f'href="#exhibit-{shown.id}"' in page
    assert f'id="exhibit-{shown.id}"' in page
    assert 'href="#usages"' in page


def test_a_source_known_by_its_home_page_alone_says_so() -> None:
    (kept,) = twin.PROPOSAL.kept
    urls = ("https://a.example/", "https://a.example/p")
    facts = tuple(Told(Words("x", "x"), url) for url in urls)
    proposal = replace(twin.PROPOSAL, kept=(replace(kept, facts=facts),))

    page = rendered(twin.study(proposals=(proposal,), failures=()))
    failed = rendered(twin.study(failures=(twin.FAILURE,)))

    assert page.count("page d’accueil de la source") == 1
    assert failed.count("page d’accueil de la source") == 1


def test_a_note_leads_to_the_table_of_what_was_said() -> None:
    said = replace(twin.FEES, id="usages.notes")

    page = rendered(twin.study(exhibits=(said,), rooms=("usages",)))

    assert 'href="#exhibit-usages.notes"' in page
    assert 'id="exhibit-usages.notes"' in page
