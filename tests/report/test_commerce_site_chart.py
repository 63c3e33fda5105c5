"""The hours of the town, drawn."""

import re
import xml.etree.ElementTree as ET

from beffroi.engines.commerce.directory.coverage import coverage
from beffroi.foundation.language import Words
from beffroi.report.commerce_site_chart import chart

SAID = Words("Part <ouverte>", "Share")


def test_the_share_of_a_day_is_its_height() -> None:
    drawn = chart(coverage([(((540, 720),),) + ((),) * 6, ((),) * 7]), SAID)

    root = ET.fromstring(drawn)
    areas = [one.get("d", "") for one in root if one.get("class") == "area"]
    assert root.get("aria-label") == "Part <ouverte>"
    assert len(areas) == 7
    heights = [float(y) for y in re.findall(r"V([\d.]+)", areas[0])]
    assert max(heights) - min(heights) == 20


def test_nothing_is_drawn_of_nothing() -> None:
    assert chart(coverage([None]), SAID) == ""
