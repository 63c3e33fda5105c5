"""Ranking: no need before another unless their intervals say so."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.usages.exhibits import exhibits
from beffroi.engines.usages.ranking import (
    ALL,
    COLUMNS,
    declared_needs,
    entering,
    evidence,
    left_out_words,
    mean_of_shares,
    order,
    rank_ranges,
)
from beffroi.engines.usages.respondents import Respondents, respondents
from beffroi.foundation.language import Words
from beffroi.territory.questionnaire import Answers, Choice, Kind, framed
from beffroi.territory.weighing import weighed
from tests.engines.usages.town import CENSUS_OF_TOWN, FORM, NEEDS, WITH_WHO, asking, drawn, survey


def test_declared_needs_have_the_columns_that_others_await() -> None:
    found = declared_needs(respondents(survey(margins=CENSUS_OF_TOWN)))

    assert list(found.columns) == list(COLUMNS)
    own = found[found["survey"] == "essai"]
    assert own["need"].tolist() == ["find-parking", "cycle-safely", "get-online"]
    assert own["weighted"].all()
    assert (own["low"] <= own["share"]).all()
    assert (own["share"] <= own["high"]).all()
    assert own["question"].unique().tolist() == ["besoins"]


def test_a_share_is_of_those_who_answered() -> None:
    answers = drawn(50)
    for choice in FORM.question("besoins").choices:
        answers.table.loc[:9, f"besoins/{choice.name}"] = pd.NA

    found = declared_needs(respondents(survey(answers)))

    assert (found["n"] == 40).all()


@pytest.mark.parametrize(("kind", "n_few"), [("one", 3), ("several", 3)])
def test_a_need_of_two_choices_does_not_tell_how_many_gave_the_rare_one(
    kind: Kind, n_few: int
) -> None:
    needs = replace(NEEDS, kind=kind, choices=(
        *NEEDS.choices, Choice("velos", Words("Des arceaux", "Stands"), need="cycle-safely"),
    ))  # fmt: skip
    names = ["velos"] * n_few + ["velo"] * 30 + ["place"] * 40 + ["wifi"] * 20 + ["rien"] * 20
    table = pd.DataFrame({"respondent": [str(i) for i in range(len(names))], "besoins": names})
    for choice in needs.choices:
        table[f"besoins/{choice.name}"] = table["besoins"] == choice.name
    form = asking(needs)

    found = declared_needs(respondents(survey(Answers(framed(form, table), form, (), len(names)))))

    shares = found[found["people"] != ALL].set_index("need")["share"]
    assert pd.isna(shares["cycle-safely"])
    assert shares["find-parking"] == pytest.approx(40 / len(names))


def test_surveys_and_people_are_kept_apart_and_put_together() -> None:
    other = asking(*FORM.questions, id_="autre")
    groups = [
        *respondents(survey(drawn(400, form=WITH_WHO))),
        *respondents(survey(drawn(40, seed=5, form=other))),
    ]

    found = declared_needs(groups)

    apart = found[found["people"] != ALL]
    assert set(zip(apart["survey"], apart["people"], strict=True)) == {
        ("essai", "hab"), ("essai", "comm"), ("autre", ""),
    }  # fmt: skip
    together = found[(found["people"] == ALL) & (found["need"] == "find-parking")].iloc[0]
    own = apart[apart["need"] == "find-parking"]
    assert np.isclose(together["share"], own["share"].mean())
    assert together["n"] == own["n"].sum()


def test_too_few_answers_of_a_kind_are_not_shown() -> None:
    groups = respondents(survey(drawn(30, form=WITH_WHO)))

    assert set(declared_needs(groups)["people"]) == {"hab"}


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted), min_size=1, max_size=12))
def test_two_overlapping_intervals_are_never_ranked_one_before_the_other(
    bounds: list[list[float]],
) -> None:
    low, high = np.array(bounds).T

    first, last = rank_ranges(low, high)

    assert (first >= 1).all()
    assert (first <= last).all()
    assert (last <= len(low)).all()
    for i in range(len(low)):
        for j in range(len(low)):
            if last[i] < first[j]:
                assert low[i] > high[j]


def test_what_is_said_of_the_order_is_what_the_intervals_say() -> None:
    def rows(*ranges: tuple[int, int]) -> pd.DataFrame:
        needs = ["find-parking", "cycle-safely", "get-online"][: len(ranges)]
        return pd.DataFrame(
            [
                {"need": n, "rank_low": a, "rank_high": b}
                for n, (a, b) in zip(needs, ranges, strict=True)
            ]
        )

    assert order(rows((1, 1), (2, 3), (2, 3))).en.startswith('"Find a bay without cruising" comes')
    assert order(rows((1, 2), (1, 2), (3, 3))).en.startswith("Ahead, without telling them apart:")
    assert order(rows((1, 3), (1, 3), (1, 3))).en.startswith("No need can be told to come first")
    # Overlap does not pass on: the first and the last are told apart, the middle one is not.
    assert "Get online" in order(rows((1, 2), (1, 3), (1, 3))).en
    assert order(rows((1, 1))).en == "Only one need is put forward."


def test_the_mean_of_one_share_is_that_share() -> None:
    one = np.array([0.3]), np.array([0.2]), np.array([0.45])

    assert np.allclose(mean_of_shares(*one), (0.3, 0.2, 0.45))


def test_declared_needs_are_evidence_that_can_be_weighed() -> None:
    groups = respondents(survey(drawn(400, form=WITH_WHO), margins=CENSUS_OF_TOWN))

    pairs = evidence(declared_needs(groups), groups)

    assert len(pairs) == 6
    one = pairs[0][1]
    shown = {exhibit.id for exhibit in exhibits([groups], declared_needs(groups), None, ())}
    assert {found.exhibit for _, found in pairs} <= shown
    assert one.kind == "survey"
    assert one.interval is not None
    assert one.interval[0] <= one.weight <= one.interval[1] <= 100
    heaviest = weighed((), pairs)[0]
    assert heaviest.id == "find-parking"
    assert heaviest.agreement == "people_only"
    unweighted = next(e for _, e in pairs if e.id == "essai.comm")
    assert "if those who answered had been drawn at random" in unweighted.words.en


def test_a_low_share_does_not_speak_for_a_need_and_a_hidden_one_says_nothing_of_it() -> None:
    groups = respondents(survey(drawn(400)))
    found = declared_needs(groups)
    told = [(0.45, 0.4, 0.5), (0.2, 0.15, 0.25), (0.0, 0.0, 0.01), (pd.NA, 0.0, 0.646)]

    sides = []
    for share, low, high in told:
        found[["share", "low", "high"]] = [share, low, high]
        sides.append({one.side for _, one in evidence(found, groups)})

    assert sides == [{"for"}, {"divided"}, {"against"}, {"unknown"}]


def test_without_a_question_on_needs_there_is_nothing() -> None:
    form = asking(*(q for q in FORM.questions if q.name != "besoins"))

    found = declared_needs(respondents(survey(drawn(form=form))))

    assert found.empty
    assert list(found.columns) == list(COLUMNS)


def agents(asks: int, n: int = 5, inhabitants: int = 217) -> tuple[Respondents, ...]:
    """Make inhabitants half of whom ask for bays, and a few shopkeepers."""
    answers = drawn(inhabitants + n, form=WITH_WHO)
    place = [i % 2 == 0 for i in range(inhabitants)] + [i < asks for i in range(n)]
    answers.table["qui"] = pd.array(["hab"] * inhabitants + ["comm"] * n, dtype="string")
    answers.table["besoins/place"] = pd.array(place, dtype="boolean")
    return respondents(survey(answers))


@pytest.mark.parametrize(("asks", "n"), [(1, 10), (4, 10), (1, 60), (4, 60), (57, 60), (59, 60)])
def test_what_a_few_of_a_kind_asked_is_published_nowhere(asks: int, n: int) -> None:
    found = declared_needs(agents(asks, n))
    few = found[(found["people"] == "comm") & (found["need"] == "find-parking")].iloc[0]
    pooled = found[(found["people"] == ALL) & (found["need"] == "find-parking")]

    assert pd.isna(few["share"])
    assert few["low"] <= asks / n <= few["high"]
    assert pooled["share"].isna().all() or n < 30


@pytest.mark.parametrize("n", [5, 9])
@pytest.mark.parametrize("asks", [0, 1, 5])
def test_fewer_than_ten_of_a_kind_have_no_share_even_of_all_or_none(asks: int, n: int) -> None:
    found = declared_needs(agents(asks, n))

    assert not (found["people"] == "comm").any()


def test_the_bounds_of_a_hidden_share_are_those_of_every_share_that_is_hidden() -> None:
    bounds = set()
    for asks in (1, 2, 3, 4):
        found = declared_needs(agents(asks, 60))
        few = found[(found["people"] == "comm") & (found["need"] == "find-parking")].iloc[0]
        bounds.add((few["low"], few["high"], few["effective_n"], few["n"]))

    assert len(bounds) == 1


def test_twelve_shopkeepers_do_not_outweigh_the_inhabitants() -> None:
    groups = agents(8, 12)
    found = declared_needs(groups)

    pooled = found[(found["people"] == ALL) & (found["need"] == "find-parking")].iloc[0]
    assert pooled["n"] == 217
    assert entering(found) == (("essai", "hab"),)
    assert "Comm" in left_out_words(found, groups)[0].fr
    few = next(
        e for need, e in evidence(found, groups) if need == "find-parking" and "comm" in e.id
    )
    assert (few.side, few.weight, few.interval) == ("unknown", None, None)
    assert "12 réponses, moins de 30" in few.words.fr
    need = next(n for n in weighed((), evidence(found, groups)) if n.id == "find-parking")
    own = found[(found["people"] == "hab") & (found["need"] == "find-parking")].iloc[0]
    assert need.weight == round(100 * own["share"], 1)


def test_no_order_is_told_where_most_needs_could_come_first() -> None:
    needs = ["find-parking", "take-part", "cycle-safely", "get-online", "know-footfall"]
    rows = pd.DataFrame({"need": needs, "rank_low": [1, 1, 1, 1, 5], "rank_high": [4, 4, 4, 4, 5]})

    assert "trop partagées" in order(rows).fr
    assert "trop partagées" not in order(rows.assign(rank_low=[1, 1, 3, 4, 5])).fr
    hidden = rows.assign(rank_low=[1, 1, 3, 4, 5], share=[None, 0.2, 0.1, 0.1, 0.0])
    assert "trop partagées" in order(hidden).fr
