"""What is known before a survey."""

import pytest

from beffroi.engines.commerce.catchment.parameters import all_goods, goods, parameter
from beffroi.foundation.errors import SettingsError


def test_the_prior_of_all_purchases_is_that_of_reilly_give_or_take_a_half() -> None:
    assert (goods("all").strength, goods("all").deviation) == (2.0, 0.5)


def test_figures_told_from_memory_say_so() -> None:
    assert {key for key, one in all_goods().items() if one.from_memory} == {
        "weekly", "comparison", "bulky",
    }  # fmt: skip


def test_zones_end_one_after_the_other() -> None:
    assert 0 < parameter("primary") < parameter("secondary") < parameter("tertiary") < 1


def test_goods_that_nobody_knows_are_refused() -> None:
    with pytest.raises(SettingsError, match="weekly"):
        goods("groceries")
