"""Reasons: said in both languages, for what is chosen and for what waits."""

from beffroi.method.maturity.grid import maturity_grid
from beffroi.method.maturity.measures import Plan, first_measures, next_steps
from beffroi.method.maturity.profile import profile
from beffroi.method.maturity.reasons import carried, said_bounds, what, why, why_not
from beffroi.territory.maturity import Answer, Capacity
from tests.method.maturity.answered import facts, plain, response, up_to

REAL = maturity_grid()
RICH = Capacity((60, 60), (9e6, 9e6), (9e6, 9e6), dict.fromkeys(REAL.skills, True))
SMALL = Capacity((3, 4), (0, 0), (0, 0), {**dict.fromkeys(REAL.skills, True), "legal": False})


def plan(said: dict[str, Answer], had: Capacity) -> Plan:
    found = profile(REAL, [response(said)], {}, date="2026-11-25")
    return first_measures(next_steps(REAL, found, had), had)


def test_a_free_measure_says_who_helps_what_it_gains_and_the_skill() -> None:
    chosen = plan(up_to(REAL, 0), SMALL).chosen

    reasons = [plain(words.fr) for words in why(REAL, chosen[0], SMALL)]

    assert any(said.startswith("gratuit, avec l'aide de") for said in reasons)
    assert any(said.startswith("gagne 1 stade pour 2 à 4 jours d'agent") for said in reasons)


def test_a_duty_is_quoted_with_its_text() -> None:
    chosen = plan(up_to(REAL, 1), Capacity()).chosen
    services = next(measure for measure in chosen if measure.line == "services")

    reasons = [words.en for words in why(REAL, services, SMALL)]

    assert any("duty: Publish an accessibility statement" in said for said in reasons)
    assert any("2005-102" in said for said in reasons)


def test_a_measure_waits_for_a_reason() -> None:
    found = plan(up_to(REAL, 1), SMALL)

    reasons = {
        measure.line: plain(why_not(REAL, found, measure, SMALL).fr) for measure in found.waiting
    }

    assert "compétence « rédiger un marché" in reasons["procurement"]
    assert "budget" in reasons["skills"]


def test_a_seventh_measure_waits_for_its_turn() -> None:
    found = plan(up_to(REAL, 1), Capacity())

    assert why_not(REAL, found, found.waiting[0], Capacity()).en == (
        "there are 6 measures already: afterwards"
    )


def test_a_doubt_and_a_contradiction_are_not_said_alike() -> None:
    doubt = plan({**up_to(REAL, 4), "it.backup": "unknown"}, SMALL).to_find_out[0]
    pair = [response(up_to(REAL, 4)), response({**up_to(REAL, 4), "it.backup": "no"})]
    found = profile(REAL, pair, {}, date="2026-11-25")
    quarrel = first_measures(next_steps(REAL, found, SMALL), SMALL).to_find_out[0]

    assert "nobody knows" in why(REAL, doubt, SMALL)[0].en
    assert "contradict" in why(REAL, quarrel, SMALL)[0].en
    assert "sauvegardes" in what(REAL, doubt).fr


def test_a_price_is_said_as_an_interval() -> None:
    found = plan(up_to(REAL, 1), Capacity())
    paid = next(m for m in (*found.chosen, *found.waiting) if m.step.cost == "medium")

    reasons = " ".join(words.en for words in why(REAL, paid, Capacity()))

    assert "3,000–15,000 € once" in reasons


def test_an_unknown_capacity_is_not_passed_over() -> None:
    assert "inconnue" in carried("unknown").fr
    assert "carries" in carried("fits").en


def test_bounds_are_said_once_where_they_are_equal() -> None:
    assert said_bounds((1.5, 1.5)).fr == "1,5"


def test_a_duty_whose_threshold_is_not_known_to_be_met_is_not_said_to_bind() -> None:
    def reasons(**known: float) -> str:
        found = profile(REAL, [response(up_to(REAL, 2))], facts(**known), date="2026-11-25")
        steps = next_steps(REAL, found, RICH)
        step = next(one for one in steps if "governance.sober" in one.missing)
        return " ".join(plain(words.fr) for words in why(REAL, step, RICH))

    assert "devoir si la ville est dans ce cas, ce qui n'est pas connu ici (commune de" in reasons()
    assert "devoir : Adopter une stratégie" not in reasons()
    assert "devoir : Adopter une stratégie" in reasons(town__population=60_000)


def test_a_duty_of_every_commune_binds_without_knowing_its_size() -> None:
    found = profile(REAL, [response(up_to(REAL, 0))], {}, date="2026-11-25")

    assert found.verdicts["data.addresses"].condition == ""
    assert found.verdicts["governance.sober"].condition == "sober_digital"
