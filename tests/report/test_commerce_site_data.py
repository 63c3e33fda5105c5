"""What the scripts of the site read."""

import json

from beffroi.report.commerce_site_data import Ranks, own_hours, site_data, words_script
from tests.report import commerce_twin


def read(script: str) -> dict[str, object]:
    return json.loads(script.split("=", 1)[1].rstrip(";\n"))


def test_each_pattern_of_a_day_is_written_once_and_unfolds_to_the_hours() -> None:
    made = commerce_twin.made()

    data = read(site_data(made))

    days, shops = data["days"], {row[0]: row for row in data["shops"]}
    assert len({json.dumps(day) for day in days}) == len(days)
    bakery = data["weeks"][shops["osm-n1"][6]]
    assert [days[rank] for rank in bakery] == [[], *[[[420, 810]]] * 6]
    assert days[data["changes"][shops["osm-n1"][6]]["8"]] == [[480, 720]]
    assert shops["osm-n5"][6] == -1
    assert data["calendar"]["n"] == 56


def test_the_page_of_a_shop_holds_the_days_to_be_checked() -> None:
    made = commerce_twin.made()
    chemist = next(shop for shop in made.shops if shop.page == "osm-w3")
    assert chemist.timetable is not None

    hours = own_hours(made, chemist.timetable)

    assert hours["m"] == {8: ((540, 1170),), 40: ((540, 1170),)}
    assert hours["c"] == {8: (), 40: ()}


def test_words_are_in_both_languages() -> None:
    assert all(len(pair) == 2 for pair in read(words_script(commerce_twin.FIRST)).values())


def test_things_are_ranked_as_they_come() -> None:
    ranks = Ranks()

    assert [ranks[one] for one in "abca"] == [0, 1, 2, 0]
