"""RPC: the journeys carpooled, as the national register of carpool proofs publishes them monthly.

Format: data.gouv.fr, "Trajets réalisés en covoiturage - Registre de Preuve de Covoiturage", one CSV
a month, semicolons, one row for each pair of a driver and a passenger. Columns read:
`journey_start_insee`, `journey_end_insee`, `journey_start_date` (or `journey_start_datetime`),
`passenger_seats`, `journey_distance` [m], `has_incentive` (OUI, NON). The register leaves out what
would point to few people, rare communes above all: a pair of communes that is absent is unknown,
and counts are floors.
"""

import re
from collections.abc import Collection
from pathlib import Path

import pandas as pd

from beffroi.carriers import bulk, values
from beffroi.foundation.language import Words
from beffroi.territory.reading import Reading
from beffroi.territory.tables import CARPOOL_RIDES

FORMAT = "journeys of the national register of carpool proofs (RPC)"
NEEDED = ("journey_start_insee", "journey_end_insee")
OPTIONAL = (
    "journey_start_date", "journey_start_datetime", "passenger_seats", "journey_distance",
    "has_incentive",
)  # fmt: skip
COMMUNE = r"(?:\d{2}|2[AB])\d{3}"
MONTH = re.compile(r"(20\d\d)-?(0[1-9]|1[0-2])")
PAID = {"OUI": True, "NON": False}

_LOST = Words(
    fr="Trajets écartés, dont une commune est illisible ou à l'étranger : {n}.",
    en="Journeys set aside, of which a commune cannot be read or lies abroad: {n}.",
)


def read(path: Path, *, communes: Collection[str] = ()) -> Reading:
    """Read the journeys that touch a territory, summed by pair of communes.

    Parameters
    ----------
    path
        The CSV or Parquet file of a month or of several, unzipped.
    communes
        Codes of the communes from or to which journeys are wanted; all if empty.

    Returns
    -------
    Table `CARPOOL_RIDES`, dated by its last month. `seats`, `paid` and `metres` are missing where
    the file does not tell them of every journey of the pair.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, zipped or no table.
    FaultyFileError
        If it lacks the communes of departure or arrival.
    """
    marks = " OR ".join(f'"{end}" LIKE ?' for end in NEEDED for _ in communes)
    asked = bulk.Asked(
        format_name=FORMAT,
        needed=NEEDED,
        optional=OPTIONAL,
        where=marks,
        parameters=(*communes, *communes),
    )
    sheet = bulk.read(path, asked)
    cells = sheet.cells.set_axis([name.casefold() for name in sheet.cells.columns], axis=1)
    months = _months(cells, path)
    ends = cells[list(NEEDED)].set_axis(["origin", "destination"], axis=1)
    named = [ends[end].str.fullmatch(COMMUNE).fillna(value=False).astype(bool) for end in ends]
    sound = named[0] & named[1]
    rows = ends.assign(
        seats=_whole(cells, "passenger_seats"),
        paid=_paid(cells),
        metres=_whole(cells, "journey_distance").astype("Float64"),
    )[sound]
    lost = (_LOST.filled(n=str(int((~sound).sum()))),) if not sound.all() else ()
    table = _summed(rows).assign(months=max(1, len(months)))
    date = months[-1] if months else ""
    return Reading(CARPOOL_RIDES.typed(table), sheet.rows, (*sheet.warnings, *lost), date)


def _whole(cells: pd.DataFrame, name: str) -> pd.Series:
    if name not in cells:
        return pd.Series(pd.NA, index=cells.index, dtype="Int64")
    found = values.whole_numbers(cells[name]).values
    return found.where((found >= 0).fillna(value=False)).astype("Int64")


def _paid(cells: pd.DataFrame) -> pd.Series:
    if "has_incentive" not in cells:
        return pd.Series(pd.NA, index=cells.index, dtype="Int64")
    return cells["has_incentive"].str.upper().map(PAID).astype("boolean").astype("Int64")


def _months(cells: pd.DataFrame, path: Path) -> list[str]:
    """Tell the months covered, by the days of departure, else by the name of the file."""
    for name in ("journey_start_date", "journey_start_datetime"):
        if name in cells and cells[name].notna().any():
            days = cells[name].str.extract(r"^(20\d\d-(?:0[1-9]|1[0-2]))")[0].dropna()
            return sorted(str(month) for month in days.unique())
    named = MONTH.search(path.name)
    return [f"{named[1]}-{named[2]}"] if named else []


def _summed(rows: pd.DataFrame) -> pd.DataFrame:
    pairs = rows.groupby(["origin", "destination"], as_index=False)
    table = pairs.agg(
        journeys=("origin", "size"),
        seats=("seats", lambda own: own.sum(skipna=False)),
        paid=("paid", lambda own: own.sum(skipna=False)),
        metres=("metres", lambda own: own.mean(skipna=False)),
    )
    return table.assign(ride_id=table["origin"] + ">" + table["destination"])
