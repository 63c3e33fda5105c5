"""Usages in a study: from files to declared needs, evidence and one JSON shape."""

import json
from pathlib import Path

import pytest

from beffroi.foundation.errors import BeffroiError, InputError
from beffroi.foundation.files import sha256
from beffroi.foundation.language import message
from beffroi.study.usages import Given, usages
from beffroi.territory.questionnaire import Answers
from beffroi.territory.weighing import weighed
from tests.engines.usages.town import MODE, WITH_WHO, asking, drawn
from tests.test_french import ENGLISH, bare

MARGINS = (
    "variable,category,people\nsex,f,5200\nsex,h,4800\n"
    "age,15-29,2000\nage,30-59,4500\nage,60 et plus,3500\n"
)
NOTES = (
    "id,date,place,role,kind,text,codes,quotable\n"
    'n1,2026-03-02,Grande Rue,commerçante,interview,"On tourne dix minutes.",find-parking,yes\n'
)


def kept(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def given(folder: Path, **changes: object) -> Given:
    export = kept(folder, "reponses.csv", "the export that the answers were read from\n")
    made = {"answers": drawn(form=WITH_WHO), "path": export} | changes
    return Given(**made)


def test_files_become_needs_evidence_and_figures_with_hashes(tmp_path: Path) -> None:
    margins = kept(tmp_path, "marges.csv", MARGINS)

    found = usages([given(tmp_path, margins=margins)], notes=kept(tmp_path, "notes.csv", NOTES))

    assert {one.kind for _, one in found.people} == {"survey", "note"}
    figure = next(f for f in found.outcome.figures if f.id.endswith("hab.find-parking"))
    assert [source.sha256 for source in figure.sources] == [
        sha256(tmp_path / "reponses.csv"), sha256(margins),
    ]  # fmt: skip
    assert figure.date == "2026-03-10"
    assert {need.id for need in weighed(found.findings, found.people)} >= {"find-parking"}


def test_files_of_a_drawn_town_are_signed_by_who_drew_it(tmp_path: Path) -> None:
    margins = kept(tmp_path, "marges.csv", MARGINS)
    notes = kept(tmp_path, "notes.csv", NOTES)

    found = usages([given(tmp_path, margins=margins)], notes, drawer="The drawer")

    sources = {source for figure in found.outcome.figures for source in figure.sources}
    assert {source.publisher for source in sources} == {"The drawer"}
    assert len(sources) == 3


def test_needs_are_said_in_order_with_their_intervals(tmp_path: Path) -> None:
    found = usages([given(tmp_path, margins=kept(tmp_path, "marges.csv", MARGINS))])

    said = [words.fr for words in found.lines]
    assert said[0] == "Enquête d'essai (Hab)"
    assert said[1].startswith("« Trouver une place sans tourner » vient en tête")
    assert said[2].startswith("1. Trouver une place sans tourner : 66")
    assert any(line.startswith("2–3. ") for line in said)
    assert any("de ceux qui ont répondu, pas celles des habitants" in line for line in said)


def with_two_shopkeepers() -> Answers:
    """Draw answers of which two shopkeepers in twenty look for bays."""
    answers = drawn(form=WITH_WHO)
    shops = answers.table.index[answers.table["qui"] == "comm"]
    answers.table.loc[shops, "besoins/place"] = False
    answers.table.loc[shops[:2], "besoins/place"] = True
    return answers


def test_a_mean_of_kinds_of_people_is_said_to_be_one_and_what_it_leaves_out(
    tmp_path: Path,
) -> None:
    answers = with_two_shopkeepers()
    several = usages([given(tmp_path, answers=answers), given(tmp_path, answers=drawn())])
    said = [words.fr for words in several.lines]

    assert any(line.startswith("Chaque public de chaque enquête compte autant") for line in said)
    assert any("faute de 30 réponses : Comm" in line for line in said)
    assert any("part masquée (de 0" in line for line in said)


def test_a_single_kind_of_people_with_enough_answers_is_not_said_twice(tmp_path: Path) -> None:
    said = [words.fr for words in usages([given(tmp_path, answers=with_two_shopkeepers())]).lines]

    assert "Enquêtes et publics réunis" not in said
    assert sum("Trouver une place" in line and line[0].isdigit() for line in said) == 2


def test_a_kind_of_a_few_has_no_figure_and_is_in_no_sum(tmp_path: Path) -> None:
    answers = with_two_shopkeepers()
    shops = answers.table.index[answers.table["qui"] == "comm"]
    answers.table.loc[shops[3:], "qui"] = "hab"

    found = usages([given(tmp_path, answers=answers)])

    figures = {figure.id: figure for figure in found.outcome.figures}
    assert figures["usages.answers"].value == 197
    assert "Comm" in figures["usages.answers"].method.fr
    assert not any("essai.comm" in id_ for id_ in figures)


def test_the_json_has_null_for_a_hidden_share(tmp_path: Path) -> None:
    shape = usages([given(tmp_path, answers=with_two_shopkeepers())]).as_json()

    hidden = [row for row in shape["declared_needs"] if row["share"] is None]
    keys = {(row["people"], row["need"]) for row in hidden}
    assert keys
    for figure in shape["figures"]:
        parts = figure["id"].split(".")
        if parts[1] == "declared_need" and (parts[-2], parts[-1]) in keys:
            assert figure["value"] is None


def test_the_json_is_plain_and_keeps_unknown_as_null(tmp_path: Path) -> None:
    shape = usages([given(tmp_path)]).as_json()

    read = json.loads(json.dumps(shape, allow_nan=False))
    assert set(read) == {
        "figures", "findings", "warnings", "declared_needs", "evidence", "exhibits",
    }  # fmt: skip
    assert read["declared_needs"][0]["need"] == "find-parking"
    assert read["evidence"][0]["kind"] == "survey"


def test_without_anything_nothing_is_said() -> None:
    found = usages([])

    assert found.outcome.figures == ()
    assert found.lines == ()


def test_what_the_margins_do_not_count_is_told(tmp_path: Path) -> None:
    margins = MARGINS.replace("60 et plus", "60-80")

    found = usages([given(tmp_path, margins=kept(tmp_path, "marges.csv", margins))])

    assert any("que les marges ne comptent pas" in words.fr for words in found.warnings)


WRONG = {
    "sums": (MARGINS.replace("3500", "1500"), {}),
    "negative": (MARGINS.replace("4800", "-4800"), {}),
    "text": (MARGINS.replace("4800", "beaucoup"), {}),
    "nobody": (MARGINS.replace("60 et plus", "101 et plus"), {}),
    "no choice": (MARGINS.replace("sex,h", "sex,x"), {}),
    "one cell": ("variable,category,people\nsex,f,10\nsex,h,0\n", {}),
    "tight": (MARGINS, {"bounds": (0.99, 1.01)}),
    "population": (MARGINS, {"population": 10}),
    "no margin question": (MARGINS, {"answers": drawn(form=asking(MODE))}),
    "no answer": (MARGINS, {"answers": drawn(0)}),
}


@pytest.mark.parametrize(("margins", "changes"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_weighted_is_said_in_one_language(
    tmp_path: Path, margins: str, changes: dict[str, object]
) -> None:
    one = given(tmp_path, margins=kept(tmp_path, "marges.csv", margins), **changes)

    with pytest.raises(InputError) as caught:
        usages([one])

    error: BeffroiError = caught.value
    assert ENGLISH.findall(bare(message(error, "fr"), tmp_path)) == []
    assert message(error, "en") == str(error)


def test_unusable_notes_are_refused_in_one_language(tmp_path: Path) -> None:
    wrong = NOTES.replace("find-parking", "find-parkin").replace("interview", "chat")

    with pytest.raises(InputError) as caught:
        usages([], notes=kept(tmp_path, "notes.csv", wrong))

    assert ENGLISH.findall(bare(message(caught.value, "fr"), tmp_path)) == []
