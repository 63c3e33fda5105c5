"""The page of a check."""

from pathlib import Path

from beffroi.foundation.language import Words
from beffroi.report.check_page import rendered, write
from beffroi.study.gtfs_checks import Checked, Told
from beffroi.territory.notice import Explanation, Notice, Row

SAID = Explanation(
    title=Words("Un arrêt est loin", "A stop is far"),
    means=Words("On le manque.", "One misses it."),
    remedy=Words("Vérifier sa position.", "Check where it is."),
)


def checked(*, count: int = 1, value: str = "A") -> Checked:
    rows = tuple(Row("stops.txt", n + 2, {"stop_id": value}) for n in range(min(count, 1000)))
    notice = Notice(code="far", severity="error", origin="beffroi", count=count, rows=rows)
    return Checked("réseau.zip", "2026-11-22", "1.0", (Told(notice, SAID),))


def test_each_notice_says_what_it_changes_and_what_to_do() -> None:
    page = rendered(checked())

    for said in ("réseau.zip", "Un arrêt est loin", "On le manque.", "Vérifier sa position.",
                 "stops.txt", "22\u00a0novembre\u00a02026"):  # fmt: skip
        assert said in page.replace("22 novembre 2026", "22\u00a0novembre\u00a02026")


def test_what_a_file_holds_runs_nothing_and_many_rows_are_counted() -> None:
    page = rendered(checked(count=2414, value="<script>alert(1)</script>"))

    assert "<script>alert" not in page
    assert "100 sur 2\u202f414" in page
    assert page.count("stops.txt") == 100


def test_a_sound_timetable_has_a_page_that_says_so(tmp_path: Path) -> None:
    write(Checked("a.zip", "2026-11-22", "1.0", ()), tmp_path / "a.html")

    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Rien à" in page
    assert 'id="error"' not in page
