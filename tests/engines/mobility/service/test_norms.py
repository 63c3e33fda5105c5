"""Norms: each number is read as it is written."""

from itertools import pairwise

from beffroi.engines.mobility.service.norms import BANDS, band_name, numbers, windows, words


def test_bands_do_not_overlap_and_have_a_name() -> None:
    spans = sorted(span for band in BANDS for span in windows(f"band_{band}"))

    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(band_name(band).fr for band in BANDS)


def test_classes_go_down_to_a_single_departure() -> None:
    assert numbers("classes") == (60, 30, 15, 1)


def test_words_are_lower_case() -> None:
    assert all(word == word.lower() for word in words("school_words"))
