"""Rows that stand twice: the same again, or two that contradict each other."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.reference import FILES
from beffroi.foundation.language import Words

Flags = npt.NDArray[np.bool_]
SAME = Words(fr="répétition d'une autre ligne", en="repeats another row")
CONTRARY = Words(fr="même clé qu'une autre ligne", en="same key as another row")
LATER = Words(
    fr="même identifiant qu'une ligne précédente, gardée mais douteuse",
    en="same identifier as an earlier row, kept but doubtful",
)
FIRST_KEPT = ("agency", "stops")


def unique(name: str, frame: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    """Keep one of identical rows; refuse or set aside rows that share a key and differ.

    Which of two contrary rows is right cannot be known. In the files that make the timetable the
    feed is refused; of stops and agencies the first is kept, for the timetable still stands; in
    the other files both rows are set aside.
    """
    key = [column for column in FILES[name].key if column in frame]
    shared = _shared(frame, key)
    if not shared.any():
        return frame
    same = np.zeros(len(frame), dtype=bool)
    same[shared] = frame[shared].duplicated().to_numpy()
    frame = ledger.without(frame, name, same, SAME)
    contrary = _shared(frame, key)
    if name in FIRST_KEPT:
        return ledger.without(frame, name, frame.duplicated(key) & contrary, LATER)
    if not FILES[name].is_vital:
        return ledger.without(frame, name, contrary, CONTRARY)
    if contrary.any():
        _refuse(name, frame[contrary], key, ledger)
    return frame


def _refuse(name: str, contrary: pd.DataFrame, key: list[str], ledger: Ledger) -> None:
    place = ledger.where(contrary, name, key)
    keyed = ", ".join(key)
    ledger.fault(
        f"{name}.txt : {len(contrary)} lignes différentes ont le même {keyed} : {place.fr}",
        f"{name}.txt: {len(contrary)} different rows share one {keyed}: {place.en}",
    )


def _shared(frame: pd.DataFrame, key: list[str]) -> Flags:
    """Say which rows have the key of another one; rows without any key have none."""
    if not key:
        return np.zeros(len(frame), dtype=bool)
    if not _may_repeat(frame, key):
        return np.zeros(len(frame), dtype=bool)
    named = frame[key].notna().any(axis=1).to_numpy()
    return np.asarray(frame.duplicated(key, keep=False).to_numpy() & named, dtype=bool)


def _may_repeat(frame: pd.DataFrame, key: list[str]) -> bool:
    """Say, without sorting, whether two rows could share a key: a file in order never does."""
    codes, names = pd.factorize(frame[key[0]])
    if len(names) == len(frame):
        return False
    if len(key) != 2 or not pd.api.types.is_integer_dtype(frame[key[1]].dtype):
        return True
    goes_on = codes[1:] == codes[:-1]
    n_runs = 1 + int((~goes_on).sum())
    rank = frame[key[1]].to_numpy(dtype=np.int64, na_value=-1)
    return n_runs != len(names) or bool((np.diff(rank)[goes_on] <= 0).any())
