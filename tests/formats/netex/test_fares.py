"""Fares: prices of lines, everywhere or from zone to zone."""

from dataclasses import replace
from pathlib import Path

from beffroi.formats import netex
from tests.formats.netex.written import NS, plan, root, texts


def test_each_price_says_where_it_holds() -> None:
    assert texts("TariffZone/Name") == ["nord", "sud"]
    assert texts("FareStructureElement/TariffBasis") == ["flat", "zoneToZone"]
    assert texts("Cell/FareStructureElementPrice/Amount") == ["2.0", "2.5"]
    lines = [e.attrib["ref"] for e in root().iterfind(f".//{NS}validityParameters/*")]
    assert lines == ["FR_EX:FlexibleLine:1:LOC", "FR_EX:Line:2:LOC"]


def test_a_price_between_zones_without_stops_is_not_written(tmp_path: Path) -> None:
    one = plan()
    unzoned = replace(one, stops=one.stops.assign(zone_id=None), fares=one.fares[1:])
    netex.write(unzoned, tmp_path / "netex.xml", codespace="FR_EX")

    assert "NETEX_TARIF" not in (tmp_path / "netex.xml").read_text(encoding="utf-8")
