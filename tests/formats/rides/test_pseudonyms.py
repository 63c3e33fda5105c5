"""Devices that nobody can find again."""

from beffroi.formats.rides.pseudonyms import Pseudonyms


def test_a_short_device_id_does_not_mangle_texts() -> None:
    names = Pseudonyms()
    names.of("B7")
    names.of("TEL-0042")

    assert names.hidden("LIGNE B7") == "LIGNE B7"
    assert "TEL-0042" not in names.hidden("tracks/TEL-0042/B7.gpx")
