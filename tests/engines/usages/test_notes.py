"""Notes: cited with role, place and day; quoted only if they may be; never with a name."""

from beffroi.engines.usages.notes import cited, coded, evidence
from beffroi.territory.weighing import weighed
from tests.engines.usages.town import notes


def test_a_note_has_a_row_for_each_need() -> None:
    rows = coded(notes())

    assert rows["key"].tolist() == [
        "n1/find-parking", "n2/find-parking", "n2/free-short-stay-bays", "n3",
    ]  # fmt: skip
    assert rows["side"].tolist()[:3] == ["for", "against", "against"]


def test_names_are_masked_and_what_may_not_be_quoted_is_not() -> None:
    rows = coded(notes())

    assert rows["quote"].iloc[0] == "M. […] tourne dix minutes."
    assert rows["quote"].iloc[1:3].isna().all()
    assert "Durand" not in rows.to_csv()
    assert "Places libres" not in rows.to_csv()


def test_notes_are_evidence_for_and_against_and_weigh_nothing() -> None:
    pairs = evidence(coded(notes()))

    assert [(need, one.side, one.weight) for need, one in pairs] == [
        ("find-parking", "for", None),
        ("find-parking", "against", None),
        ("free-short-stay-bays", "against", None),
    ]
    assert all(need.weight is None for need in weighed((), pairs))


def test_what_a_note_lacks_is_said() -> None:
    row = coded(notes()).to_dict("records")[1]

    assert cited(row).fr == (
        "Observation, rôle non dit, sans date : propos non citables, à lire dans la note"
    )
