"""Damaged files: whatever is left of one, a reader reads it or says one clear sentence."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb
import geopandas as gpd
import openpyxl
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.formats import (
    bnlc,
    bnls,
    census,
    communes,
    kobo,
    limesurvey,
    perimeters,
    programmes,
    sirene,
    xlsform,
)
from beffroi.foundation.errors import BeffroiError
from beffroi.territory.questionnaires import known_questionnaires

COG = "TYPECOM,COM,REG,DEP,LIBELLE\nCOM,35236,53,35,Redon\nCOM,29155,53,29,Île d'Ouessant\n"
EPCI = "CODGEO;EPCI;LIBEPCI\n35236;243500741;Redon Agglomération\n29155;ZZZZZZZZZ;Sans objet\n"
NGEO = '"insee_com","id_acv","id_acv2"\n"35236","acv-164",\n"02168","acv-055","acv-055"\n'
BNLC = (
    "id_lieu,nom_lieu,insee,type,date_maj,ouvert,Xlong,Ylat,nbre_pl\n"
    '35236-C-001,"Gare, été",35236,Parking,2024-03-01,true,-2.08,47.65,12\n'
    "35236-C-002,Port,35236,Parking,2024-03-01,false,-2.09,47.64,\n"
)
BNLS = (
    "id;nom;type_usagers;gratuit;nb_places;nb_pmr;hauteur_max;Xlong;Ylat;type_ouvrage\n"
    "35236-P-001;Gare;tous;true;325;6;1,90;-2,08;47,65;ouvrage\n"
    "35236-P-002;Été;abonnés;0;12;;N/A;-2.09;47.64;enclos_en_surface\n"
)
SIRENE = (
    ",".join(sirene.NAMES) + ",longitude,latitude,enseigne1Etablissement\n"
    '55201760000016,A,1999-04-01,O,10.71C,NAFRev2,35236,-2.08,47.65,"Pain, été"\n'
    "55201760000024,F,1999-04-01,N,47.11B,NAFRev2,35236,,,[ND]\n"
)
GRID = (
    "idcar_200m,lcog_geo,ind,men\nCRS3035RES200mN2783400E3456000,35236,12.5,6.1\n"
    "CRS3035RES200mN2783600E3456000,35236,3,1\n"
)
IRIS = "IRIS;COM;LAB_IRIS;P21_POP\n352360101;35236;Centre;2500.25\n352360102;35236;Été;3\n"
FORM = known_questionnaires()["trajets-informels"]
KOBO = 'qui;savoir;prix;ouverte;_uuid\nhab;place gens;2,5;"été; ""ici""";a\nvisit;;4;;b\n'
LIME = "id,submitdate,lastpage,qui,savoir[place]\n1,2026-05-04,2,hab,Y\n2,,1,comm,\n"
RING = [[-2.09, 47.64], [-2.07, 47.64], [-2.07, 47.66], [-2.09, 47.66], [-2.09, 47.64]]
ETALAB = [{"code": "35236", "nom": "Redon", "type": "commune-actuelle", "population": 9542}]
GROUPS = [{"code": "243500741", "nom": "Redon Agglo", "membres": [{"code": "35236"}]}]


@dataclass(frozen=True)
class Case:
    """A small valid file and its reader."""

    name: str
    write: Callable[[Path], object]
    read: Callable[[Path], object]


def text(content: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(content, encoding="utf-8")


def parquet(content: str) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        source = path.with_suffix(".csv")
        source.write_text(content, encoding="utf-8")
        duckdb.sql(
            f"COPY (FROM read_csv('{source}', all_varchar=true)) TO '{path}' (FORMAT parquet)"
        )

    return write


def workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    for line in EPCI.splitlines():
        book.active.append(line.split(";"))
    book.save(path)


def answers_book(path: Path) -> None:
    book = openpyxl.Workbook()
    for line in KOBO.splitlines():
        book.active.append(line.replace('"', "").split(";")[:3])
    book.save(path)


def with_cog(path: Path) -> object:
    cog = path.parent / "cog.csv"
    cog.write_text(COG, encoding="utf-8")
    return communes.read(cog, epci=path)


def layer(path: Path) -> None:
    gpd.GeoSeries([shapely.Polygon(RING)], crs=4326).to_file(path)


def shapefile(path: Path) -> None:
    layer(path.parent / "centre.shp")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in path.parent.glob("centre.*"):
            archive.write(part, part.name)


CASES = [
    Case("cog.csv", text(COG), communes.read),
    Case("communes.json", text(json.dumps(ETALAB)), communes.read),
    Case("epci.csv", text(EPCI), with_cog),
    Case("epci.json", text(json.dumps(GROUPS)), with_cog),
    Case("epci.xlsx", workbook, with_cog),
    Case("programmes.csv", text(NGEO), programmes.read),
    Case("bnlc.csv", text(BNLC), bnlc.read),
    Case("bnls.csv", text(BNLS), bnls.read),
    Case("sirene.csv", text(SIRENE), partial(sirene.read, communes=["35236"])),
    Case("sirene.parquet", parquet(SIRENE), partial(sirene.read, communes=["35236"])),
    Case("grid.csv", text(GRID), census.read_grid),
    Case("grid.parquet", parquet(GRID), census.read_grid),
    Case("iris.csv", text(IRIS), census.read_iris),
    Case(
        "perimeter.geojson",
        text(json.dumps({"type": "Polygon", "coordinates": [RING]})),
        partial(perimeters.read, near=(-2.08, 47.65)),
    ),
    Case("perimeter.gpkg", layer, perimeters.read),
    Case("perimeter.zip", shapefile, perimeters.read),
    Case("form.xlsx", partial(xlsform.write, FORM), xlsform.read),
    Case("kobo.csv", text(KOBO), partial(kobo.read, questionnaire=FORM)),
    Case("kobo.xlsx", answers_book, partial(kobo.read, questionnaire=FORM)),
    Case("lime.csv", text(LIME), partial(limesurvey.read, questionnaire=FORM)),
]
SIGNS = [b'"', b"\n", b",;", b"[{", b"\xff", b"\r", b"\xef\xbb\xbf", b"1e999"]
DAMAGE = st.one_of(
    st.tuples(st.just("cut"), st.floats(0, 1), st.just(b"")),
    st.tuples(st.just("overwritten"), st.floats(0, 1), st.binary(min_size=1, max_size=40)),
    st.tuples(st.just("inserted"), st.floats(0, 1), st.binary(min_size=1, max_size=40)),
    st.tuples(st.just("inserted"), st.floats(0, 1), st.sampled_from(SIGNS)),
    st.tuples(st.just("removed"), st.floats(0, 1), st.binary(min_size=1, max_size=40)),
)  # fmt: skip


def damaged(raw: bytes, how: str, where: float, what: bytes) -> bytes:
    at = int(where * len(raw))
    return {
        "cut": raw[:at],
        "overwritten": raw[:at] + what + raw[at + len(what) :],
        "inserted": raw[:at] + what + raw[at:],
        "removed": raw[:at] + raw[at + len(what) :],
    }[how]


def refusal(case: Case, path: Path) -> str:
    try:
        case.read(path)
    except BeffroiError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_sound_file_is_read(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.name
    case.write(path)

    assert case.read(path) is not None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@given(damage=DAMAGE)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_damaged_file_is_read_or_refused_in_one_sentence(
    case: Case, tmp_path: Path, damage: tuple[str, float, bytes]
) -> None:
    path = tmp_path / case.name
    path.unlink(missing_ok=True)
    case.write(path)
    path.write_bytes(damaged(path.read_bytes(), *damage))

    said = refusal(case, path)

    assert said == "" or (path.parent.name in said and said.endswith("."))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize(
    "raw",
    [b"", b"\n\n", b"<!DOCTYPE html><html><body>Erreur 404</body></html>", b"\x00" * 64, b"{}",
     "introuvable, été".encode("latin-1"), b"PK\x03\x04", b"PAR1", b"SQLite format 3\x00"],
)  # fmt: skip
def test_a_file_of_another_kind_is_refused(case: Case, raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / case.name
    path.write_bytes(raw)

    with pytest.raises(BeffroiError, match=r"cannot be read|is not valid|refused"):
        case.read(path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_missing_file_is_said(case: Case, tmp_path: Path) -> None:
    with pytest.raises(BeffroiError, match="there is no such file"):
        case.read(tmp_path / "absent")
