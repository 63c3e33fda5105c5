"""Site map and feed: well formed whatever the names."""

import xml.etree.ElementTree as ET

from beffroi.report.commerce_site_feeds import feed, robots, sitemap
from tests.report import commerce_twin


def test_wicked_titles_stay_text_in_the_feed() -> None:
    root = ET.fromstring(feed(commerce_twin.made()))

    titles = [one.text for one in root.iter("{http://www.w3.org/2005/Atom}title")]
    assert commerce_twin.WICKED in titles


def test_addresses_are_escaped_in_the_map_of_the_site() -> None:
    text = sitemap(commerce_twin.made(), ["a&b.html"])

    assert "https://commerces.ville.fr/a%26b.html" in text
    assert "<lastmod>2026-07-01</lastmod>" in text


def test_robots_are_told_of_no_map_without_an_address() -> None:
    assert "Sitemap" not in robots(commerce_twin.made(url=""))
