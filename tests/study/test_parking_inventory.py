"""The inventory of parking, from files to files."""

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from beffroi.formats import bnls, osm
from beffroi.foundation.errors import InputError, SettingsError
from beffroi.study import draw, parking_inventory

SIRET = "21350236400010"
NODES = {
    1: (-2.0800, 47.6500, {}),
    2: (-2.0780, 47.6500, {}),
    3: (-2.0790, 47.6510, {"amenity": "parking", "name": "Parking de la Gare", "capacity": "30",
                           "fee": "no", "parking": "surface"}),
    4: (-2.0700, 47.6500, {"amenity": "parking", "parking": "underground"}),
}  # fmt: skip
STREET = {
    "highway": "residential", "name": "Rue Basse", "parking:left": "lane",
    "parking:left:orientation": "parallel", "parking:left:authentication:disc": "yes",
    "parking:left:maxstay": "90 min", "parking:right": "no",
}  # fmt: skip
REGISTER = (
    "id;nom;insee;type_usagers;gratuit;nb_places;hauteur_max;num_siret;Xlong;Ylat;tarif_1h\n"
    f"35236-P-001;GARE;35236;tous;true;32;N/A;{SIRET};-2,0791;47,6510;0\n"
    f"75056-P-001;LOIN;75056;tous;true;99;N/A;{SIRET};2,35;48,85;\n"
)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    path = tmp_path / "town.osm.pbf"
    nodes = pd.DataFrame(
        [(key, lon, lat, tags) for key, (lon, lat, tags) in NODES.items()],
        columns=["id", "lon", "lat", "tags"],
    )
    ways = pd.DataFrame({"id": [10], "nodes": [[1, 2]], "tags": [STREET]})
    relations = pd.DataFrame({"id": [], "members": [], "tags": []})
    osm.write(path, nodes=nodes, ways=ways, relations=relations, date="2026-09-01")
    return path


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "bnls.csv"
    path.write_text(REGISTER, encoding="utf-8-sig")
    return path


def test_a_town_is_told_place_by_place(town: Path, register: Path) -> None:
    made = parking_inventory.inventory(town, register)

    table = made.places.set_index("place_id")
    assert table["spaces_method"].dropna().to_dict() == {
        "w10:left": "length", "w10:right": "tagged", "n3": "register"
    }  # fmt: skip
    assert table.loc["w10:left", "regulation"] == "blue_zone"
    assert table.loc["w10:left", "spaces"] == 28
    assert (table.loc["n3", "spaces"], table.loc["n3", "source"]) == (32, "osm+bnls")
    assert len(table) == 4
    assert "1 car park of the register lies outside the map" in " ".join(
        words.en for words in made.warnings
    )


def test_a_car_park_of_the_town_placed_far_from_it_is_named(town: Path, register: Path) -> None:
    astray = f"35236-P-002;PORT;35236;tous;true;10;N/A;{SIRET};2,0791;47,6510;\n"
    register.write_text(REGISTER + astray, encoding="utf-8-sig")

    said = [words.fr for words in parking_inventory.inventory(town, register).warnings]

    assert any("35236-P-002" in one and "Xlong" in one for one in said)


def test_a_folder_holds_everything_and_the_register_is_valid(
    town: Path, register: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    _, files = parking_inventory.run(town, register, out, commune="35236", siret=SIRET)

    assert set(files) == {path.name for path in out.iterdir()}
    assert {"parking_places.gpkg", "parking_remarks.geojson", "datex2_parking.csv",
            "bnls.csv"} <= set(files)  # fmt: skip
    again = bnls.read_register(out / "bnls.csv")
    assert again.table["capacity"].tolist() == [32]
    with (out / "datex2_parking.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 3


def test_a_row_that_the_schema_refuses_is_named_and_the_others_written(
    town: Path, register: Path, tmp_path: Path
) -> None:
    wrong = "35236-P-002;PORT;35236;tous;true;12;N/A;12345678901234;-2,0785;47,6525;\n"
    register.write_text(REGISTER + wrong, encoding="utf-8-sig")

    made, files = parking_inventory.run(
        town, register, tmp_path / "out", commune="35236", siret=SIRET
    )

    assert "bnls.csv" in files
    assert parking_inventory.as_json(made, files)["lacking"]["35236-P-002"] == ["num_siret"]
    said = " ".join(words.en for words in parking_inventory.told(made))
    assert "num_siret (1)" in said


def test_a_town_that_tells_no_street_says_unknown_and_not_zero(tmp_path: Path) -> None:
    path = tmp_path / "t.osm"
    path.write_text(
        '<osm version="0.6"><node id="1" lat="47.65" lon="-2.08"/>'
        '<node id="2" lat="47.65" lon="-2.07"/><way id="3"><nd ref="1"/><nd ref="2"/>'
        '<tag k="highway" v="residential"/></way></osm>',
        encoding="utf-8",
    )

    said = [words.en for words in parking_inventory.told(parking_inventory.inventory(path))]

    assert said[:2] == ["On street: spaces unknown; 0 places told.",
                        "Off street: spaces unknown; 0 places told."]  # fmt: skip


def test_what_is_told_adds_up(town: Path) -> None:
    made = parking_inventory.inventory(town)
    answer = parking_inventory.as_json(made, ("x.csv",))

    assert answer["totals"]["kerb"]["spaces"] == 28
    assert answer["totals"]["off_street"]["uncounted"] == 1
    said = [words.en for words in parking_inventory.told(made)]
    assert said[0].startswith("On street: 28 spaces (")


@pytest.mark.parametrize(
    ("commune", "siret", "error"),
    [("Redon", SIRET, "is not the INSEE code"), ("35236", "123", "is not a SIRET"),
     ("35236", "", "is not a SIRET")],
)  # fmt: skip
def test_who_publishes_is_a_commune_and_a_siret(
    town: Path, commune: str, siret: str, error: str
) -> None:
    with pytest.raises(SettingsError, match=error):
        parking_inventory.inventory(town, commune=commune, siret=siret)


def test_an_unknown_ending_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="let it end in"):
        parking_inventory.run(tmp_path / "absent.osm", None, tmp_path / "x.shp")


def test_the_spaces_of_a_drawn_town_are_found_within_their_interval(tmp_path: Path) -> None:
    draw.write(tmp_path / "town", 5_000, 3)
    town = tmp_path / "town"
    truth = json.loads((town / "truth.json").read_text(encoding="utf-8"))["parking"]

    made = parking_inventory.inventory(town / "town.osm.pbf", town / "bnls.csv")

    told = parking_inventory.as_json(made, ())["totals"]
    assert told["kerb"]["low"] <= truth["kerb_bays"] <= told["kerb"]["high"]
    assert abs(told["kerb"]["spaces"] / truth["kerb_bays"] - 1) < 0.15
    parks = made.places[made.places["kind"] == "off_street"]
    assert len(parks) == truth["car_parks"]
    assert told["off_street"]["low"] <= truth["bays"]


@pytest.mark.real
@pytest.mark.parametrize(
    ("file", "kerbs", "parks"),
    [("redon_35_fr.osm", 14, 32), ("helsinki_centre_fi_2019.osm.pbf", 1218, 39)],
)
def test_real_maps_are_listed(real_data: Path, file: str, kerbs: int, parks: int) -> None:
    made = parking_inventory.inventory(real_data / "osm" / file)

    assert made.places["side"].notna().sum() == kerbs
    assert (made.places["kind"] == "off_street").sum() == parks
