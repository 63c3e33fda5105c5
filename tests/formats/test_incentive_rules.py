"""Rules of a local incentive: what is written is read, what is not is unknown."""

import math
from pathlib import Path

import pytest

from beffroi.formats import incentive_rules
from beffroi.foundation.errors import FaultyFileError

RULE = """
[[incentive]]
name = "Conducteurs"
payer = "Communauté d'agglomération"
to = "driver"
per_trip = 1.5
per_km = 0.1
least_km = 2
most_km = "none"
valid_from = "2026-01-01"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "incitation.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_rule_is_read_and_a_key_left_out_is_unknown(tmp_path: Path) -> None:
    (rule,) = incentive_rules.read(written(tmp_path, RULE))

    assert (rule.per_trip, rule.per_km, rule.least, rule.most) == (1.5, 0.1, 2000.0, math.inf)
    assert math.isnan(rule.cap)
    assert rule.payer == "Communauté d'agglomération"


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = (
        RULE + '[[incentive]]\nto = "bus"\nper_trip = -1\nper_km = nan\ncap = true\nplafond = 2\n'
    )

    with pytest.raises(FaultyFileError) as caught:
        incentive_rules.read(written(tmp_path, text))

    assert len(caught.value.faults) == 6


@pytest.mark.parametrize("text", ["[[incentive", "incentive = 3", "a = 1", "incentive = [1]"])
def test_what_holds_no_rule_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(FaultyFileError):
        incentive_rules.read(written(tmp_path, text))
