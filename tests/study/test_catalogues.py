"""The catalogue at work: a town's own file joined in, shortlists, exports."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from beffroi.foundation.errors import FaultyFileError, InputError, UnreadableFileError
from beffroi.foundation.language import message
from beffroi.method.catalogue.context import LINES
from beffroi.method.catalogue.reading import shipped
from beffroi.method.maturity.grid import maturity_grid
from beffroi.study import catalogues, maturities, new, run
from beffroi.study.assessment import assessment
from beffroi.study.catalogues import Context
from tests.method.maturity.answered import response
from tests.test_french import ENGLISH, bare
from tests.towns import hamlet

NOW = "2026-01-01T00:00:00+00:00"
OWN = ("garage-communal", "Garage communal", "", "La ville", "carshare", "market",
       "travel-from-villages", "Trois voitures.", "")  # fmt: skip
PRICE = ("garage-communal", "price_run", 900, 1200, "€/year", "vehicle", None, None, None, None,
         None, None, None, "Budget 2025", None, None, "2025", None, "B")  # fmt: skip
PLACE = 12
"""Column of the place in the sheet of facts."""


def completed(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    """Export the catalogue, and complete it as a town would."""
    catalogues.exported(path, shipped())
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def with_own(book: openpyxl.Workbook) -> None:
    book["Solutions"].append(OWN)
    book["Faits"].append(PRICE)


def test_the_whole_catalogue_comes_back_from_a_workbook(tmp_path: Path) -> None:
    catalogues.exported(tmp_path / "a.xlsx", shipped())

    assert catalogues.opened(tmp_path / "a.xlsx") == shipped()
    found = catalogues.checked(tmp_path / "a.xlsx")
    assert (found.new, found.replaced, found.completed) == ((), (), ())
    assert found.facts == sum(len(one.facts) for one in shipped())


def test_a_town_adds_its_own_solution(tmp_path: Path) -> None:
    path = completed(tmp_path / "a.xlsx", with_own)

    known = catalogues.opened(path)

    assert catalogues.checked(path).new == ("garage-communal",)
    assert known["garage-communal"].about("price_run")[0].high == 1200
    assert catalogues.checked(path).elsewhere == ()
    assert known["garage-communal"].name.en == "Garage communal"
    assert "garage-communal" in {one.id for one in known.serving(["travel-from-villages"])}


def test_a_number_that_bears_a_place_is_said_to_be_seen_elsewhere(tmp_path: Path) -> None:
    def with_place(book: openpyxl.Workbook) -> None:
        with_own(book)
        sheet = book["Faits"]
        sheet.cell(sheet.max_row, PLACE).value = "Ma ville"

    path = completed(tmp_path / "a.xlsx", with_place)

    assert catalogues.checked(path).elsewhere == ("garage-communal",)
    assert catalogues.opened(path)["garage-communal"].about("price_run")[0].is_elsewhere


def test_a_town_adds_facts_to_ours_without_repeating_them(tmp_path: Path) -> None:
    def keep_only_facts(book: openpyxl.Workbook) -> None:
        book["Solutions"].delete_rows(2, 500)
        page = book["Faits"]
        page.delete_rows(2, 2000)
        page.append(("panneaupocket", *PRICE[1:]))

    path = completed(tmp_path / "a.xlsx", keep_only_facts)

    found = catalogues.opened(path)["panneaupocket"]

    assert catalogues.checked(path).completed == ("panneaupocket",)
    assert found.facts[:-1] == shipped()["panneaupocket"].facts
    assert found.facts[-1].source.fr == "Budget 2025"


def test_every_fault_of_a_file_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        with_own(book)
        book["Solutions"]["G3"] = "sleep"
        page = book["Faits"]
        page["C2"] = "=1+1"
        page["C3"], page["D3"] = -1, 5
        page["C4"], page["D4"] = 9, 5
        page["N5"], page["O5"], page["S6"] = None, None, None

    path = completed(tmp_path / "a.xlsx", spoil)

    with pytest.raises(FaultyFileError) as caught:
        catalogues.opened(path)

    said = " | ".join(fault.en for fault in caught.value.faults)
    for expected in (
        "sheet Solutions, row 3: unknown need 'sleep'",
        "sheet Faits, row 2, column 'bas': it holds a formula",
        "sheet Faits, row 3: a number is negative",
        "sheet Faits, row 4: low (9) is above high (5)",
        "sheet Faits, row 5: the fact has no source",
        "sheet Faits, row 6: the class of evidence is ''",
    ):
        assert expected in said


def test_the_faults_of_a_file_are_said_in_one_language(tmp_path: Path) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        solutions, facts = book["Solutions"], book["Faits"]
        solutions["A2"], solutions["E3"], solutions["F4"] = "Ma Ville", "boats", "toy"
        solutions["G5"], solutions["B6"], solutions["C6"], solutions["A7"] = (
            None,
            None,
            None,
            "citiz",
        )
        facts["C2"], facts["G3"], facts["C4"], facts["C5"] = "=1+1", "perhaps", "lots", -1
        facts["B6"], facts["Q7"], facts["D8"], facts["E9"] = "colour", "yesterday", None, "week"

    path = completed(tmp_path / "a.xlsx", spoil)

    with pytest.raises(FaultyFileError) as caught:
        catalogues.opened(path)

    assert len(caught.value.faults) >= 12
    for fault in caught.value.faults:
        assert ENGLISH.findall(bare(fault.fr, tmp_path)) == [], fault.fr
    assert ENGLISH.findall(bare(message(caught.value, "fr"), tmp_path)) == []


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        catalogues.opened(tmp_path / "absent.xlsx")


def test_a_study_tells_what_it_knows_of_its_town(hamlet_study: Path) -> None:
    found = catalogues.context(hamlet_study, Context(is_aom=False, population=12.0))

    assert found.population == 12  # what a person says comes first
    assert found.is_aom is False
    assert found.region == "53"
    assert found.is_overseas is False
    assert found.in_programme is True
    assert found.epci_population is not None


def test_a_study_that_was_never_run_says_what_to_do(tmp_path: Path) -> None:
    osm = hamlet.write_osm(tmp_path / "hamlet.osm")
    new.new(tmp_path / "s", commune="35236", sources={"osm": (str(osm),)}, now=NOW)

    with pytest.raises(InputError, match="beffroi study run"):
        catalogues.context(tmp_path / "s", Context())


def test_a_study_brings_its_maturity_and_the_towns_own_solutions(tmp_path: Path) -> None:
    grid = maturity_grid()
    answered = response({id_: "yes" for id_ in grid.proofs if id_.startswith("skills.")})
    answers = tmp_path / "answers.csv"
    maturities.write_answers(assessment(grid, [answered], {}, today="2026-11-25"), answers)
    sources = {
        "osm": (str(hamlet.write_osm(tmp_path / "hamlet.osm")),),
        "maturity": (str(answers),),
        "catalogue": (str(completed(tmp_path / "own.xlsx", with_own)),),
    }
    new.new(tmp_path / "s", commune="35236", sources=sources, now=NOW)
    run.run(tmp_path / "s", now=NOW)

    known = catalogues.opened(study=tmp_path / "s")
    found = catalogues.context(tmp_path / "s", Context(maturity={"data": 1.0}))

    assert "garage-communal" in known
    assert found.maturity["skills"] == 4
    assert found.maturity["data"] == 1  # what a person says comes first
    assert set(LINES) == {line.id for line in grid.lines}


def test_the_needs_of_a_study_come_with_their_weights(hamlet_study: Path) -> None:
    weights = catalogues.needs_of(hamlet_study)

    assert weights
    assert list(weights.values()) == sorted(weights.values(), reverse=True)
    assert all(0 < weight <= 100 for weight in weights.values())
    found = catalogues.shortlisted(shipped(), weights, Context())
    assert found.shortlist.kept[0].solution.id == "do-nothing"


def test_without_a_study_only_what_is_said_is_known() -> None:
    assert catalogues.context(None, Context()) == Context()


def test_an_export_after_a_shortlist_says_what_was_left_out(tmp_path: Path) -> None:
    town = Context(population=25_890, is_aom=False, date="2026-11-25")
    found = catalogues.shortlisted(shipped(), {"share-car-trips": 1.0}, town)

    catalogues.exported(tmp_path / "a.xlsx", shipped(), found=found)

    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["Exclusions"]
    rows = [[cell.value for cell in row] for row in page.rows]
    assert rows[0] == ["solution", "besoins", "raison", "ce qui la lèverait", "classe"]
    assert any("autorité organisatrice" in str(row[2]) for row in rows[1:])
    assert catalogues.checked(tmp_path / "a.xlsx").new == ()


def test_failures_seen_elsewhere_are_called_to_mind() -> None:
    found = catalogues.shortlisted(shipped(), {"keep-spending-local": 1.0}, Context())

    assert "vouchers-without-accountant" in {one.rule.id for one in found.warnings}


def test_the_matrix_is_written_in_french(tmp_path: Path) -> None:
    columns = [shipped()["decidim"], shipped()["plate-reading-car"]]

    catalogues.write_matrix(tmp_path / "a.xlsx", columns)

    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["Conformité"]
    rows = [[cell.value for cell in row] for row in page.rows]
    assert rows[0][1] == "Decidim"
    assert rows[1][2] == "inconnu : à faire avant le lancement"
    assert len(rows) == 12


def test_costs_and_freshness_go_through() -> None:
    (one,) = catalogues.costs([shipped()["do-nothing"]], years=3, quantities={}, rate=0.0)

    assert one.high == 0
    assert catalogues.fresh(shipped(), today="2026-11-25").solutions == len(shipped())


def test_the_means_of_a_town_come_from_its_maturity_unless_they_are_said() -> None:
    scored = {
        "stages": {"skills": 2, "data": None},
        "capacity": {"days": [3, 5], "investment": None, "operation": [0, 9000], "skills": {}},
    }

    found = catalogues.of_maturity(scored, Context(budget_run=100.0))

    assert found.staff_days == 60  # five days a month, the most that was said
    assert (found.budget_build, found.budget_run) == (None, 100)
    assert found.maturity == {"skills": 2, "data": None}
