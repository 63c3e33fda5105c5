"""Respondents: each counted once."""

import pytest

from beffroi.formats.maturity_sheets.respondents import distinct
from beffroi.foundation.errors import InputError
from beffroi.territory.maturity import Answer, Response
from tests.method.maturity.answered import plain


def one(
    answer: Answer = "yes", sheet: str = "s", role: str = "it", date: str = "2026-11-01"
) -> Response:
    return Response(sheet, role, date, "1", {"it.backup": answer})


def test_the_same_sheet_in_two_roles_is_two_respondents() -> None:
    kept, said = distinct([("a.xlsx", one()), ("b.xlsx", one(role="elected"))])

    assert len(kept) == 2
    assert said == ()


def test_an_identical_copy_is_counted_once() -> None:
    kept, said = distinct([("a.xlsx", one()), ("a (1).xlsx", one())])

    assert len(kept) == 1
    assert "comptée qu'une fois" in plain(said[0].fr)


def test_the_later_file_of_a_respondent_holds() -> None:
    kept, said = distinct([("b.xlsx", one("no", date="2026-11-20")), ("a.xlsx", one("yes"))])

    assert kept == (one("no", date="2026-11-20"),)
    assert said[0].en.startswith("a.xlsx is set aside")


def test_two_different_files_of_one_day_are_not_chosen_between() -> None:
    with pytest.raises(InputError, match="--copies 2"):
        distinct([("a.xlsx", one("yes")), ("b.xlsx", one("no"))])
