"""Names that one file gives and another one knows: routes of trips, stops of stop times."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.presence import Tables
from beffroi.formats.gtfs.reference import REFERENCES, Reference
from beffroi.foundation.language import Words

Flags = npt.NDArray[np.bool_]


def linked(tables: Tables, ledger: Ledger) -> Tables:
    """Refuse, set aside or tell the rows that name something unknown.

    Returns
    -------
    The tables, without the rows set aside.
    """
    kept = dict(tables)
    for reference in REFERENCES:
        if reference.file in kept and reference.column in kept[reference.file]:
            kept[reference.file] = _checked(reference, kept, ledger)
    return kept


def among(column: pd.Series, *known: pd.Series) -> Flags:
    """Say of each row whether its value stands in one of the columns known; a missing one does not.

    Looks at each distinct value once: a column of millions of rows costs a tenth of a second.
    """
    codes, values = pd.factorize(column)
    texts = pa.array(pd.Series(values, dtype="string"), pa.large_string())
    is_known = np.zeros(len(texts), dtype=bool)
    for names in known:
        looked = pa.array(names.dropna().astype("string"), pa.large_string())
        is_known |= pc.is_in(texts, value_set=looked).to_numpy(zero_copy_only=False)
    return np.asarray(np.append(is_known, False)[codes], dtype=bool)


def _checked(reference: Reference, tables: Tables, ledger: Ledger) -> pd.DataFrame:
    name, column = reference.file, reference.column
    frame = tables[name]
    known = [tables[t][c] for t, c in reference.targets if t in tables and c in tables[t]]
    unknown = frame[column].notna().to_numpy() & ~among(frame[column], *known)
    if not unknown.any():
        return frame
    where = " / ".join(f"{target}.txt" for target, _ in reference.targets)
    if reference.weight == "owner":
        reason = Words(fr=f"{column} absent de {where}", en=f"{column} absent from {where}")
        return ledger.without(frame, name, unknown, reason)
    _tell(reference, frame[unknown], where, ledger)
    return frame


def _tell(reference: Reference, strays: pd.DataFrame, where: str, ledger: Ledger) -> None:
    name, column = reference.file, reference.column
    place = ledger.where(strays, name, [column])
    n = len(strays)
    fr = f"{name}.txt : {n} ligne(s) dont {column} est absent de {where} : {place.fr}"
    en = f"{name}.txt: {n} row(s) whose {column} is absent from {where}: {place.en}"
    if reference.weight == "vital":
        ledger.fault(fr, en, n=n)
    else:
        ledger.warn(f"{fr}. Lignes gardées.", f"{en}. Rows kept.", n=n)
