"""Occupancies given by hand: one share for all places, or a file of them by place and hour."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from beffroi.engines.parking.surveys.sections import bare
from beffroi.formats import parking_occupancies
from beffroi.foundation.errors import InputError, SettingsError

Shares = np.ndarray[Any, np.dtype[np.float64]]


def occupancy(places: pd.DataFrame, told: str, hour: str) -> tuple[Shares, pd.DataFrame]:
    """Give each place of an inventory its occupancy.

    Parameters
    ----------
    places
        Column `place_id`.
    told
        A share, or the path of a CSV of places and occupancies.
    hour
        Which hour of that CSV; empty for the mean of all.

    Returns
    -------
    (n_places,) and a table
        Occupancy, NaN where unknown [1]; and by hour `place_id`, `hour` (text), `occupancy` [1],
        hours in order, empty where the file tells none.

    Raises
    ------
    SettingsError
        If the share or the hour cannot be used.
    InputError
        If the file names none of the places.
    UnreadableFileError, HostileFileError, FaultyFileError
        If the file cannot be used.
    """
    try:
        share = float(told.replace(",", "."))
    except ValueError:
        return _surveyed(places, Path(told), hour.strip())
    if not 0 <= share <= 1:
        raise SettingsError(
            "--occupancy is {told!r}: give a share between 0 and 1, or a file.", told=told
        )
    return np.full(len(places), share), pd.DataFrame(columns=["place_id", "hour", "occupancy"])


def _surveyed(places: pd.DataFrame, path: Path, hour: str) -> tuple[Shares, pd.DataFrame]:
    given = parking_occupancies.read(path, needs_hour=bool(hour))
    table = _placed(given, places)
    if table.empty:
        raise InputError(
            "{file} names none of the places of the inventory (it names {first}).",
            file=path.name, first=", ".join(map(str, given["place_id"].dropna().unique()[:3])),
        )  # fmt: skip
    wanted = table
    if hour:
        wanted = table[table["hour"] == hour]
        if wanted.empty:
            told = sorted(table["hour"].dropna().unique())[:12]
            raise SettingsError(
                "--hour is {hour!r}: the file holds {told}.", hour=hour, told=", ".join(told)
            )
    means = wanted.groupby("place_id")["occupancy"].mean()
    found = places["place_id"].map(means).to_numpy(dtype=float, na_value=np.nan)
    return found, _by_hour(table)


def _placed(table: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Find the places of what a file names: by identifier, else by name, else by street.

    A survey tells a street under its name: both of its sides are as full.
    """
    ids = pd.Series(table["place_id"].dropna().unique()).astype(str)
    by_name = pd.Series(ids.to_numpy(), [bare(one) for one in ids])
    by_name = by_name[~by_name.index.duplicated()]
    told = places["place_id"].where(places["place_id"].isin(ids)).astype("object")
    for column in ("name", "street"):
        if column in places:
            names = places[column].astype("object").map(bare, na_action="ignore")
            told = told.where(told.notna(), names.map(by_name))
    pairs = pd.DataFrame({"told": told, "own": places["place_id"]}).dropna()
    whole = pairs.merge(table.rename(columns={"place_id": "told"}), on="told")
    return whole.rename(columns={"own": "place_id"}).drop(columns="told")


def _by_hour(table: pd.DataFrame) -> pd.DataFrame:
    """Means by place and hour, hours as on a clock where they are numbers."""
    means = table.dropna(subset=["hour"]).groupby(["place_id", "hour"], sort=False)["occupancy"]
    found = means.mean().reset_index()
    clock = found["hour"].str.extract(r"^(\d{1,2})(?:\D+(\d{2}))?")
    minutes = pd.to_numeric(clock[0]) * 60 + pd.to_numeric(clock[1]).fillna(0)
    order = found.assign(minutes=minutes).sort_values(["minutes", "hour"], kind="stable")
    return order.drop(columns="minutes").reset_index(drop=True)
