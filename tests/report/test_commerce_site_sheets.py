"""Codes of window sheets."""

import re

import segno

from beffroi.report.commerce_site_sheets import QUIET, qr_code

ADDRESS = "https://commerces.ville.fr/commerces/osm-n1.html"


def test_the_drawing_holds_every_dark_cell_and_its_quiet_zone() -> None:
    code = segno.make_qr(ADDRESS, error="m", boost_error=False, mask=0)

    drawn = str(qr_code(ADDRESS))

    dark = {
        (int(x) + i, int(y))
        for x, y, n in re.findall(r"M(\d+) (\d+)h(\d+)v1", drawn.split('fill="#000"')[1])
        for i in range(int(n))
    }
    expected = {
        (x + QUIET, y + QUIET)
        for y, row in enumerate(code.matrix)
        for x, cell in enumerate(row)
        if cell
    }
    assert dark == expected
    assert f'viewBox="0 0 {len(code.matrix) + 8} ' in drawn
