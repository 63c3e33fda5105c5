"""What is known of a shop."""

from beffroi.engines.commerce.visibility.evidence import evidence, own_address
from beffroi.territory.hours import Hours, Unread
from tests.engines.commerce.visibility.shops import DAY, SITE, declared, page, premises


def test_hours_are_kept_by_the_source_that_tells_them() -> None:
    told = declared({"premises_id": "osm:n0", "listing_hours": "n’importe quand"})

    (one,) = evidence(premises({"opening_hours": "Mo 09:00-12:00", "website": SITE}), day=DAY,
                      declared=told, pages=page(hours="Mo 09:00-12:00"))  # fmt: skip

    assert set(one.hours) == {"map", "site", "listing"}
    assert isinstance(one.hours["map"], Hours)
    assert isinstance(one.hours["listing"], Unread)


def test_the_declared_address_comes_before_that_of_the_map() -> None:
    assert own_address({"website": SITE}, {"website": "http://b.fr"}) == "http://b.fr"
    assert own_address({}, {}) == ""


def test_a_declaration_of_another_shop_is_not_used() -> None:
    (one,) = evidence(premises({}), day=DAY, declared=declared({"premises_id": "osm:n9"}))

    assert not one.declared
