"""What is said of a fixed point."""

from beffroi.engines.parking.scenarios.starts import Starts
from beffroi.study.parking_proof import begun, certified, proof, several, small, unlike
from tests.engines.parking.scenarios.test_trial import tried


def test_small_numbers_are_said_by_powers_of_ten() -> None:
    assert small(3.2e-8) == "3\u00a0×\u00a010⁻⁸"
    assert small(0.0) == "0"
    assert small(float("inf")) == "∞"


def test_other_ends_are_warned_of() -> None:
    assert not list(several((Starts((1e-7, 1e-7, 1e-7), settled=True),)))
    found = list(several((Starts((1e-7, 0.2, 1e-7), settled=True),)))
    assert "several equilibria" in found[0].en
    assert "2\u00a0×\u00a010⁻¹" in begun(Starts((1e-7, 0.2, 1e-7), settled=True)).en


def test_a_trial_says_its_proof_and_how_it_answers_to_the_price() -> None:
    made = tried()

    assert "residual" in proof(made.certificates[0]).en
    assert any("No draw was made" in words.en for words in certified(made))
    assert all("than measured elsewhere" in words.en for words in unlike(made))
