import itertools

import pytest

from beffroi.report.theme import (
    GROUNDS,
    MAP,
    MARKS,
    TEXT,
    Scheme,
    contrast,
    own_colours,
    standing_out,
    variables,
)

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LEAST_FOR_WORDS, LEAST_FOR_MARKS = 4.5, 3.0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_word_stands_out_from_what_lies_behind_it(scheme: Scheme) -> None:
    colours = TEXT[scheme]
    inks = set(colours) - set(GROUNDS) - {"rule"}

    faint = [
        (ink, ground)
        for ink, ground in itertools.product(inks, GROUNDS)
        if contrast(colours[ink], colours[ground]) < LEAST_FOR_WORDS
    ]

    assert faint == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_mark_stands_out_from_the_land(scheme: Scheme) -> None:
    colours = MAP[scheme]

    faint = [mark for mark in MARKS if contrast(colours[mark], colours["land"]) < LEAST_FOR_MARKS]

    assert faint == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_street_names_stand_out_from_their_halo(scheme: Scheme) -> None:
    assert contrast(MAP[scheme]["label"], MAP[scheme]["halo"]) >= LEAST_FOR_WORDS


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_walk_is_told_apart_by_lightness_alone(scheme: Scheme) -> None:
    land = MAP[scheme]["land"]

    steps = [contrast(MAP[scheme][f"minutes-{minutes}"], land) for minutes in (5, 10, 15)]

    assert all(near > 1.5 * far for near, far in itertools.pairwise(steps))


def test_both_schemes_name_the_same_colours() -> None:
    assert TEXT["light"].keys() == TEXT["dark"].keys()
    assert MAP["light"].keys() == MAP["dark"].keys()


def test_grey_of_known_contrast_is_measured_right() -> None:
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_colours_become_properties_of_the_style() -> None:
    assert "--ink: #1f2430;" in variables("light")
    assert "--map-water: #23485f;" in variables("dark")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("colour", ["0B5FA5", "000000", "ffffff", "FFD500", "7F7F7F"])
def test_a_colour_that_data_give_stands_out_by_day_and_by_night(
    colour: str, scheme: Scheme
) -> None:
    made = standing_out(colour, scheme)

    assert contrast(made, MAP[scheme]["land"]) >= LEAST_FOR_MARKS
    assert contrast(made, TEXT[scheme]["paper"]) >= LEAST_FOR_MARKS


def test_a_colour_that_stands_out_already_stays_and_no_text_becomes_a_style() -> None:
    css = own_colours(["0b5fa5", "red; } * { display: none", ""])

    assert ".own-0B5FA5 { --own: #0b5fa5; }" in css
    assert "display" not in css
