"""Communes: the official geographic code, with each commune's EPCI, population and place.

Formats: INSEE's "Code officiel géographique" (CSV ``v_commune_AAAA.csv``), "Intercommunalité –
Métropole" (composition of the EPCI, CSV or XLSX) and "Populations de référence" (CSV); or the
JSON files ``communes.json`` and ``epci.json`` of Etalab's "découpage administratif".
"""

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyproj

from beffroi.carriers import delimited, documents, layers, values, workbook
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both
from beffroi.territory.reading import Reading
from beffroi.territory.tables import COMMUNES

CURRENT_COG = "COM"
CURRENT_ETALAB = "commune-actuelle"
COG = {"TYPECOM": "kind", "COM": "commune", "REG": "region", "DEP": "department", "LIBELLE": "name"}
ETALAB = {
    "code": "commune",
    "nom": "name",
    "type": "kind",
    "departement": "department",
    "region": "region",
    "population": "population",
}
EPCI = {"CODGEO": "commune", "EPCI": "epci", "LIBEPCI": "epci_name"}
NO_EPCI = "ZZZZZZZZZ"
"""The code that INSEE gives to the islands outside every EPCI."""
POPULATION = "PMUN"
CONTOUR_CODES = ("code", "insee", "INSEE_COM", "codgeo", "CODGEO")

_COG = "geographic code (COG)"
_ETALAB = "table of communes (découpage administratif)"
_EPCI = "composition of the EPCI"
_POPULATION = "population of communes"
_CONTOURS = "outlines of communes"


def read(
    path: Path,
    *,
    epci: Path | None = None,
    population: Path | None = None,
    contours: Path | None = None,
) -> Reading:
    """Read the communes, and join what the other files say of them.

    Parameters
    ----------
    path
        INSEE's COG in CSV, or Etalab's ``communes.json`` (which also holds populations).
    epci
        INSEE's composition of the EPCI (CSV or XLSX), or Etalab's ``epci.json``.
    population
        INSEE's populations by commune, in CSV; they take the place of those of `path`.
    contours
        Outlines of communes with their codes (GeoJSON, GeoPackage or Shapefile): they give areas
        and points inside.

    Returns
    -------
    Table `COMMUNES`: the communes of today, without the delegated and associated ones. The
    population of an EPCI is the sum of its communes', so that both are of one year; it is missing
    where a member's is.

    Raises
    ------
    UnreadableFileError
        If a file is absent, empty or not what it should be.
    FaultyFileError
        If a file lacks a column or gives a commune twice.
    """
    table, rows, warnings = _communes(path)
    for file, reader in ((population, _populations), (epci, _members), (contours, _places)):
        if file is not None:
            found, said = reader(file)
            kept = table.drop(columns=[c for c in found.columns if c in table and c != "commune"])
            table = kept.merge(found, on="commune", how="left")
            warnings = (*warnings, *said)
    if "epci" in table and "population" in table:
        table = table.assign(epci_population=_epci_populations(table))
    columns = [name for name in COMMUNES.columns if name in table]
    return Reading(COMMUNES.typed(table[columns].reset_index(drop=True)), rows, warnings)


Part = tuple[pd.DataFrame, tuple[Words, ...]]


def _communes(path: Path) -> tuple[pd.DataFrame, int, tuple[Words, ...]]:
    if documents.is_json(path):
        records = documents.records(path, format_name=_ETALAB, needed=("code", "nom", "type"))
        frame = _framed(records, ETALAB)
        frame = frame[frame["kind"] == CURRENT_ETALAB]
        frame = frame.assign(population=values.whole_numbers(frame["population"]).values)
        warnings: tuple[Words, ...] = ()
    else:
        sheet = delimited.read(path, format_name=_COG)
        frame = sheet.named(COG, needed=tuple(COG))
        frame = frame[frame["kind"] == CURRENT_COG]
        warnings = sheet.warnings
    if frame.empty:
        raise FaultyFileError(path, format_name=_COG, faults=[both("it holds no commune of today")])
    _refuse_twice(path, frame)
    frame = frame[frame["commune"].notna() & frame["name"].notna()]
    return frame.drop(columns="kind"), len(frame), warnings


def _framed(records: list[Mapping[str, object]], names: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            ours: pd.Series([_text(record.get(name)) for record in records], dtype="string")
            for name, ours in names.items()
        }
    )


def _text(value: object) -> str | None:
    return None if value is None or isinstance(value, list | dict) else str(value).strip() or None


def _refuse_twice(path: Path, frame: pd.DataFrame) -> None:
    twice = frame.loc[frame["commune"].duplicated(), "commune"].dropna().unique()
    if len(twice):
        fault = both(
            "{n} commune(s) (stands|stand) twice ({codes})",
            n=len(twice),
            codes=", ".join(twice[:5]),
        )
        raise FaultyFileError(path, format_name=_COG, faults=[fault])


def _members(path: Path) -> Part:
    warnings: tuple[Words, ...] = ()
    if documents.is_json(path):
        frame = _etalab_members(path)
    elif workbook.is_workbook(path):
        sheet = workbook.read(path, format_name=_EPCI, needed=tuple(EPCI))
        frame, warnings = sheet.named(EPCI, needed=tuple(EPCI)), sheet.warnings
    else:
        sheet = delimited.read(path, format_name=_EPCI)
        frame, warnings = sheet.named(EPCI, needed=tuple(EPCI)), sheet.warnings
    alone = frame["epci"] == NO_EPCI
    frame = frame.assign(
        epci=frame["epci"].mask(alone, pd.NA), epci_name=frame["epci_name"].mask(alone, pd.NA)
    )
    _refuse_twice(path, frame)
    return frame, warnings


def _etalab_members(path: Path) -> pd.DataFrame:
    groups = documents.records(path, format_name=_EPCI, needed=("code", "nom", "membres"))
    members: list[Mapping[str, object]] = []
    for group in groups:
        listed = group["membres"]
        for member in listed if isinstance(listed, list) else []:
            code = member.get("code") if isinstance(member, dict) else None
            members.append({"commune": code, "epci": group["code"], "epci_name": group["nom"]})
    same = {name: name for name in ("commune", "epci", "epci_name")}
    return _framed(members, same).dropna(subset=["commune"])


def _populations(path: Path) -> Part:
    sheet = delimited.read(path, format_name=_POPULATION)
    columns = {name.upper(): name for name in sheet.cells.columns}
    people = next((name for name in columns if name.startswith(POPULATION)), POPULATION)
    cells = sheet.named({people: "population"}, needed=(people,))
    read_ = values.whole_numbers(cells["population"])
    frame = pd.DataFrame({"commune": _codes(sheet), "population": read_.values})
    frame = frame.dropna(subset=["commune"])
    _refuse_twice(path, frame)
    return frame, sheet.warnings + read_.warnings(people)


def _codes(sheet: delimited.Delimited) -> pd.Series:
    """Return the INSEE codes, whichever of INSEE's ways to write them the file follows."""
    cells = sheet.cells
    for name in ("DEPCOM", "CODGEO", "CODCOM", "COM"):
        if name in cells and cells[name].str.fullmatch(r"\d[\dAB]\d{3}").all():
            return cells[name]
    department = next((name for name in ("CODDEP", "DEP") if name in cells), None)
    commune = next((name for name in ("CODCOM", "COM") if name in cells), None)
    if department is None or commune is None:
        missing = both("DEPCOM, CODGEO, or CODDEP with CODCOM")
        raise delimited.lacking(sheet.path, missing, cells.columns, format_name=_POPULATION)
    # Overseas, INSEE writes a three-figure department and its three-figure commune: 973 and 311.
    return cells[department].str[:2] + cells[commune].str.zfill(3)


def _places(path: Path) -> Part:
    layer = layers.read(path)
    outlines = layer.frame
    code = next((name for name in CONTOUR_CODES if name in outlines.columns), None)
    if code is None or not isinstance(outlines, gpd.GeoDataFrame):
        raise delimited.lacking(path, CONTOUR_CODES[:1], outlines.columns, format_name=_CONTOURS)
    if outlines.crs is None:
        outlines = outlines.set_crs(4326)
    outlines = outlines[outlines.geometry.notna()].to_crs(4326).dissolve(by=code)
    inside = outlines.geometry.representative_point()
    globe = pyproj.Geod(ellps="GRS80")
    area = [abs(globe.geometry_area_perimeter(shape)[0]) for shape in outlines.geometry]
    frame = pd.DataFrame({"area": area, "lon": inside.x.to_numpy(), "lat": inside.y.to_numpy()})
    return frame.assign(
        commune=pd.array(outlines.index.astype(str), dtype="string")
    ), layer.warnings


def _epci_populations(table: pd.DataFrame) -> pd.Series:
    groups = table.groupby("epci")["population"]
    total = groups.transform("sum")
    return total.where(groups.transform("count") == groups.transform("size"))
