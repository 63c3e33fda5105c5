"""Communes in the ways of INSEE and of Etalab."""

import json
from pathlib import Path

import openpyxl
import pytest

from beffroi.formats import communes
from beffroi.foundation.errors import FaultyFileError
from beffroi.territory.tables import COMMUNES

COG = (
    "TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT\n"
    "COM,35236,53,35,35D,352,0,REDON,Redon,Redon,3521,\n"
    "COM,35151,53,35,35D,352,3,BAINS SUR OUST,Bains-sur-Oust,Bains-sur-Oust,3521,\n"
    "COM,29155,53,29,29D,291,5,OUESSANT,Ouessant,Ouessant,2901,\n"
    "COMD,14011,,,,,5,AUNAY SUR ODON,Aunay-sur-Odon,Aunay-sur-Odon,,14347\n"
)
EPCI = (
    "CODGEO;LIBGEO;EPCI;LIBEPCI;DEP;REG\n"
    "35236;Redon;243500741;CA Redon Agglomération;35;53\n"
    "35151;Bains-sur-Oust;243500741;CA Redon Agglomération;35;53\n"
    "29155;Ouessant;ZZZZZZZZZ;Sans objet;29;53\n"
)
POPULATION = "DEP;CODCOM;COM;PMUN;PCAP;PTOT\n{}"
ETALAB = [
    {"code": "35236", "nom": "Redon", "type": "commune-actuelle", "departement": "35",
     "region": "53", "population": 9542},
    {"code": "98735", "nom": "Papeete", "type": "commune-actuelle", "departement": "987",
     "region": "987"},
    {"code": "14011", "nom": "Aunay", "type": "commune-deleguee", "chefLieu": "14347"},
]  # fmt: skip


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_communes_of_today_are_read_from_the_cog(tmp_path: Path) -> None:
    reading = communes.read(written(tmp_path / "v_commune_2026.csv", COG))

    assert reading.table["commune"].tolist() == ["35236", "35151", "29155"]
    assert reading.table["population"].isna().all()
    assert COMMUNES.faults(reading.table) == []


def test_epci_and_populations_are_joined(tmp_path: Path) -> None:
    people = POPULATION.format("35;236;Redon;9542;1;2\n35;151;Bains;3500;1;2\n29;155;O;850;1;2\n")

    reading = communes.read(
        written(tmp_path / "cog.csv", COG),
        epci=written(tmp_path / "epci.csv", EPCI),
        population=written(tmp_path / "donnees_communes.csv", people),
    )

    redon = reading.table.set_index("commune").loc["35236"]
    assert redon["epci_name"] == "CA Redon Agglomération"
    assert redon["population"] == 9542
    assert redon["epci_population"] == 9542 + 3500


def test_an_island_outside_every_epci_has_none(tmp_path: Path) -> None:
    epci = written(tmp_path / "epci.csv", EPCI)

    reading = communes.read(written(tmp_path / "cog.csv", COG), epci=epci)

    assert reading.table.set_index("commune")["epci"].isna()["29155"]


def test_the_population_of_an_epci_is_unknown_where_that_of_a_member_is(tmp_path: Path) -> None:
    people = POPULATION.format("35;236;Redon;9542;1;2\n")

    reading = communes.read(
        written(tmp_path / "cog.csv", COG),
        epci=written(tmp_path / "epci.csv", EPCI),
        population=written(tmp_path / "donnees_communes.csv", people),
    )

    assert reading.table["epci_population"].isna().all()


@pytest.mark.parametrize(
    "text",
    [
        "DEPCOM;PMUN22\n97311;51732\n",
        "CODGEO,PMUN\n97311,51732\n",
        "REG;DEP;CODCOM;COM;Commune;PMUN\n03;973;311;97311;Saint-Laurent;51732\n",
        "CODREG;REG;CODDEP;CODARR;CODCAN;CODCOM;COM;PMUN\n3;G;973;2;99;311;Saint-Laurent;51 732\n",
    ],
)
def test_populations_are_read_in_each_way_that_insee_wrote_them(tmp_path: Path, text: str) -> None:
    cog = COG.splitlines()[0] + "\nCOM,97311,03,973,973,9732,0,SL,SL,Saint-Laurent-du-Maroni,,\n"

    reading = communes.read(
        written(tmp_path / "cog.csv", cog), population=written(tmp_path / "people.csv", text)
    )

    assert reading.table["population"].tolist() == [51732]


def test_the_composition_of_the_epci_is_read_from_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Intercommunalité - Métropole au 01/01/2026"])
    for line in EPCI.splitlines():
        sheet.append(line.split(";"))
    book.save(tmp_path / "epci.xlsx")

    reading = communes.read(written(tmp_path / "cog.csv", COG), epci=tmp_path / "epci.xlsx")

    assert reading.table["epci"].tolist()[0] == "243500741"


def test_etalab_is_read_with_its_own_epci(tmp_path: Path) -> None:
    groups = [{"code": "243500741", "nom": "CA Redon Agglomération", "populationMunicipale": 67000,
               "membres": [{"code": "35236", "nom": "Redon"}]}]  # fmt: skip

    reading = communes.read(
        written(tmp_path / "communes.json", json.dumps(ETALAB)),
        epci=written(tmp_path / "epci.json", json.dumps(groups)),
    )

    assert reading.table["commune"].tolist() == ["35236", "98735"]
    assert reading.table["epci"].tolist()[0] == "243500741"
    assert reading.table["population"].isna().tolist() == [False, True]


def test_outlines_give_areas_and_points_inside(tmp_path: Path) -> None:
    ring = [[-2.1, 47.6], [-2.0, 47.6], [-2.0, 47.7], [-2.1, 47.7], [-2.1, 47.6]]
    outline = {"type": "Feature", "properties": {"code": "35236"},
               "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip
    contours = {"type": "FeatureCollection", "features": [outline]}

    reading = communes.read(
        written(tmp_path / "cog.csv", COG),
        contours=written(tmp_path / "communes.geojson", json.dumps(contours)),
    )

    redon = reading.table.set_index("commune").loc["35236"]
    # A tenth of a degree: 11.12 km northward, and 7.50 km eastward at 47.65°.
    assert redon["area"] == pytest.approx(7.505e3 * 11.118e3, rel=0.005)
    assert (redon["lon"], redon["lat"]) == pytest.approx((-2.05, 47.65), abs=0.01)


def test_a_commune_that_stands_twice_is_refused(tmp_path: Path) -> None:
    twice = COG + COG.splitlines()[1] + "\n"

    with pytest.raises(FaultyFileError, match=r"stands twice \(35236\)"):
        communes.read(written(tmp_path / "cog.csv", twice))


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="TYPECOM, COM, REG, DEP, LIBELLE; it has code, nom"):
        communes.read(written(tmp_path / "cog.csv", "code,nom\n35236,Redon\n"))


def test_a_file_of_delegated_communes_alone_is_refused(tmp_path: Path) -> None:
    lines = COG.splitlines()

    with pytest.raises(FaultyFileError, match="no commune of today"):
        communes.read(written(tmp_path / "cog.csv", f"{lines[0]}\n{lines[4]}\n"))


@pytest.mark.real
def test_every_commune_of_today_is_read(real_data: Path) -> None:
    national = real_data / "national"

    reading = communes.read(
        national / "etalab_decoupage_v6_communes.json",
        epci=national / "etalab_decoupage_v6_epci.json",
    )

    assert len(reading.table) == 34_969
    assert reading.set_aside == 0
    assert reading.table["epci"].nunique() == 1_255
