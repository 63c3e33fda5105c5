"""Names in other languages."""

from tests.formats.netex.written import NS, root, texts


def test_a_name_is_translated_wherever_it_stands() -> None:
    own = "alternativeTexts/AlternativeText/Text"

    assert [texts(f"{tag}/{own}") for tag in ("StopPlace", "Quay", "ScheduledStopPoint")] == [
        ["Maikiti"]
    ] * 3
    assert texts(f"FlexibleLine/{own}") == ["Maikiti & Sikoo"]
    assert texts(f"DestinationDisplay/{own}") == ["Sikoo"]
    assert {e.attrib["useForLanguage"] for e in root().iter(f"{NS}AlternativeText")} == {"djk"}
