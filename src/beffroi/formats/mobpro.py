"""MOBPRO: where people live and where they work, as INSEE publishes it after each census.

Formats: "Mobilités professionnelles", either the table of flows between communes
(``base-flux-mobilite-domicile-lieu-travail-AAAA``: CODGEO, LIBGEO, DCLT, L_DCLT,
NBFLUX_Cxx_ACTOCC15P) or the file of individuals (``FD_MOBPRO_AAAA``: COMMUNE, DCLT, IPONDI,
TRANS), in CSV or Parquet; and the plain table of origin, destination and number (``i``, ``j``,
``fij``) that teaching data use.
"""

import re
from collections.abc import Collection
from pathlib import Path

import pandas as pd

from beffroi.carriers import bulk, values
from beffroi.carriers.delimited import lacking
from beffroi.foundation.files import write_text
from beffroi.foundation.language import Words
from beffroi.territory.reading import Reading
from beffroi.territory.tables import FLOWS

PEOPLE = re.compile(r"NBFLUX_C(\d\d)_ACTOCC15P", re.IGNORECASE)
YEAR = re.compile(r"MOBPRO_?(\d{4})", re.IGNORECASE)
LAYOUTS = (("CODGEO", "DCLT"), ("COMMUNE", "DCLT", "IPONDI"), ("i", "j", "fij"))
"""Columns that tell each layout from the others: flows, individuals, plain."""
MODES = {"on_foot": "2", "by_bike": "3", "by_car": "5", "by_transit": "6"}
"""Codes of TRANS since bicycles and motorcycles are told apart (six modes)."""
SIXTH = "6"
"""Code that only the present list of modes has; the former one ended at 5, public transport."""
COMMUNE = r"(?:\d{2}|2[AB])\d{3}"
ARRONDISSEMENTS = {"751": "75056", "132": "13055", "6938": "69123"}
"""Start of the codes of arrondissements, and the commune that they are part of."""
_FORMAT = "flows between home and work (INSEE, mobilités professionnelles)"

_LOST = Words(
    fr="{n} ligne(s) écartée(s) : code de commune ou effectif illisible, ou travail à l'étranger "
    "(« {first} »).",
    en="{n} row(s) set aside: a code of commune or a number cannot be read, or the work is abroad "
    '("{first}").',
)
_FORMER = Words(
    fr="{name} : le mode de transport n'est pas lu, faute de savoir quelle liste de codes il suit.",
    en="{name}: the means of transport are not read, as the list of codes followed is not certain.",
)


def read(path: Path, *, communes: Collection[str] = ()) -> Reading:
    """Read the flows that touch a territory.

    Parameters
    ----------
    path
        INSEE's table of flows or file of individuals, CSV or Parquet, unzipped; or a CSV of
        origins, destinations and numbers.
    communes
        Codes of the communes from or to which flows are wanted; all flows if empty.

    Returns
    -------
    Table `FLOWS`, one row for each pair of communes, arrondissements counted with their city;
    dated by the year of the census where a heading or the name of the file gives it. Means of
    transport are known in the file of individuals alone, and only if it has the six present
    codes.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, zipped or no table.
    FaultyFileError
        If it has the columns of none of the three layouts.
    """
    found = bulk.header(path, format_name=_FORMAT)
    people = next((name for name in found if PEOPLE.fullmatch(name)), "")
    has = {name.casefold() for name in found}
    layout = next((own for own in LAYOUTS if {c.casefold() for c in own} <= has), None)
    if layout is None or (layout == LAYOUTS[0] and not people):
        wanted = [*LAYOUTS[0], "NBFLUX_Cxx_ACTOCC15P"]
        missing = [name for name in wanted if name.casefold() not in has]
        raise lacking(path, missing, found, format_name=_FORMAT)
    columns = (*layout, people) if layout == LAYOUTS[0] else layout
    sheet = bulk.read(path, _asked(columns, found, communes))
    cells = sheet.cells.set_axis([name.casefold() for name in sheet.cells.columns], axis=1)
    table, warnings = _flows(cells, [name.casefold() for name in columns], path)
    dated = PEOPLE.fullmatch(people)
    named = YEAR.search(path.name)
    year = f"20{dated[1]}" if dated else named[1] if named else ""
    return Reading(table, sheet.rows, (*sheet.warnings, *warnings), year)


def _asked(
    columns: tuple[str, ...], found: Collection[str], communes: Collection[str]
) -> bulk.Asked:
    """Ask for the rows from or to the communes, their arrondissements included."""
    origin, destination = columns[:2]
    codes = [
        *communes,
        *(f"{start}%" for start, city in ARRONDISSEMENTS.items() if city in communes),
    ]
    marks = " OR ".join(f'"{end}" LIKE ?' for end in (origin, destination) for _ in codes)
    extra = ("LIBGEO", "L_DCLT", "TRANS")
    return bulk.Asked(
        format_name=_FORMAT,
        needed=columns,
        optional=tuple(name for name in extra if name.casefold() in {c.casefold() for c in found}),
        where=marks,
        parameters=(*codes, *codes),
    )


def _flows(
    cells: pd.DataFrame, columns: list[str], path: Path
) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    origin, destination, count = columns
    number = values.numbers(cells[count])
    ends = {end: _communes(cells[name]) for end, name in
            (("origin", origin), ("destination", destination))}  # fmt: skip
    is_counted = (number.values >= 0).fillna(value=False).astype(bool)
    sound = is_counted & ends["origin"].notna() & ends["destination"].notna()
    rows = pd.DataFrame({
        **ends,
        "origin_name": cells.get("libgeo", pd.Series(pd.NA, index=cells.index, dtype="string")),
        "destination_name": cells.get(
            "l_dclt", pd.Series(pd.NA, index=cells.index, dtype="string")
        ),
        "commuters": number.values,
    })[sound]  # fmt: skip
    modes, warnings = _modes(cells, number.values, path)
    rows = rows.join(modes)
    sums = {name: (name, "sum") for name in ("commuters", *modes.columns)}
    names = {name: (name, "first") for name in ("origin_name", "destination_name")}
    table = rows.groupby(["origin", "destination"], as_index=False).agg(**names, **sums)
    keyed = table.assign(flow_id=table["origin"] + ">" + table["destination"])
    said = (*number.warnings(count), *_lost(cells.loc[~sound, destination]), *warnings)
    return FLOWS.typed(keyed), said


def _communes(codes: pd.Series) -> pd.Series:
    """Keep the codes of communes, an arrondissement under the code of its city."""
    padded = codes.where(~codes.str.fullmatch(r"\d{4}").fillna(value=False), "0" + codes)
    kept = padded.where(padded.str.fullmatch(COMMUNE).fillna(value=False))
    kept = kept.where(~kept.str.startswith("99").fillna(value=False))
    for start, city in ARRONDISSEMENTS.items():
        kept = kept.mask(kept.str.startswith(start).fillna(value=False), city)
    return kept


def _modes(
    cells: pd.DataFrame, count: pd.Series, path: Path
) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    if "trans" not in cells:
        return pd.DataFrame(index=cells.index), ()
    if not cells["trans"].eq(SIXTH).any():
        return pd.DataFrame(index=cells.index), (_FORMER.filled(name=path.name),)
    found = {
        name: count.where(cells["trans"].eq(code).fillna(value=False), 0.0)
        for name, code in MODES.items()
    }
    return pd.DataFrame(found, index=cells.index), ()


def _lost(keys: pd.Series) -> tuple[Words, ...]:
    if keys.empty:
        return ()
    first = str(keys.fillna("?").iloc[0])[:40]
    return (_LOST.filled(n=str(len(keys)), first=first),)


def write(flows: pd.DataFrame, path: Path, *, year: int) -> None:
    """Write a table of flows as INSEE's table of flows between communes.

    Parameters
    ----------
    flows
        Table `FLOWS`.
    path
        Where to write.
    year
        Year of the census, which names the column of numbers.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    written = pd.DataFrame({
        "CODGEO": flows["origin"], "LIBGEO": flows["origin_name"],
        "DCLT": flows["destination"], "L_DCLT": flows["destination_name"],
        f"NBFLUX_C{year % 100:02d}_ACTOCC15P": flows["commuters"],
    })  # fmt: skip
    write_text(path, written.to_csv(index=False, sep=";"))
