from dataclasses import replace

from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words
from beffroi.report.sisters import sisters
from tests.report import twin


def shops(minutes: int, mode: str, **rest: object) -> Figure:
    name = Words(f"Commerces à {minutes} minutes {mode}", f"Shops within {minutes} minutes {mode}")
    figure = twin.figure(f"mobility.shops_reached.{mode}.{minutes}min", 9.0, "shop", **rest)
    return replace(figure, name=name)


WALKS = tuple(shops(minutes, "walk") for minutes in (5, 10, 15))


def test_figures_of_one_indicator_share_a_heading() -> None:
    (family,) = sisters(WALKS)

    assert family.name == Words("Commerces à", "Shops within")
    assert [name.en for name in family.names] == [
        "5 minutes walk", "10 minutes walk", "15 minutes walk",
    ]  # fmt: skip
    assert (family.date, family.sources) == ("2019-04-30", (twin.OSM,))


def test_no_figure_is_lost_and_families_stand_where_they_begin() -> None:
    figures = (WALKS[0], twin.FIGURES[2], WALKS[1], twin.FIGURES[3], WALKS[2])

    groups = sisters(figures)

    assert [group.figures[0] for group in groups] == [WALKS[0], *twin.FIGURES[2:4]]
    assert {f for group in groups for f in group.figures} == set(figures)


def test_what_differs_is_left_to_each() -> None:
    other = replace(WALKS[2], date="2024", sources=(twin.GTFS,))

    (family,) = sisters((*WALKS[:2], other))

    assert family.date is None
    assert family.sources == ()


def test_two_figures_or_names_that_begin_differently_stay_alone() -> None:
    renamed = replace(WALKS[2], name=Words("Autre chose", "Shops within reach"))

    assert [group.names for group in sisters(WALKS[:2])] == [(f.name,) for f in WALKS[:2]]
    assert len(sisters((*WALKS[:2], renamed))) == 3


def test_a_name_that_begins_another_keeps_a_word_of_its_own() -> None:
    names = ("Bays known", "Bays known nearby", "Bays known far")
    family = [replace(walk, name=Words(n, n)) for walk, n in zip(WALKS, names, strict=True)]

    (group,) = sisters(family)

    assert [name.en for name in group.names] == ["known", "known nearby", "known far"]


def test_a_minimum_that_the_edge_of_the_map_repeats_is_told_once() -> None:
    near, far, farther = (replace(walk, minimum=True) for walk in WALKS)
    near = replace(near, value=4.0)

    (family,) = sisters((near, far, farther))

    assert family.figures == (near, far)
    assert [[name.en for name in names] for names in family.alike] == [[], ["15 minutes walk"]]
