"""Pages that stand alone."""

import re

from beffroi.foundation.language import Words
from beffroi.report.page import hashed
from beffroi.report.standalone import laid_out
from beffroi.study.gtfs_checks import Checked


def test_a_page_runs_its_own_scripts_and_no_other() -> None:
    parts = {
        "checked": Checked("<b>.zip", "2026-11-22", "1.0", ()), "title": Words("a", "a"),
        "counts": Words("b", "b"), "method": Words("c", "c"), "parts": (), "most_open": 1,
    }  # fmt: skip

    page = laid_out("check.html.j2", parts, scripts=["let one = 1;"], look=["p { margin: 0 }"])

    policy = re.search(r'content="(default-src[^"]*)"', page)
    assert policy is not None
    for own in ("let one = 1;", "p { margin: 0 }"):
        assert hashed(own) in policy[1].replace("&#39;", "'")
        assert own in page
    assert "<b>.zip" not in page
