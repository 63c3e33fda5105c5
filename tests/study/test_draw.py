"""A drawn town's files are the same twice, and the readers find in them what is true."""

import errno
import hashlib
import json
from pathlib import Path

import pytest

from beffroi.formats import (
    bnlc,
    bnls,
    census,
    communes,
    gbfs,
    gtfs,
    margins,
    maturity_sheets,
    notes,
    offer_sheets,
    osm,
    perimeters,
    programmes,
    sirene,
)
from beffroi.foundation.errors import InputError, StorageError
from beffroi.foundation.language import Words
from beffroi.method.maturity.grid import maturity_grid
from beffroi.study import draw, surveys


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("town")
    draw.write(made, 6_000, 2)
    return made


@pytest.fixture(scope="module")
def truth(folder: Path) -> dict:
    return json.loads((folder / "truth.json").read_text(encoding="utf-8"))


def hashes(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_the_same_town_is_written_in_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    draw.write(tmp_path, 6_000, 2)

    assert hashes(tmp_path) == hashes(folder)


def test_the_files_returned_are_the_files_written(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    def hear(words: Words, done: int, total: int) -> None:
        heard.append((done, total))

    files = draw.write(tmp_path, 5_000, 1, osm_suffix=".osm", progress=hear)

    assert {path.name for path in files} == {path.name for path in tmp_path.iterdir()}
    assert files[0].name == "town.osm"
    assert files[-1].name == "truth.json"
    assert heard[-1][0] == heard[-1][1]


def test_the_map_read_again_holds_what_was_drawn(folder: Path, truth: dict) -> None:
    extract = osm.read(folder / "town.osm.pbf")

    states = extract.tables["shops"]["state"].value_counts()
    assert states["trading"] == truth["commerce"]["shops_trading"]
    assert states["vacant"] == truth["commerce"]["shop_vacant"] + truth["commerce"]["disused_shop"]
    assert len(extract.tables["car_parks"]) == truth["parking"]["car_parks"]
    assert extract.tables["car_parks"]["capacity"].sum() == truth["parking"]["bays_told"]
    assert len(extract.tables["buildings"]) == truth["buildings"]
    assert len(extract.tables["bicycle_parkings"]) == truth["bicycle_stands"]


@pytest.mark.parametrize("feed", ["urbain", "cars"])
def test_the_timetables_read_again_hold_every_row(folder: Path, truth: dict, feed: str) -> None:
    read = gtfs.read(folder / f"{feed}.gtfs.zip")

    assert {name: len(rows) for name, rows in read.tables.items()} == truth["transit"][feed]
    assert read.warnings == ()


def test_the_register_read_again_holds_every_establishment(folder: Path, truth: dict) -> None:
    read = sirene.read(folder / "sirene.csv", communes={truth["commune"]})

    assert len(read.table) == truth["commerce"]["establishments"]
    assert (read.table["state"] == "active").sum() == truth["commerce"]["active"]
    assert read.table["lon"].between(2, 3).all()


def test_the_parking_bases_read_again_without_a_warning(folder: Path, truth: dict) -> None:
    parks, places = bnls.read(folder / "bnls.csv"), bnlc.read(folder / "bnlc.csv")

    assert parks.table["capacity"].sum() == truth["parking"]["bnls_bays"]
    assert len(places.table) == truth["parking"]["bnlc"]
    assert parks.warnings == places.warnings == ()


def test_the_census_read_again_counts_everyone(folder: Path) -> None:
    squares = census.read_grid(folder / "carreaux_200m.csv")
    quarters = census.read_iris(folder / "base-ic-evol-struct-pop-2021.csv")

    assert squares.table["population"].sum() == 6_000
    assert quarters.table["population"].sum() == 6_000
    assert squares.warnings == quarters.warnings == ()


def test_the_squares_lie_under_the_buildings(folder: Path) -> None:
    squares = census.read_grid(folder / "carreaux_200m.csv").table
    buildings = osm.read(folder / "town.osm.pbf").tables["buildings"]

    ground = squares.geometry.union_all()

    within = buildings.geometry.representative_point().within(ground)
    assert within.mean() > 0.85


def test_the_town_is_found_by_its_code_in_the_full_tables(folder: Path, truth: dict) -> None:
    table = communes.read(folder / "communes.json", epci=folder / "epci.json").table
    own = table[table["commune"] == truth["commune"]].iloc[0]
    taken = programmes.read(folder / "programmes.csv").table.set_index("commune")

    assert own["name"] == truth["name"]
    assert own["population"] == 6_000
    assert own["epci_population"] == table["population"].sum()
    assert taken["acv"].notna().sum() == 1


def test_what_people_would_have_said_is_read_without_a_warning(folder: Path, truth: dict) -> None:
    answers = surveys.read_answers(folder / "reponses-achats.csv", truth["voices"]["survey"])
    census = margins.read(folder / "marges.csv")
    told = notes.read(folder / "notes.csv")
    sheets = maturity_sheets.read(folder / "maturite.csv", maturity_grid())

    assert answers.warnings == census.warnings == told.warnings == sheets.warnings == ()
    assert answers.table["qui"].value_counts().to_dict() == truth["voices"]["respondents"]
    assert len(sheets.responses) == 3


def test_what_offers_no_data_tell_of_is_read_and_valid(folder: Path) -> None:
    sheet = offer_sheets.read(folder / "offres.csv")
    feed = gbfs.found(folder / "velos.gbfs.zip")

    assert sheet.warnings == ()
    assert len(sheet.services) == 3
    assert gbfs.checked(feed, "2026-09-01", most_rows=1) == ()
    assert len(gbfs.read(feed).stations) == 5


def test_the_files_of_what_people_said_tell_that_it_is_invented(folder: Path) -> None:
    for name in ("reponses-achats.csv", "marges.csv", "notes.csv", "maturite.csv", "offres.csv"):
        assert "invent" in (folder / name).read_text(encoding="utf-8")


def test_the_perimeter_is_that_of_the_centre(folder: Path) -> None:
    outline = perimeters.read(folder / "perimeter.geojson")

    assert outline.warnings == ()


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")

    with pytest.raises(InputError, match=r"thesis\.docx"):
        draw.write(tmp_path, 5_000, 1)

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "town"
    path.write_text("")

    with pytest.raises(InputError, match="is a file"):
        draw.write(path, 5_000, 1)


def test_a_town_drawn_again_takes_its_own_place(tmp_path: Path) -> None:
    draw.write(tmp_path, 5_000, 1, osm_suffix=".osm.gz")

    files = draw.write(tmp_path, 5_000, 1)

    assert {path.name for path in files} == {path.name for path in tmp_path.iterdir()}


def test_another_drawn_town_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "truth.json").write_text('{"inhabitants": 5000, "seed": 1}')

    with pytest.raises(InputError, match="another drawn town"):
        draw.write(tmp_path, 5_000, 2)


def test_a_failure_leaves_the_former_town_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "")

    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "truth.json").write_text('{"inhabitants": 5000, "seed": 1}')
    (tmp_path / "town" / "town.osm.pbf").write_text("former")
    monkeypatch.setattr(draw.sirene, "write", full)

    for folder in (tmp_path / "town", tmp_path / "new" / "town"):
        with pytest.raises(StorageError, match="nothing was changed"):
            draw.write(folder, 5_000, 1)

    assert (tmp_path / "town" / "town.osm.pbf").read_text() == "former"
    assert sorted(path.name for path in (tmp_path / "town").iterdir()) == [
        "town.osm.pbf", "truth.json",
    ]  # fmt: skip
    assert not (tmp_path / "new").exists()


def test_a_silly_size_leaves_no_folder_behind(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be drawn"):
        draw.write(tmp_path / "town", 12, 1)

    assert not (tmp_path / "town").exists()


def test_an_unknown_kind_of_map_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.shp"):
        draw.write(tmp_path, 5_000, 1, osm_suffix=".shp")
