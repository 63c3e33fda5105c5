"""A decision that was arbitrated once for all tests."""

import pytest

from beffroi.method.arbitration.arbitrated import Arbitrated, arbitrated
from beffroi.method.arbitration.decision import Constraint, Decision, Label, Vote
from tests.method.arbitration.choices import SOURCE, criterion, decision, group, option, said, swing


@pytest.fixture(scope="session")
def town() -> Decision:
    """Three options that remain, one excluded, one unknown cell, two groups that disagree."""
    return decision(
        options=(
            option("near", a=9, b=3),
            option("far", a=2, b=(8, 9)),
            option("none", baseline=True, a=3, b=4),
            option("dear", a=10, b=None),
        ),
        criteria=(
            criterion("a", rework=2.0, acceptable=5.0, preference=2.0),
            criterion("b", rework=2.0, acceptable=5.0, preference=2.0),
        ),
        constraints=(Constraint("law", Label.of("Loi"), meets=(("near", True), ("far", True),
                                                              ("none", True), ("dear", False))),),
        groups=(group("drivers", swing(a=100, b=20)), group("walkers", said("ranks", a=2, b=1))),
        votes=(Vote("walkers", "far", 1, "la rue d'abord"),),
    )  # fmt: skip


@pytest.fixture(scope="session")
def result(town: Decision) -> Arbitrated:
    """Return what the arbitration says of it."""
    return arbitrated(town, SOURCE)
