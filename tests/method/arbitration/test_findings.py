"""Findings: the share of a view's draws in which an option takes a rank."""

from beffroi.foundation.language import Words
from beffroi.method.arbitration import constraints
from beffroi.method.arbitration.arbitrated import _findings
from beffroi.method.arbitration.decision import Decision
from beffroi.method.arbitration.findings import Findings
from beffroi.method.arbitration.groups import weights_of
from beffroi.method.arbitration.table import table


def found(town: Decision) -> Findings:
    compliances = constraints.compliances(town)
    known = table(constraints.remaining(town, compliances), town.criteria)
    weights = {group.id: weights_of(group, town) for group in town.groups}
    return _findings(town, compliances, known, table(town.options, town.criteria), weights)


def test_shares_of_an_option_over_the_ranks_sum_to_one(town: Decision) -> None:
    findings = found(town)

    shares = [findings.acceptability(findings.together, "far", rank) for rank in range(3)]

    assert abs(sum(shares) - 1) < 1e-9
    assert findings.together.name == Words("tous les groupes ensemble", "all groups together")
