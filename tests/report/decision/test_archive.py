"""Office files without an hour."""

import io
import zipfile

from beffroi.report.decision.archive import settled


def made(year: int) -> bytes:
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w") as archive:
        archive.writestr(zipfile.ZipInfo("b.xml", (year, 1, 1, 0, 0, 0)), "<b/>")
        archive.writestr(zipfile.ZipInfo("a.xml", (year, 2, 1, 0, 0, 0)), "<a/>")
    return to.getvalue()


def test_the_hour_of_making_does_not_show() -> None:
    once, later = settled(made(2025)), settled(made(2026))

    assert once == later
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert archive.namelist() == ["b.xml", "a.xml"]
        assert archive.read("a.xml") == b"<a/>"
