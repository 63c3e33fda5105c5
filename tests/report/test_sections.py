from dataclasses import replace

from beffroi.report.sections import in_brief, numbered_sources, section, sections, solutions_cited
from tests.report import twin


def test_sections_follow_one_another_in_the_order_of_reading() -> None:
    assert [part.room for part in sections(twin.study())] == ["mobility", "parking", "commerce"]


def test_a_section_without_data_says_what_to_bring() -> None:
    study = twin.study(figures=(), exhibits=(), findings=())

    (parking,) = sections(study)

    assert parking.room == "parking"
    assert parking.lacks == (twin.LACK,)


def test_a_section_with_nothing_at_all_is_left_out() -> None:
    assert sections(twin.bare_study()) == ()


def test_a_room_without_a_name_is_not_lost() -> None:
    figure = twin.figure("usages.sensors", 3.0, "place")

    assert sections(twin.study(figures=(figure,)))[-1].room == "usages"


def test_figures_of_the_town_stand_with_its_sheet() -> None:
    town = section(twin.study(), "town")

    assert [figure.id for figure in town.figures] == ["town.population"]


def test_the_heaviest_findings_come_first_and_the_rest_are_kept() -> None:
    many = tuple(
        twin.finding(f"town.f{weight}", "watch", weight, "town.population") for weight in range(13)
    )

    first, others = in_brief(many)

    assert [finding.weight for finding in first] == [12, 11, 10, 9, 8, 7, 6, 5, 4, 3]
    assert [finding.weight for finding in others] == [2, 1, 0]


def test_every_source_quoted_has_its_number() -> None:
    numbers = numbered_sources(twin.study(sources=(twin.GTFS,)))

    assert numbers == {twin.GTFS: 1, twin.SURVEY: 2, twin.OSM: 3}


def test_a_solution_named_for_two_needs_is_told_once() -> None:
    twice = (twin.PROPOSAL, replace(twin.PROPOSAL, need="find-parking"))

    assert [one.id for one in solutions_cited(twice)] == ["do-nothing", "sensors"]
