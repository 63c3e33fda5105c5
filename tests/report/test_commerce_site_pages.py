"""Parts of the pages: what is said of a shop, of premises and of events."""

import dataclasses
from dataclasses import replace

import pytest

from beffroi.engines.commerce.directory.coverage import coverage
from beffroi.report import commerce_site_pages as parts
from beffroi.report.commerce_site_words import hours_words
from tests.report import commerce_twin


@pytest.fixture(scope="module")
def made() -> object:
    return commerce_twin.made()


def shop(made: object, page: str) -> object:
    return next(one for one in made.shops if one.page == page)  # type: ignore[attr-defined]


def told(made: object, page: str) -> dict[str, object]:
    one = shop(made, page)
    return parts.shop_parts(made, one, {one.family: "f.html"}, {})  # type: ignore[attr-defined,arg-type]


def test_hours_under_a_condition_are_to_be_checked_and_not_printed(made: object) -> None:
    found = told(made, "osm-n7")

    assert found["notes"] == ("sur rendez-vous",)
    assert "à vérifier" in str(found["week"][0][1])  # type: ignore[index]
    assert found["week_fr"] == []


def test_what_is_wicked_is_no_link(made: object) -> None:
    facts = "".join(str(value) for _, value in told(made, "osm-n4")["facts"])  # type: ignore[union-attr,misc]

    assert "href" not in facts.replace('href="tel:', "")
    assert told(made, "osm-n4")["osm"] == "https://www.openstreetmap.org/node/4"


def test_a_shop_without_a_sign_is_named_by_its_trade(made: object) -> None:
    assert parts.shop_name(shop(made, "osm-n5")).fr == "coiffeur"  # type: ignore[arg-type]


def test_the_name_of_an_owner_is_in_no_part(made: object) -> None:
    said = [parts.vacancy_parts(one) for one in made.vacancies]  # type: ignore[attr-defined]

    assert "Propri" not in str(said)
    assert any("2024" in str(one) for one in said)


def test_passers_are_told_by_counts_only_where_all_are(made: object) -> None:
    one, other = made.vacancies  # type: ignore[attr-defined]
    by_index = dataclasses.replace(one, passing=62.0)
    counted = dataclasses.replace(other, passing=30.0, passers=(300.0, 1_200.0))

    assert parts.flows_told([one, other]) == ""
    assert parts.flows_told([by_index, counted, one]) == "index"
    assert parts.flows_told([counted, one]) == "counts"
    assert "62 sur 100" in str(parts.vacancy_parts(by_index))
    assert "par jour" in str(parts.vacancy_parts(counted))


def test_events_stand_under_their_day_and_say_their_state(made: object) -> None:
    days = parts.by_day(parts.event_days(made))  # type: ignore[arg-type]

    assert ["lundi 6 juillet" in str(day) for day, _ in days] == [True, False, False]
    assert "annulé" in str(days[1][1][0]["state"])
    assert "du 17 juillet au 18 juillet" in str(days[2][1][0]["when"])


def test_long_lists_are_led_through_by_few_numbers() -> None:
    found = parts.pager("tous", 10, 50, "index")

    assert [number for number, *_ in found] == [1, 0, 7, 8, 9, 10, 11, 12, 13, 0, 50]
    assert found[0][1] == "index.html"


def test_a_contact_is_an_address_or_a_page() -> None:
    assert 'href="mailto:a@b.fr"' in parts.contact_link("a@b.fr")
    assert 'href="https://b.fr/@ville"' in parts.contact_link("https://b.fr/@ville")
    assert parts.contact_link("") == ""


def test_a_town_of_few_known_hours_has_no_gap_nor_chart(made: object) -> None:
    found = parts.hours_parts(made)  # type: ignore[arg-type]

    assert found["chart"] == ""
    assert "gap" not in found
    assert found["missing"] == 30 - made.coverage.known  # type: ignore[attr-defined]
    assert "trop peu" in found["lead"]


def test_known_hours_give_the_gap_with_its_bounds(made: object) -> None:
    cut = (((540, 720), (840, 1140)),) * 6 + ((),)
    known = replace(made, coverage=coverage([cut] * 40))  # type: ignore[type-var]

    found = parts.hours_parts(known)  # type: ignore[arg-type]

    assert "<svg" in found["chart"]
    assert "100 points fewer" in found["gap"]
    assert "to 100, if those" in found["gap"]


def test_the_window_sheet_promises_public_holidays_only_where_they_are_told(made: object) -> None:
    assert told(made, "osm-n1")["is_sure_on_holidays"]
    assert not told(made, "osm-w3")["is_sure_on_holidays"]


def test_hours_do_not_break_within_a_range() -> None:
    assert "–\u2060" in hours_words(((840, 1140),)).fr
