"""Visits to the sites of shops, for a study."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from beffroi.study.commerce_visits import concluded, visited
from beffroi.territory.commerce import PREMISES
from beffroi.territory.shop_declared import DECLARED
from beffroi.territory.shop_sites import Visit

DAY = dt.date(2026, 11, 26)


def test_nobody_is_asked_unless_it_is_wanted() -> None:
    assert visited(PREMISES.empty(), None, DAY, fetch=False, cache=None, progress=None) == ({}, ())


def test_addresses_that_shopkeepers_declare_are_visited_too(tmp_path: Path) -> None:
    told = DECLARED.typed(pd.DataFrame({"siret": ["1" * 14], "website": ["http://localhost/"]}))

    found, said = visited(PREMISES.empty(), told, DAY, fetch=True, cache=tmp_path, progress=None)

    assert {url: one.outcome for url, one in found.items()} == {"http://localhost/": "inside"}
    assert said == ()


@pytest.mark.parametrize(
    ("outcomes", "kept"),
    [(["line", "timeout"], 0), (["line", "answered"], 2), (["line"], 1), ([], 0)],
)
def test_a_machine_that_is_not_on_the_web_concludes_nothing(outcomes: list[str], kept: int) -> None:
    visits = {f"https://{n}.example": Visit(f"https://{n}.example", "", DAY.isoformat(), one)
              for n, one in enumerate(outcomes)}  # fmt: skip

    found, warnings = concluded(visits)

    assert len(found) == kept
    assert len(warnings) == (1 if outcomes and not kept else 0)
