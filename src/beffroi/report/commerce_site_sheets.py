"""Window sheets: what a shop sticks on its door, with a code that leads to its page."""

import segno
from markupsafe import Markup

QUIET = 4
"""Blank cells around a code, as its standard asks (ISO/IEC 18004)."""


def qr_code(address: str) -> Markup:
    """Draw the code of an address as SVG, black on white whatever the theme.

    Its mask is chosen beforehand: trying all eight costs four times as much, and every reader
    reads them all.
    """
    code = segno.make_qr(address, error="m", boost_error=False, mask=0)
    rows = [
        f"M{start} {y}h{length}v1h-{length}z"
        for y, row in enumerate(code.matrix, start=QUIET)
        for start, length in _runs(row)
    ]
    side = len(code.matrix) + 2 * QUIET
    path = "".join(rows)
    return Markup(  # noqa: S704  (numbers)
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" '
        f'aria-label="Code QR de la page du commerce" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{path}"/></svg>'
    )


def _runs(row: bytearray) -> list[tuple[int, int]]:
    """List the runs of dark cells of a row: where each starts, and its length."""
    runs, at = [], 0
    for part in bytes(row).split(b"\x00"):
        if part:
            runs.append((at + QUIET, len(part)))
        at += len(part) + 1
    return runs
