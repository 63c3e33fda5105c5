"""Solutions of a study: from its needs to a list with a reason for all that is left out."""

from pathlib import Path

from beffroi.study import opened as opening
from beffroi.study.decide import decide
from beffroi.study.solutions import context
from beffroi.study.workshop import Workshop


def test_every_heavy_need_is_answered_first_by_doing_nothing(hamlet_study: Path) -> None:
    study = opening.opened(hamlet_study)

    heavy = [need.id for need in study.needs if need.weight]
    assert [one.need for one in study.proposals] == heavy[:8]
    assert all(one.kept[0].id == "do-nothing" for one in study.proposals)
    assert all(left.open_points for one in study.proposals for left in one.excluded)


def test_what_is_proposed_tells_its_facts_with_source_and_class(hamlet_study: Path) -> None:
    study = opening.opened(hamlet_study)

    offers = [kept for one in study.proposals for kept in one.kept if not kept.is_baseline]
    facts = [fact for offer in offers for fact in offer.facts]
    assert facts
    assert all(fact.words.fr.endswith("]") for fact in facts)


def test_the_town_is_known_by_its_registers_and_its_maturity_is_not(shop: Workshop) -> None:
    found = context(shop)

    assert found.population == 9542
    assert found.is_overseas is False
    assert found.maturity == {}
    assert found.staff_days is None


def test_each_solution_says_how_much_of_it_is_judgement(hamlet_study: Path) -> None:
    study = opening.opened(hamlet_study)

    offered = [kept for one in study.proposals for kept in one.kept]
    assert all(" fact" in kept.evidence.en for kept in offered)
    assert all(" fait" in kept.evidence.fr for kept in offered)


def test_each_solution_kept_tells_its_cost_and_stands_against_each_requirement(
    hamlet_study: Path,
) -> None:
    study = opening.opened(hamlet_study)

    for one in study.proposals:
        assert all(kept.cost for kept in one.kept)
        assert not any(left.cost for left in one.excluded)
        assert one.compliance
        assert all(len(verdicts) == len(one.kept) for _, verdicts in one.compliance)


def test_each_need_has_a_decision_to_be_completed_that_can_be_arbitrated(
    hamlet_study: Path, tmp_path: Path
) -> None:
    proposal = opening.opened(hamlet_study).proposals[0]
    path = tmp_path / "decision.toml"
    path.write_text(proposal.decision, encoding="utf-8")

    result = decide(path, draws=20).result

    assert [option.id for option in result.decision.options] == [kept.id for kept in proposal.kept]
    assert result.decision.baseline.id == "do-nothing"
    assert not any(option.on("effect").is_known for option in result.decision.options)
