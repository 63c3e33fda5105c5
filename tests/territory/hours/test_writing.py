"""Statements written as rules."""

import pytest

from beffroi.territory.hours.atoms import Days, LostError
from beffroi.territory.hours.statements import CLOSED, OPEN, UNSURE, On, Statement
from beffroi.territory.hours.writing import LONGEST_COMMENT, written

MONDAY = On(Days((0,)))


def test_days_that_are_alike_are_one_rule() -> None:
    told = [Statement(On(Days((day,))), OPEN, ((540, 720),)) for day in (0, 1, 2, 4)]

    assert written(told) == "Mo-We,Fr 09:00-12:00"


def test_a_comment_cannot_leave_its_quotes_nor_go_on_for_ever() -> None:
    rule = written([Statement(MONDAY, UNSURE, ((540, 720),), '"; Tu 09:00-12:00 "' + "x" * 500)])

    assert rule.count('"') == 2
    assert len(rule) < LONGEST_COMMENT + 60


def test_hours_under_a_condition_leave_the_sure_ones_as_they_are() -> None:
    told = [Statement(MONDAY, OPEN, ((540, 720),)), Statement(MONDAY, UNSURE, ((660, 780),), "x")]

    assert written(told) == 'Mo 09:00-12:00, Mo 12:00-13:00 unknown "x"'


def test_nothing_but_closed_days_tells_no_hours() -> None:
    with pytest.raises(LostError, match="no opening hours are told"):
        written([Statement(MONDAY, CLOSED)])
