"""Maturity in text: told in one language at a time, whatever is known."""

import re

from beffroi.method.maturity.grid import maturity_grid
from beffroi.study.maturities import Assessment, assessment
from beffroi.study.maturity_text import told
from beffroi.territory.maturity import Capacity, Response
from tests.method.maturity.answered import facts, plain, response, up_to

GRID = maturity_grid()
TODAY = "2026-11-25"
HAD = Capacity((4, 6), (0, 0), (0, 0), dict.fromkeys(GRID.skills, True))


def french(*responses: Response, **known: float | bool) -> list[str]:
    lines = told(assessment(GRID, responses, facts(**known), today=TODAY))
    return [plain(words.fr) for words in lines]


def test_a_profile_is_told_with_its_measures_and_their_reasons() -> None:
    lines = french(response(up_to(GRID, 1), capacity=HAD))

    assert lines[0] == "Profil du 2026-11-25, 1 répondant :"
    assert "  Pilotage et portage : 1 (prévu)" in lines
    assert "Premières mesures :" in lines
    assert "Prochains pas qui attendent :" in lines
    assert "Les moyens déclarés de la ville portent ces mesures ensemble." in lines


def test_doubts_data_and_quarrels_are_told_beside_the_stage() -> None:
    lines = french(
        response(up_to(GRID, 1)), response(up_to(GRID, 3)), mobility__timetables=True
    )  # fmt: skip

    own = next(line for line in lines if line.startswith("  Données de mobilité"))
    assert "entre 1 et 3" in own
    assert "1 preuve établie par des données" in own
    assert "à discuter : les répondants sont à 2 stades" in own
    assert "À savoir d'abord :" in lines


def test_an_empty_sheet_says_what_is_to_be_found_out_and_that_capacity_is_unknown() -> None:
    lines = french()

    assert "  Évaluation : inconnu, entre 0 et 4" in lines
    assert (
        "Aucune mesure pour commencer : rien n'est encore su, il faut d'abord aller voir." in lines
    )


def test_a_proof_seen_by_one_person_only_is_flagged_in_the_profile() -> None:
    lines = french(response({"it.referent": "yes"}), response({"data.published": "unknown"}))

    own = next(line for line in lines if line.startswith("  Informatique"))
    assert "1 preuve vue par une seule personne" in own


def test_no_plural_is_left_to_the_reader() -> None:
    for given in ((), (response(up_to(GRID, 1)),), (response(up_to(GRID, 1), capacity=HAD),)):
        assert not any("(s)" in line for line in french(*given))


def test_the_former_profile_is_told() -> None:
    def of(stage: int, former: Assessment | None = None) -> Assessment:
        before = former.profile.as_json() if former else None
        return assessment(GRID, [response(up_to(GRID, stage))], {}, today=TODAY, former=before)

    lines = [words.en for words in told(of(2, of(1)))]

    assert "Since 2026-11-25: 10 lines surely higher, 0 surely lower." in lines


def test_no_line_mixes_languages() -> None:
    english = re.compile(r"\b(the|is|of|to|with|and|for|which|stage)\b")

    lines = french(response(up_to(GRID, 1), capacity=HAD), response(up_to(GRID, 3)))

    assert [line for line in lines if english.search(line)] == []
