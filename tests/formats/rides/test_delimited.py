"""Text tables: whatever parts their columns."""

from beffroi.formats.rides import delimited
from beffroi.formats.rides.track import Options


def test_semicolons_and_decimal_commas_are_understood() -> None:
    text = "Horodatage;Latitude;Longitude;Ligne\n19/02/2023 12:00:00;5,5;-54,03;A\nx;y\n"
    text += "19/02/2023 12:00:01;5,5001;-54,03;A\n"

    found = delimited.read(text.encode("cp1252"), Options())

    (track,) = found.tracks
    assert track.fixes["lat"].tolist() == [5.5, 5.5001]
    assert track.label == "A"
    assert found.notes["misfits"] == 1


def test_a_table_of_something_else_is_named() -> None:
    for text, code in (("a,b\n1,2\n", "columns"), ("1 2 3\n4 5 6\n", "headless"),
                       ("a\0b", "binary"), ('lon,lat\n"1,2\n', "ragged")):  # fmt: skip
        found = delimited.read(text.encode(), Options())
        assert found.tracks == []
        assert found.notes[code] >= 1, code
