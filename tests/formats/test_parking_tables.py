from pathlib import Path

import numpy as np
import pytest

from beffroi.formats.parking_tables import read_cells, read_places, windows
from beffroi.foundation.errors import FaultyFileError

PLACES = """id;nom;places;lon;lat;reglementation;zone;tarif_horaire;gratuit_min;duree_max;horaires
square;Place du Marché;60;5,0380;43,8370;payant;centre;1,2;60;;9-12,14-18
blue;Le Clos;25;5,0345;43,8378;zone_bleue;;;;120;Mo-Sa 09:00-19:00
edge;Grenouillet;120;5,0460;43,8330;gratuit;;;;;
lost;Sans capacité;;5,0460;43,8330;gratuit;;;;;
"""
CELLS = """id;lon;lat;quartier;residents;visiteurs;actifs
a;5,0375;43,8372;Centre;40;500;60
b;5,0410;43,8365;Gare;;150;30
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_places_are_read_in_french_with_what_was_left_out(tmp_path: Path) -> None:
    table, told = read_places(written(tmp_path, PLACES))

    assert table["regulation"].tolist() == ["paid", "blue_zone", "free"]
    assert table["windows"][0] == ((9.0, 12.0), (14.0, 18.0))
    assert table["spaces"].tolist() == [60, 25, 120]
    assert table["lon"][0] == 5.038
    assert any("lost" in words.en for words in told)


def test_all_faults_of_a_table_of_places_are_told_at_once(tmp_path: Path) -> None:
    wrong = (PLACES.replace(";25;5,0345", ";-25;5,0345").replace("payant", "payan")
             .replace("edge;", "blue;"))  # fmt: skip

    with pytest.raises(FaultyFileError) as raised:
        read_places(written(tmp_path, wrong))

    said = str(raised.value)
    assert "'payan', and must be one of payant" in said
    assert "spaces is out of its range" in said
    assert "listed twice: blue" in said


def test_prices_that_fall_are_told_and_places_on_the_other_side_of_the_globe_refused(
    tmp_path: Path,
) -> None:
    prices = "id;places;lon;lat;tarif_1h;tarif_2h\na;60;5,03;43,83;2;1,5\nb;9;5,03;43.83;1;2\n"

    _, told = read_places(written(tmp_path, prices))

    assert "1 place whose price falls as the stay grows: to be checked (a)" in told[-1].en
    with pytest.raises(FaultyFileError, match="b: lon and lat are far from the other places"):
        read_places(written(tmp_path, prices.replace("43.83", "-43.83") + "c;9;5,03;43,83;1;2\n"))


def test_drivers_that_are_not_told_are_none(tmp_path: Path) -> None:
    table, _ = read_cells(written(tmp_path, CELLS))

    assert table["residents"].tolist() == [40.0, 0.0]
    assert table["quarter"].tolist() == ["Centre", "Gare"]


def test_a_table_without_drivers_or_with_negative_ones_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="lacks columns"):
        read_cells(written(tmp_path, "id;lon;lat\na;5,0;43,8\n"))
    with pytest.raises(FaultyFileError, match="visitors is negative for a"):
        read_cells(written(tmp_path, CELLS.replace(";500;", ";-500;")))


def test_hours_are_read_as_people_write_them() -> None:
    assert windows("9h-12h, 14h30-18h") == ((9.0, 12.0), (14.5, 18.0))
    assert windows("24/7") == ()
    assert np.all([begin < end for begin, end in windows("10-9,25-26,8-9")])


def test_places_without_a_space_and_repairs_are_said_as_the_file_writes_them(
    tmp_path: Path,
) -> None:
    path = tmp_path / "p.csv"
    path.write_text(
        "id;places;lon;lat;tarif_1h\na;0;5.03;43.83;1,2\nb;12;5.04;43.83;1.3\n", encoding="utf-8"
    )

    table, said = read_places(path)

    assert table["spaces"].tolist() == [0.0, 12.0]
    assert [words.en for words in said] == [
        "p.csv, tarif_1h: 1 value brought to the norm.",
        "1 place with 0 spaces, where nobody can park: a",
    ]
