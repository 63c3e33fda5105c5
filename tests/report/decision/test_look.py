"""Colours of the documents."""

from beffroi.report.decision import look
from beffroi.report.theme import contrast


def test_white_letters_are_legible_on_every_colour() -> None:
    assert all(contrast(look.WHITE, colour) >= 4.5 for colour in look.SERIES)
    assert look.colour_of(len(look.SERIES)) == look.SERIES[0]
    assert min(contrast(look.INK, look.SUNK), contrast(look.MUTED, look.SUNK)) >= 4.5
