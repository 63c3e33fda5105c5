"""Where a note comes from."""

from beffroi.report.decision import provenance
from tests.report.decision import cases


def test_sources_are_named_with_publisher_and_date_the_decision_first() -> None:
    sources = provenance.sources(cases.hostile(), "fr")

    assert sources[0].endswith("15 janvier 2026, decision.toml")
    assert sources[1].endswith("juin 2025")


def test_how_it_was_done_takes_three_sentences() -> None:
    assert len(provenance.how(cases.stress(), "fr")) == 3
    assert len(provenance.how(cases.small(), "fr")) == 3


def test_methods_name_draws_and_seed() -> None:
    assert "40" in provenance.methods(cases.stress(), "en")
    assert "seed: 3" in provenance.methods(cases.stress(), "en")
    assert "0001" not in provenance.seal(cases.entry(), "en")
