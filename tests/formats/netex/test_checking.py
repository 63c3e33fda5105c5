"""Rules of NeTEx and of the French profile: what is damaged is said."""

from pathlib import Path

import pytest

from beffroi.formats import netex
from tests.formats.netex.written import plan


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("netex") / "netex.xml"
    netex.write(plan(), path, codespace="FR_EX")
    assert netex.faults(path) == ()
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("sound", "damaged", "fault"), [
    ("<TransportMode>water</TransportMode>\n", "", "lacks TransportMode"),
    ("<TransportMode>water", "<TransportMode>boat", "'boat' cannot be its value"),
    ("<TariffBasis>flat</TariffBasis>", "<Price/>", "cannot hold Price"),
    ('ref="FR_EX:TariffZone:z1:LOC"', 'ref="FR_EX:TariffZone:z9:LOC"', "nothing is called"),
    ('id="FR_EX:Cell:p2:LOC"', 'id="FR_EX:Cell:p1:LOC"', "is taken twice"),
    ('id="FR_EX:Cell:p2:LOC" version="1"', 'id="FR_EX:Cell:p2:LOC"', "has no version"),
    ('id="FR_EX:Line:2:LOC"', 'id="ligne 2"', "is no identifier of the profile"),
    ("<FromDate>2026-11-19T00:00:00</FromDate>", "<ToDate>2026-11-19T00:00:00</ToDate>",
     "not in its place in OperatingPeriod"),
    ('ref="FR:TypeOfFrame:NETEX_ARRET:"', 'ref="NETEX_ARRET"', "is no frame of the profile"),
])  # fmt: skip
def test_what_is_damaged_is_said(
    whole: str, tmp_path: Path, sound: str, damaged: str, fault: str
) -> None:
    assert sound in whole
    path = tmp_path / "netex.xml"
    path.write_text(whole.replace(sound, damaged, 1), encoding="utf-8")

    assert any(fault in words.en for words in netex.faults(path))
