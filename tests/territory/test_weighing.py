"""Weighing of needs: data and people, side by side, and what is unknown widens."""

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import beffroi
from beffroi.foundation.language import Words
from beffroi.territory.finding import Certainty, Finding, Tone
from beffroi.territory.need import Evidence, WeighedNeed, known_needs
from beffroi.territory.weighing import known_signs, leaning, weighed

WORDS = Words("Vu.", "Seen.")


def finding(id_: str, tone: Tone, weight: float) -> Finding:
    certainty: Certainty = "unknown" if tone == "unknown" else "established"
    return Finding(id_, tone, certainty, weight, WORDS, (f"{id_}_rate",), WORDS, "2026-01-01")


def asked(share: float, low: float, high: float) -> tuple[str, Evidence]:
    return "fill-vacant-premises", Evidence("survey", "achats", "for", WORDS, share, (low, high))


def vacancy(needs: tuple[WeighedNeed, ...]) -> WeighedNeed:
    return next(need for need in needs if need.id == "fill-vacant-premises")


def test_every_sign_joins_a_need_that_exists_to_a_rule_that_exists_and_to_its_tones() -> None:
    engines = Path(beffroi.__file__).parent / "engines"
    rules = {
        rule["id"]: {band["tone"] for band in rule["band"]}
        for path in engines.rglob("rules.toml")
        for rule in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    }

    for sign in known_signs():
        assert sign.need in known_needs()
        assert sign.finding in rules
        assert not sign.pro & sign.con
        assert (sign.pro & rules[sign.finding]) or (sign.con & rules[sign.finding])


def test_data_and_people_who_agree_give_the_mean_of_both() -> None:
    need = vacancy(weighed([finding("commerce.vacancy", "critical", 90)], [asked(50, 40, 60)]))

    assert need.weight == 70
    assert need.interval == (65, 75)
    assert need.agreement == "agree"


def test_data_alone_leave_a_wide_interval() -> None:
    need = vacancy(weighed([finding("commerce.vacancy", "critical", 90)]))

    assert need.weight == 90
    assert need.interval == (45, 95)
    assert need.agreement == "data_only"
    assert need.layers == ("shops",)


def test_data_and_people_who_disagree_say_so_either_way() -> None:
    full = vacancy(weighed([finding("commerce.vacancy", "favourable", 36)], [asked(50, 40, 60)]))
    empty = vacancy(weighed([finding("commerce.vacancy", "critical", 90)], [asked(4, 2, 8)]))

    assert full.agreement == "people_not_data"
    assert full.weight == 25
    assert empty.agreement == "data_not_people"
    assert "Désaccord" in full.statement.fr


def test_a_need_is_not_dismissed_by_one_side_where_nobody_heard_the_other() -> None:
    full = vacancy(weighed([finding("commerce.vacancy", "favourable", 36)]))
    unasked = vacancy(weighed([], [asked(4, 2, 8)]))

    assert (full.agreement, full.weight, full.interval) == ("unknown", None, (0, 50))
    assert (unasked.agreement, unasked.weight, unasked.interval) == ("unknown", None, (1, 54))


def test_data_that_say_no_and_opinions_that_settle_nothing_leave_a_need_open() -> None:
    favourable = [finding("commerce.vacancy", "favourable", 36)]

    divided = vacancy(weighed(favourable, [asked(20, 15, 25)]))
    both_no = vacancy(weighed(favourable, [asked(4, 2, 8)]))

    assert (divided.agreement, divided.weight) == ("unknown", 10)
    assert both_no.agreement == "neither"


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_a_narrower_share_never_says_the_contrary(a: float, b: float, c: float, d: float) -> None:
    least, inner, upper, most = sorted((a, b, c, d))

    wide, narrow = leaning(least, most), leaning(inner, upper)

    assert wide in {narrow, "unknown"}


def hidden(low: float, high: float) -> tuple[str, Evidence]:
    return "fill-vacant-premises", Evidence("survey", "agents", "for", WORDS, None, (low, high))


def test_a_hidden_share_weighs_as_an_interval_without_a_middle() -> None:
    data = [finding("commerce.vacancy", "critical", 90)]

    alone, with_data = (
        vacancy(weighed([], [hidden(0, 12)])),
        vacancy(weighed(data, [hidden(0, 12)])),
    )

    assert (alone.weight, alone.interval, alone.sure) == (None, (0, 56), 0)
    assert (with_data.weight, with_data.interval, with_data.sure) == (None, (45, 51), 45)
    assert with_data.agreement == "data_only"


def test_a_hidden_share_leaves_the_mean_of_all_open() -> None:
    need = vacancy(weighed([], [asked(50, 40, 60), hidden(0, 12)]))
    nearly_all = vacancy(weighed([], [asked(50, 40, 60), hidden(88, 100)]))

    assert (need.weight, need.interval) == (None, (0, 80))
    assert need.agreement == "unknown"
    assert nearly_all.agreement == "people_only"


def test_a_share_of_few_answers_weighs_nothing() -> None:
    cited = ("fill-vacant-premises", Evidence("survey", "agents", "for", WORDS))

    assert vacancy(weighed([], [cited])).interval is None


def test_needs_that_are_but_an_interval_stand_by_what_they_weigh_at_least() -> None:
    other = ("find-parking", Evidence("survey", "achats", "for", WORDS, 30, (20, 40)))

    needs = weighed([], [hidden(88, 100), other, ("get-online", hidden(0, 9)[1])])

    assert [need.id for need in needs] == ["fill-vacant-premises", "find-parking", "get-online"]


def test_an_unknown_figure_is_evidence_of_ignorance_and_not_of_absence() -> None:
    need = vacancy(weighed([finding("commerce.vacancy", "unknown", 18)]))

    assert need.weight is None
    assert need.interval is None
    assert need.agreement == "unknown"
    assert [one.side for one in need.evidence] == ["unknown"]
    assert need.layers == ()


def test_a_note_is_cited_and_never_counted() -> None:
    note = ("fill-vacant-premises", Evidence("note", "note-1", "against", WORDS))
    data = [finding("commerce.vacancy", "critical", 90)]

    with_note, without = vacancy(weighed(data, [note])), vacancy(weighed(data))

    assert (with_note.weight, with_note.interval) == (without.weight, without.interval)
    assert with_note.evidence[-1] == note[1]


def test_needs_of_which_nothing_is_known_are_left_out_and_unweighed_ones_come_last() -> None:
    needs = weighed(
        [finding("parking.near", "watch", 45), finding("commerce.vacancy", "unknown", 18)]
    )

    assert [need.id for need in needs] == ["find-parking", "fill-vacant-premises"]


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 50))
def test_a_survey_never_widens_what_the_data_alone_left_open(
    weight: float, share: float, half: float
) -> None:
    data = [finding("commerce.vacancy", "critical", weight)]
    heard = asked(share, max(share - half, 0), min(share + half, 100))

    alone, both = vacancy(weighed(data)), vacancy(weighed(data, [heard]))

    assert alone.interval is not None
    assert both.interval is not None
    assert alone.interval[0] - 0.1 <= both.interval[0] <= both.interval[1]
    assert both.interval[1] <= alone.interval[1] + 0.1
    assert both.weight is not None
    assert both.interval[0] - 0.1 <= both.weight <= both.interval[1] + 0.1
