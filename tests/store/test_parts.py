from pathlib import Path

import httpx

from beffroi.store.parts import left_by_an_earlier_run

URL = "https://www.insee.fr/a.csv"


def begun(to: Path, **headers: str) -> None:
    part = left_by_an_earlier_run(to)
    part.begin(URL, httpx.Response(200, headers=headers))
    with part.to_append() as file:
        file.write(b"12345")


def test_a_part_with_a_strong_mark_is_asked_for_the_rest(tmp_path: Path) -> None:
    begun(tmp_path / "a.csv", ETag='"7"')

    conditions = left_by_an_earlier_run(tmp_path / "a.csv").conditions(URL)

    assert conditions == {"Range": "bytes=5-", "If-Range": '"7"'}


def test_the_date_serves_where_the_mark_is_weak(tmp_path: Path) -> None:
    day = "Wed, 01 Jul 2026 08:00:00 GMT"
    begun(tmp_path / "a.csv", **{"ETag": 'W/"7"', "Last-Modified": day})

    part = left_by_an_earlier_run(tmp_path / "a.csv")

    assert part.conditions(URL)["If-Range"] == day
    assert part.modified == "2026-07-01"


def test_a_part_of_another_address_is_thrown_away(tmp_path: Path) -> None:
    begun(tmp_path / "a.csv", ETag='"7"')

    conditions = left_by_an_earlier_run(tmp_path / "a.csv").conditions(URL + "?v=2")

    assert conditions == {}
    assert list(tmp_path.iterdir()) == []


def test_a_part_whose_notes_are_lost_is_thrown_away(tmp_path: Path) -> None:
    begun(tmp_path / "a.csv", ETag='"7"')
    (tmp_path / "a.csv.part.json").write_text("{")

    part = left_by_an_earlier_run(tmp_path / "a.csv")

    assert part.size == 0
    assert list(tmp_path.iterdir()) == []


def test_a_day_that_is_not_one_is_unknown(tmp_path: Path) -> None:
    begun(tmp_path / "a.csv", **{"ETag": '"7"', "Last-Modified": "hier"})

    assert left_by_an_earlier_run(tmp_path / "a.csv").modified == ""
