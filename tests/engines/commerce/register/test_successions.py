"""Which establishments followed each other at an address."""

from typing import Any

import pandas as pd

from beffroi.engines.commerce.register.successions import spans, successions
from beffroi.territory.commerce import PERIODS, SUCCESSIONS
from tests.engines.commerce.drawn import establishments

HERE = {"address": "3 GRANDE RUE"}


def periods(*rows: dict[str, Any]) -> pd.DataFrame:
    whole = [{"period_id": f"{i}", **row} for i, row in enumerate(rows)]
    return PERIODS.typed(pd.DataFrame(whole, columns=list(PERIODS.columns)))


def closed(siret: str, created: str, since: str, **more: Any) -> dict[str, Any]:
    return {"siret": siret, "state": "closed", "created": created, "since": since, **HERE, **more}


def test_one_follows_the_other_and_the_gap_is_told() -> None:
    made = successions(
        establishments(
            closed("1" * 14, "2005-01-01", "2015-06-30"),
            {"siret": "2" * 14, "created": "2015-09-28", **HERE},
        ),
        None,
    )

    assert made["siret"].tolist() == ["1" * 14, "2" * 14]
    assert made["next_siret"].fillna("–").tolist() == ["2" * 14, "–"]
    assert made["gap"].iloc[0] == 90
    assert SUCCESSIONS.faults(made) == []


def test_the_address_is_one_however_it_is_written() -> None:
    made = successions(
        establishments(
            closed("1" * 14, "2005-01-01", "2015-06-30", address="3 GR DE LA GARE"),
            {"siret": "2" * 14, "created": "2016-01-01", "address": "3 GRANDE RUE GARE"},
        ),
        None,
    )

    assert made["next_siret"].iloc[0] == "2" * 14


def test_one_that_began_long_before_follows_nobody_and_was_there_together() -> None:
    made = successions(
        establishments(
            closed("1" * 14, "2005-01-01", "2015-06-30"),
            {"siret": "2" * 14, "created": "2001-01-01", **HERE},
        ),
        None,
    ).set_index("siret")

    assert pd.isna(made.loc["1" * 14, "next_siret"])
    assert made.loc["1" * 14, "together"] == 1


def test_dates_of_the_history_win_over_those_of_the_register() -> None:
    one = establishments(closed("1" * 14, "2005-01-01", "2020-01-01"))
    past = periods(
        {"siret": "1" * 14, "begins": "2006-02-01", "state": "active"},
        {"siret": "1" * 14, "begins": "2012-05-01", "state": "closed"},
    )

    assert spans(one, past).iloc[0].tolist() == ["2006-02-01", "2012-05-01"]
    assert spans(one, None).iloc[0].tolist() == ["2005-01-01", "2020-01-01"]


def test_a_dead_shop_that_stays_active_has_no_end() -> None:
    made = spans(establishments({"created": "1980-01-01", "since": "1999-01-01"}), None)

    assert pd.isna(made["ended"].iloc[0])


def test_what_is_no_shop_and_what_has_no_address_are_left_out() -> None:
    made = successions(
        establishments({"activity": "01.11Z", **HERE}, {"siret": "1" * 14, "address": None}), None
    )

    assert made.empty
    assert list(made.columns) == list(SUCCESSIONS.columns)
