from dataclasses import replace

from beffroi.foundation.language import Words
from beffroi.report.sheet import compared, department, facts, programmes, standfirst
from beffroi.territory.town import Town
from tests.report import twin

GENEVA = Town(code="", name="Genève")


def test_the_sheet_says_what_the_registers_know() -> None:
    said = {fact.name.fr: fact.value.fr for fact in facts(twin.TOWN)}

    assert said["Département"] == "Ille-et-Vilaine (35)"
    assert said["Habitants"] == "8\u202f921"
    assert said["Densité"] == "591\u00a0hab./km²"
    assert said["Classe de densité (INSEE)"] == "4 – petite ville"
    assert said["Convention d’ORT"] == "Signée, 14 février 2020"


def test_what_is_unknown_is_left_out_of_the_sheet() -> None:
    assert facts(GENEVA) == ()
    assert standfirst(GENEVA) == ()


def test_a_town_bears_the_names_of_its_programmes_alone() -> None:
    assert [name.fr for name in programmes(twin.TOWN)] == ["Action Cœur de Ville", "ORT"]
    assert programmes(GENEVA) == ()


def test_a_department_without_a_name_keeps_its_code() -> None:
    assert department(replace(twin.TOWN, department="999")) == Words("999", "999")


def test_a_bare_code_is_said_to_be_that_of_a_department() -> None:
    town = replace(twin.TOWN, department="96")

    assert standfirst(town)[0] == Words("département 96", "Department 96")
    assert standfirst(twin.TOWN)[0].en == "Ille-et-Vilaine (35)"


def test_peers_are_ranked_with_the_town_among_them() -> None:
    rows = compared(twin.TOWN, (twin.PEER, Town(code="99999", name="Inconnue")))

    assert [row.name for row in rows] == ["Fontenay-le-Comte", "Redon", "Inconnue"]
    assert [row.own for row in rows] == [False, True, False]
    assert rows[2].population == Words("inconnu", "unknown")


def test_without_peers_there_is_nothing_to_compare() -> None:
    assert compared(twin.TOWN, ()) == ()
