"""The rules that a timetable obeys as a whole, once each of its files is read."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.formats.gtfs.keys import unique
from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.links import among, linked
from beffroi.formats.gtfs.passages import Passages, backward_rows, endless_rows, passages
from beffroi.formats.gtfs.presence import Tables, check_rows, present
from beffroi.formats.gtfs.reference import CALENDARS, FILES
from beffroi.foundation.language import Words

Flags = npt.NDArray[np.bool_]
LOCATED = (0, 1, 2)
"""Kinds of stops that must have coordinates: stops, stations, entrances."""
NEAR_ZERO = 0.01
"""Degrees around (0, 0), in the Gulf of Guinea, where a stop means that its place is unknown."""
NOWHERE = Words(fr="arrêt sans coordonnées ni passage", en="stop without coordinates or service")
BACKWARDS = Words(fr="fin avant le début", en="ends before it begins")


def ruled(tables: Tables, ledger: Ledger) -> Tables:
    """Check a feed whole.

    Returns
    -------
    The tables, without the rows set aside. Where `ledger` holds faults they are of no use.
    """
    n_faults = len(ledger.faults)
    kept = present(tables, ledger)
    if len(ledger.faults) > n_faults:
        return kept
    kept = {
        name: unique(name, frame, ledger) if name in FILES else frame
        for name, frame in kept.items()
    }
    kept = _forwards(kept, ledger)
    kept = linked(kept, ledger)
    check_rows(kept, ledger)
    _check_places(kept, ledger)
    _check_headways(kept, ledger)
    kept = _located(kept, ledger)
    ordered = passages(kept["stop_times"])
    _tell_times(kept, ordered, ledger)
    _tell_service(kept, ordered, ledger)
    return kept


def _column(tables: Tables, table: str, column: str) -> pd.Series:
    """Return a column, or an empty one where the feed has none."""
    if table in tables and column in tables[table]:
        return tables[table][column]
    return pd.Series([], dtype="string")


def _forwards(tables: Tables, ledger: Ledger) -> Tables:
    if "calendar" not in tables:
        return tables
    calendar = tables["calendar"]
    back = (calendar["end_date"] < calendar["start_date"]).to_numpy(bool, na_value=False)
    return tables | {"calendar": ledger.without(calendar, "calendar", back, BACKWARDS)}


def _check_places(tables: Tables, ledger: Ledger) -> None:
    """Refuse stop times that say nowhere."""
    stop_times = tables["stop_times"]
    nowhere = np.ones(len(stop_times), dtype=bool)
    for column in ("stop_id", "location_id", "location_group_id"):
        if column in stop_times:
            nowhere &= stop_times[column].isna().to_numpy()
    if nowhere.any():
        place = ledger.where(stop_times[nowhere], "stop_times", ["trip_id", "stop_sequence"])
        ledger.fault(
            f"stop_times.txt : {int(nowhere.sum())} passage(s) sans arrêt : {place.fr}",
            f"stop_times.txt: {int(nowhere.sum())} row(s) without a stop: {place.en}",
            n=int(nowhere.sum()),
        )


def _check_headways(tables: Tables, ledger: Ledger) -> None:
    """Refuse headways of zero and bands that end before they begin."""
    if "frequencies" not in tables:
        return
    bands = tables["frequencies"]
    late = bands["end_time"] < bands["start_time"]
    wrong = ((bands["headway_secs"] <= 0) | late).to_numpy(bool, na_value=False)
    if wrong.any():
        columns = ["start_time", "end_time", "headway_secs"]
        place = ledger.where(bands[wrong], "frequencies", columns)
        ledger.fault(
            f"frequencies.txt : {int(wrong.sum())} intervalle(s) nul(s) ou à rebours : {place.fr}",
            f"frequencies.txt: {int(wrong.sum())} headway(s) of zero or reversed: {place.en}",
            n=int(wrong.sum()),
        )


def _located(tables: Tables, ledger: Ledger) -> Tables:
    """Refuse stops of unknown place that are served; set aside those that are not."""
    if "stops" not in tables:
        return tables
    stops = tables["stops"]
    kind = _with(stops, "location_type", "Int64").fillna(0)
    lat, lon = _with(stops, "stop_lat", "Float64"), _with(stops, "stop_lon", "Float64")
    lost = ((lat.isna() | lon.isna()) & kind.isin(LOCATED)).to_numpy(dtype=bool)
    served = among(
        stops["stop_id"],
        _column(tables, "stop_times", "stop_id").drop_duplicates(),
        _column(tables, "stops", "parent_station"),
    )
    _tell_lost(stops[lost & served], ledger)
    zero = ((lat.abs() < NEAR_ZERO) & (lon.abs() < NEAR_ZERO)).to_numpy(bool, na_value=False)
    _tell_zero(stops[zero], ledger)
    return tables | {"stops": ledger.without(stops, "stops", lost & ~served, NOWHERE)}


def _with(frame: pd.DataFrame, column: str, dtype: str) -> pd.Series:
    if column in frame:
        return frame[column]
    return pd.Series(pd.NA, index=frame.index, dtype=pd.api.types.pandas_dtype(dtype))


def _tell_lost(stops: pd.DataFrame, ledger: Ledger) -> None:
    if not stops.empty:
        place = ledger.where(stops, "stops", ["stop_id"])
        ledger.fault(
            f"stops.txt : {len(stops)} arrêt(s) desservi(s) sans coordonnées valides : {place.fr}",
            f"stops.txt: {len(stops)} served stop(s) without valid coordinates: {place.en}",
            n=len(stops),
        )


def _tell_zero(stops: pd.DataFrame, ledger: Ledger) -> None:
    if not stops.empty:
        place = ledger.where(stops, "stops", ["stop_id"])
        ledger.warn(
            f"stops.txt : {len(stops)} arrêt(s) à 0° de longitude et de latitude : {place.fr}.",
            f"stops.txt: {len(stops)} stop(s) at 0° of longitude and latitude: {place.en}.",
            n=len(stops),
        )


def _tell_times(tables: Tables, ordered: Passages, ledger: Ledger) -> None:
    """Tell the trips whose times cannot all be right, or that lack a time at one end."""
    stop_times = tables["stop_times"]
    back = stop_times.iloc[backward_rows(ordered)]
    if not back.empty:
        n_trips = back["trip_id"].nunique()
        place = ledger.where(back, "stop_times", ["trip_id", "stop_sequence"])
        ledger.warn(
            f"stop_times.txt : {n_trips} course(s) à rebours du temps : {place.fr}. "
            "Lignes gardées.",
            f"stop_times.txt: {n_trips} trip(s) going back in time: {place.en}. Rows kept.",
            n=n_trips,
        )
    if "start_pickup_drop_off_window" not in stop_times:
        ends = stop_times["trip_id"].iloc[endless_rows(ordered)]
        _tell_trips(
            tables["trips"][among(tables["trips"]["trip_id"], ends)],
            "sans heure au premier ou au dernier arrêt",
            "without a time at the first or last stop",
            ledger,
        )


def _tell_service(tables: Tables, ordered: Passages, ledger: Ledger) -> None:
    """Tell the trips that run on no date, or that call nowhere."""
    trips, stop_times = tables["trips"], tables["stop_times"]
    services = [_column(tables, name, "service_id") for name in CALENDARS]
    dateless = ~among(trips["service_id"], *services)
    _tell_trips(trips[dateless], "sans aucune date connue", "on no known date", ledger)
    if "location_id" in stop_times or "location_group_id" in stop_times:
        return
    starts = np.flatnonzero(np.diff(ordered.trip, prepend=-1))
    n_calls = np.diff(starts, append=len(ordered.trip))
    short = ~among(trips["trip_id"], stop_times["trip_id"].iloc[ordered.rows[starts[n_calls > 1]]])
    _tell_trips(trips[short], "de moins de deux arrêts", "of fewer than two stops", ledger)


def _tell_trips(trips: pd.DataFrame, fr: str, en: str, ledger: Ledger) -> None:
    if not trips.empty:
        place = ledger.where(trips, "trips", ["trip_id", "service_id"])
        ledger.warn(
            f"trips.txt : {len(trips)} course(s) {fr} : {place.fr}.",
            f"trips.txt: {len(trips)} trip(s) {en}: {place.en}.",
            n=len(trips),
        )
