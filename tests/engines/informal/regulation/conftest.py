"""The street and its proposal, made once."""

import numpy as np
import pytest

from beffroi.engines.informal.regulation import Proposal, proposed
from beffroi.engines.informal.regulation.draws import Dice
from beffroi.engines.informal.regulation.hypotheses import Hypotheses, hypotheses
from beffroi.territory.informal import InformalNetwork
from tests.towns import informal_street


def wanted(**said: object) -> Hypotheses:
    made, faults = hypotheses(said)
    assert made is not None, faults
    return made


@pytest.fixture
def dice() -> Dice:
    return Dice(np.random.default_rng(1), 200)


@pytest.fixture(scope="session")
def street() -> InformalNetwork:
    return informal_street.network()


@pytest.fixture(scope="session")
def proposal(street: InformalNetwork) -> Proposal:
    return proposed(street, wanted(), seed=3)


@pytest.fixture(scope="session")
def blank() -> Proposal:
    return proposed(informal_street.uncounted(), wanted(), seed=3)
