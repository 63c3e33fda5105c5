"""Maturities: sheets with what data say, read back, scored, kept and compared."""

import json
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import openpyxl
import pytest

from beffroi.foundation.errors import InputError, UnknownCommuneError
from beffroi.method.maturity.grid import maturity_grid
from beffroi.study import maturities
from beffroi.study.assessment import assessment
from beffroi.territory.maturity import Capacity, Response
from tests.method.maturity.answered import response, up_to

GRID = maturity_grid()
TODAY = "2026-11-25"


def numbered() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"s{next(numbers)}"


def answers(path: Path, *responses: Response) -> Path:
    maturities.write_answers(assessment(GRID, responses, {}, today=TODAY), path)
    return path


def ids(path: Path) -> set[str]:
    page = openpyxl.load_workbook(path).active
    return {row[7].value for row in page.iter_rows(min_row=7) if row[7].value}


def test_a_sheet_leaves_out_what_does_not_concern_the_town(tmp_path: Path) -> None:
    (path,) = maturities.sheets(tmp_path / "a.xlsx", commune="Redon", token=numbered())

    page = openpyxl.load_workbook(path).active
    known = {row[7].value: row[6].value for row in page.iter_rows(min_row=7)}
    assert page["A1"].value.endswith("Redon")
    assert "governance.sober" not in known
    assert known["ecosystem.agreement"].startswith("convention d")


def test_each_copy_has_its_own_id(tmp_path: Path) -> None:
    paths = maturities.sheets(tmp_path / "a.xlsx", copies=2, token=numbered())

    assert [path.name for path in paths] == ["a-1.xlsx", "a-2.xlsx"]
    assert set(GRID.proofs) <= ids(paths[0])
    found = maturities.assess(
        [*paths, answers(tmp_path / "b.csv", response({"it.backup": "yes"}))], today=TODAY
    )
    assert found.profile.n_respondents == 1


@pytest.mark.parametrize(
    ("out", "how", "kind"),
    [
        ("a.ods", {}, InputError),
        ("a.xlsx", {"copies": 0}, InputError),
        ("a.xlsx", {"copies": 5000}, InputError),
        ("a.xlsx", {"commune": "Nulle-Part-sur-Rien"}, UnknownCommuneError),
    ],
)
def test_what_cannot_be_written_is_refused(
    tmp_path: Path, out: str, how: dict, kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        maturities.sheets(tmp_path / out, token=numbered(), **how)

    assert list(tmp_path.iterdir()) == []


def test_a_sheet_that_may_be_filled_in_is_not_overwritten(tmp_path: Path) -> None:
    maturities.sheets(tmp_path / "a.xlsx", copies=2, token=numbered())
    before = (tmp_path / "a-2.xlsx").read_bytes()

    with pytest.raises(InputError, match="may be filled in"):
        maturities.sheets(tmp_path / "a.xlsx", copies=3, token=numbered())

    assert (tmp_path / "a-2.xlsx").read_bytes() == before
    assert not (tmp_path / "a-3.xlsx").exists()


def test_a_study_brings_its_facts(hamlet_study: Path) -> None:
    facts, place = maturities.known(commune="", study=hamlet_study)

    assert place is not None
    assert place.name == "Redon"
    assert facts.facts["programme.signed"].value is True
    assert (facts.facts["town.population"].value or 0) > 5000


def test_a_profile_is_kept_and_compared_with_the_one_before(
    hamlet_study: Path, tmp_path: Path
) -> None:
    study = shutil.copytree(hamlet_study, tmp_path / "study")
    first = answers(tmp_path / "a.csv", response(up_to(GRID, 1), date="2025-11-01"))
    second = answers(tmp_path / "b.csv", response(up_to(GRID, 2), date="2026-11-01"))

    before = maturities.assess([first], study=study, today="2025-11-25")
    after = maturities.assess([second], study=study, today=TODAY)
    again = maturities.assess([second], study=study, today=TODAY)

    assert before.since is None
    assert after.since is not None
    assert after.since.date == "2025-11-01"
    assert {moved.change for moved in after.since.moved} == {"better"}
    assert again.since == after.since
    kept = json.loads((study / "maturity" / "profile-2026-11-01.json").read_text("utf-8"))
    assert kept == after.profile.as_json()
    (study / "maturity" / "profile-2026-01-01.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="damaged"):
        maturities.assess([second], study=study, today=TODAY)
    (study / "maturity" / "profile-2026-01-01.json").unlink()


def test_the_answer_in_json_is_whole(tmp_path: Path) -> None:
    had = Capacity((2, 3), (0, 0), (0, 0), dict.fromkeys(GRID.skills, True))
    own = response(
        {**up_to(GRID, 0), "it.inventory": "unknown", "it.referent": "unknown"}, capacity=had
    )

    found = maturities.assess([answers(tmp_path / "a.json", own)], today=TODAY).as_json()

    assert {"figures", "findings", "warnings", "measures", "waiting", "to_find_out"} <= set(found)
    assert found["to_find_out"][0]["line"] == "it"
    assert found["measures"][0]["help"].startswith("https://")
    assert all(measure["why_not"]["fr"] for measure in found["waiting"])
    assert found["capacity"]["days"] == [2.0, 3.0]
    json.dumps(found, allow_nan=False)


def test_a_file_handed_in_twice_is_counted_once(tmp_path: Path) -> None:
    own = response(up_to(GRID, 1))
    files = [answers(tmp_path / "a.csv", own), answers(tmp_path / "b.csv", own)]

    found = maturities.assess(files, today=TODAY)

    assert found.profile.n_respondents == 1
    assert len(found.warnings) == 1


def test_the_profile_bears_the_day_of_the_last_answers(tmp_path: Path) -> None:
    yes = {"it.backup": "yes"}
    sheets = answers(
        tmp_path / "b.csv",
        response(yes, date="2026-06-15"),
        response(yes, sheet="t", role="other", date="2026-06-02"),
    )
    undated = answers(tmp_path / "u.csv", response(yes, date=""))
    tomorrow = answers(tmp_path / "t.csv", response(yes, date="2062-06-15"))

    days = [
        maturities.assess([path], today=TODAY).profile.date for path in (sheets, undated, tomorrow)
    ]

    assert days == ["2026-06-15", TODAY, TODAY]
