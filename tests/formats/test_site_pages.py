"""Pages of shops' sites."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.formats import site_pages

BAKERY = {
    "@context": "https://schema.org", "@type": "Bakery", "name": "Aux Pains",
    "telephone": "+33 2 99 00 00 00", "sameAs": ["https://www.instagram.com/auxpains"],
    "openingHoursSpecification": [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": ["Tuesday", "https://schema.org/Friday"],
         "opens": "07:00", "closes": "19:30:00"},
        {"dayOfWeek": "Sunday", "opens": "00:00", "closes": "00:00"},
    ],
}  # fmt: skip


def ld(*nodes: object) -> str:
    scripts = [f'<script type="application/ld+json">{json.dumps(n)}</script>' for n in nodes]
    return "<html><head>" + "".join(scripts) + "</head></html>"


def test_what_a_site_says_of_its_shop_is_read() -> None:
    page = site_pages.read(ld({"@graph": [{"@type": "WebSite"}, BAKERY]}))

    assert (page.business, page.names) == (("Bakery",), ("Aux Pains",))
    assert (page.phone, page.social) == (
        "+33 2 99 00 00 00",
        ("https://www.instagram.com/auxpains",),
    )
    assert page.hours == "Tu,Fr 07:00-19:30, Su off"


@pytest.mark.parametrize(
    ("told", "hours"),
    [
        ({"openingHours": ["Mo-Fr 09:00-12:00", "Sa 09:00-12:00"]},
         "Mo-Fr 09:00-12:00, Sa 09:00-12:00"),
        ({"openingHours": "lundi 9h-12h"}, "Mo 09:00-12:00"),
        ({"openingHours": "when the sun shines"}, ""),
        ({"openingHoursSpecification": {"dayOfWeek": "Monday", "opens": "9", "closes": "12"}}, ""),
        ({"openingHoursSpecification": {"dayOfWeek": "Monday", "opens": "09:00", "closes": "12:00",
                                        "validFrom": "2026-12-24"}}, ""),
        ({"openingHours": 12}, ""),
    ],
)  # fmt: skip
def test_hours_that_are_not_understood_are_not_told(told: dict, hours: str) -> None:
    assert site_pages.read(ld({"@type": "Store", **told})).hours == hours


def test_other_things_than_shops_are_no_business() -> None:
    page = site_pages.read(ld({"@type": "WebSite", "telephone": "1"}, {"@type": ["Thing", 3]}, [1]))

    assert (page.business, page.phone) == ((), "")


def test_what_is_seen_on_a_page_is_read() -> None:
    page = site_pages.read("""<head><title> Aux
        Pains</title>
        <meta name="Viewport" content="initial-scale=1, width = device-width">
        <meta property="og:description" content="Pain au levain">
        <meta property="og:image" content="a">
        <style>.click-and-collect{}</style><script>"commander en ligne"</script></head>
        <a href="//fr-fr.facebook.com/auxpains">f</a><a href="https://facebook.com/sharer?u=a">s</a>
        <a href="https://www.planity.com/aux-pains">rendez-vous</a><img><img>
        <p>Commander en ligne</p><p>Click &amp; Collect</p>""")

    assert page.title == "Aux Pains"
    assert (page.fits, page.n_images, page.description) == (True, 3, "Pain au levain")
    assert page.social == ("https://fr-fr.facebook.com/auxpains",)
    assert page.sells == ("commander en ligne", "click & collect", "www.planity.com")


@pytest.mark.parametrize(
    "damage",
    ["[" * 100_000, '{"@type": "Store"', '{"a":' * 5000, "NaN", "<!--", '{"@type": "Store"}'],
)
def test_damaged_data_are_passed_over(damage: str) -> None:
    html = f'<script type="application/ld+json">{damage}</script><img>'

    assert site_pages.read(html).business in {(), ("Store",)}


@given(st.text(max_size=300) | st.text("<>/!-&;\"'= ascriptdivt", max_size=300))
def test_any_text_is_read(html: str) -> None:
    assert site_pages.read(html).n_images >= 0


def test_a_page_of_two_megabytes_is_read_within_bounds() -> None:
    page = site_pages.read('<a href="https://facebook.com/a">commander en ligne</a>' * 40_000)

    assert (len(page.social), page.sells) == (1, ("commander en ligne",))
