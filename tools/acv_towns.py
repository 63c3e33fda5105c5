"""Make the table of the towns of Action Cœur de Ville that ships with Beffroi.

Run by hand, once a year, when INSEE publishes new populations or the ANCT a new list::

    python tools/acv_towns.py FOLDER

FOLDER holds the national files named in `FILES`; `src/beffroi/territory/data/acv_towns.csv` is
written anew. Then put the new dates into `acv_towns.toml`, beside it.
"""

import sys
from pathlib import Path

import pandas as pd

from beffroi.carriers import delimited, documents, values, workbook
from beffroi.formats import communes, programmes
from beffroi.formats.communes import CURRENT_ETALAB
from beffroi.foundation.files import write_text
from beffroi.territory.communes import TOWNS, joined

FILES = {
    "communes": "etalab_decoupage_v6_communes.json",
    "epci": "etalab_decoupage_v6_epci.json",
    "programmes": "anct_ngeo_programmes_communes_cog2023.csv",
    "ort": "anct_ort_communes_2023.csv",
    "places": "derived_communes_centroids_2018.csv",
    "density": "insee_grille_densite_2025.xlsx",
}
COLUMNS = (
    "commune", "name", "department", "region", "epci", "epci_name", "population",
    "epci_population", "area_km2", "lon", "lat", "density_class", "acv", "acv2", "pvd", "ti",
    "crte", "ort", "ort_signed",
)  # fmt: skip


def main(folder: Path) -> None:
    """Write the table from the national files of a folder."""
    files = {name: folder / file for name, file in FILES.items()}
    towns = acv_towns(files)
    write_text(TOWNS, towns.to_csv(index=False, columns=list(COLUMNS), lineterminator="\n"))


def acv_towns(files: dict[str, Path]) -> pd.DataFrame:
    """Join what the national files say of the communes of the programme, sorted by code."""
    read = communes.read(files["communes"], epci=files["epci"])
    taking_part = programmes.read(files["programmes"], ort=files["ort"])
    towns = joined(read.table, taking_part.table).drop(columns=["lon", "lat", "area"])
    towns = towns[towns["acv"].notna() | towns["acv2"].notna()]
    merged = chief_places(files["communes"])
    towns = towns.merge(places(files["places"], merged), on="commune", how="left")
    towns = towns.merge(density(files["density"]), on="commune", how="left")
    return towns.sort_values("commune")


def chief_places(path: Path) -> dict[str, str]:
    """Map the communes that were merged into another to that one."""
    records = documents.records(path, format_name="table of communes", needed=("code", "type"))
    merged: dict[str, str] = {}
    for record in records:
        former = record.get("anciensCodes")
        if record["type"] == CURRENT_ETALAB and isinstance(former, list):
            merged |= {str(code): str(record["code"]) for code in former}
    return merged


def places(path: Path, merged: dict[str, str]) -> pd.DataFrame:
    """Read a point [°] inside each commune and its area [km²], those merged since added."""
    sheet = delimited.read(path, format_name="points and areas of communes")
    names = {"code": "commune", "lon_in": "lon", "lat_in": "lat", "area_km2": "area_km2"}
    cells = sheet.named(names, needed=tuple(names))
    figures = {name: values.numbers(cells[name]).values for name in ("lon", "lat", "area_km2")}
    today = cells["commune"].map(lambda code: merged.get(code, code))
    area = figures["area_km2"].groupby(today).sum().round(3)
    figures["area_km2"] = cells["commune"].map(area).astype("Float64")
    return cells.assign(**figures)


def density(path: Path) -> pd.DataFrame:
    """Read the class of each commune in the seven-class density grid."""
    names = {"CODGEO": "commune", "DENS7": "density_class"}
    sheet = workbook.read(path, format_name="density grid", needed=tuple(names))
    cells = sheet.named(names, needed=tuple(names))
    return cells.assign(density_class=values.whole_numbers(cells["density_class"]).values)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
