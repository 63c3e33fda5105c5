"""Facts of towns: read for one town of several, or refused with every fault at once."""

from pathlib import Path

import pytest

from beffroi.formats import town_facts
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import message
from beffroi.method.maturity.grid import maturity_grid

GRID = maturity_grid()
PAGE = "https://ville.example/accessibilite"
ROW = f"services.statement,oui,2026-11-20,Déclaration en bas de page,{PAGE}\n"


def written(folder: Path, rows: str, *, header: str = "fact,value,date,source,url") -> Path:
    path = folder / "facts.csv"
    path.write_text(f"{header}\n{rows}", encoding="utf-8")
    return path


def test_a_fact_is_read_with_its_day_and_its_page(tmp_path: Path) -> None:
    (fact,) = town_facts.read(written(tmp_path, ROW), GRID).facts

    assert (fact.id, fact.value) == ("services.statement", True)
    assert (fact.source.date, fact.source.url) == ("2026-11-20", PAGE)
    assert fact.words.fr == "oui, lu le 2026-11-20\u00a0: Déclaration en bas de page"


def test_no_is_a_fact_and_a_blank_is_unknown(tmp_path: Path) -> None:
    rows = ROW.replace("oui", "non") + ROW.replace("services.statement,oui", "data.published,")

    found = town_facts.read(written(tmp_path, rows), GRID).facts

    assert [(fact.id, fact.value) for fact in found] == [("services.statement", False)]


def test_the_template_may_be_filled_in_by_part(tmp_path: Path) -> None:
    guide = Path(__file__).parents[2] / "docs" / "how-to" / "maturity.md"
    template = guide.read_text("utf-8").split("```csv\n")[1].split("```")[0]
    path = tmp_path / "facts.csv"
    blank = tmp_path / "blank.csv"
    blank.write_text(template, encoding="utf-8")

    assert town_facts.read(blank, GRID, commune="35236").facts == ()
    filled = template.replace("data.published,,,,", f"data.published,oui,2026-11-20,Page,{PAGE}")
    path.write_text(filled, encoding="utf-8")
    (fact,) = town_facts.read(path, GRID, commune="35236").facts
    assert fact.id == "data.published"


def test_numbers_are_read_where_the_grid_counts(tmp_path: Path) -> None:
    rows = ROW.replace("services.statement,oui", "town.agents,120")

    (fact,) = town_facts.read(written(tmp_path, rows), GRID).facts

    assert fact.value == 120.0


def test_french_columns_and_several_towns(tmp_path: Path) -> None:
    header = "commune;fait;valeur;date;source;adresse"
    rows = (
        f"35236;data.published;oui;20/11/2026;Page;{PAGE}\n"
        f"01053;data.published;non;2026-11-20;Page;{PAGE}\n"
    )
    path = written(tmp_path, rows, header=header)

    own, other = (town_facts.read(path, GRID, commune=code) for code in ("35236", "01053"))
    none = town_facts.read(path, GRID, commune="75056")

    assert [fact.value for fact in (*own.facts, *other.facts)] == [True, False]
    assert own.warnings == ()
    assert none.facts == ()
    assert "75056" in none.warnings[0].fr


def test_every_fault_is_told_at_once_in_french(tmp_path: Path) -> None:
    rows = (
        f"data.publish,oui,2026-11-20,Page,{PAGE}\n"
        f"data.published,peut-être,hier,,javascript:alert(1)\n"
        f"town.agents,beaucoup,2026-11-20,Page,{PAGE}\n" + ROW + ROW
    )
    with pytest.raises(FaultyFileError) as caught:
        town_facts.read(written(tmp_path, rows), GRID)

    said = message(caught.value, "fr")
    assert len(caught.value.faults) == 7
    assert "data.published" in said
    assert "ni oui ni non" in said
    assert "n’est pas un nombre" in said
    assert "plus d’une fois" in said


@pytest.mark.parametrize("rows", ["", ROW.replace("oui", "=1+1"), ROW.replace("Déc", "D" * 600)])
def test_what_is_no_table_of_facts_is_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(FaultyFileError):
        town_facts.read(written(tmp_path, rows), GRID)


def test_a_table_without_addresses_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="url"):
        town_facts.read(written(tmp_path, "a,oui\n", header="fact,value"), GRID)
