"""A tiny timetable of two lines, and the ways to pack it."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.reference import FILES
from beffroi.formats.gtfs.sheets import sheet
from beffroi.formats.gtfs.tables import table

MINIMAL = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\n"
    "TIB,Réseau TIB,https://tib.example,Europe/Paris\n",
    "stops.txt": "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
    "GARE,Gare,47.650,-2.090,1,\n"
    "GARE1,Gare quai 1,47.6501,-2.0901,0,GARE\n"
    "HALLE,Les Halles,47.651,-2.085,,\n"
    "PORT,Le Port,47.648,-2.083,,\n",
    "routes.txt": "route_id,agency_id,route_short_name,route_type,route_color\n"
    "A,TIB,A,3,AD182F\nB,TIB,B,3,\n",
    "trips.txt": "route_id,service_id,trip_id,direction_id\nA,SEM,A1,0\nB,SAM,B1,1\n",
    "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    "A1,07:30:00,07:30:00,GARE1,1\nA1,,,HALLE,2\nA1,07:40:00,07:40:00,PORT,3\n"
    "B1,24:50:00,24:50:00,PORT,1\nB1,25:10:00,25:10:00,GARE1,2\n",
    "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,"
    "start_date,end_date\nSEM,1,1,1,1,1,0,0,20240101,20240630\n",
    "calendar_dates.txt": "service_id,date,exception_type\nSAM,20240706,1\nSEM,20240501,2\n",
}
"""Valid files: a line on weekdays, a line on one Saturday night."""


def zipped(folder: Path, files: Mapping[str, str | bytes], name: str = "feed.zip") -> Path:
    """Pack files into an archive."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files.items():
            archive.writestr(member, content)
    return path


def typed(name: str, text: str | bytes, ledger: Ledger | None = None) -> pd.DataFrame:
    """Read one file of a timetable."""
    ledger = ledger or Ledger()
    read = sheet(name, text.encode() if isinstance(text, str) else text, ledger)
    assert read is not None
    return table(name, read, ledger)


def tables(changes: Mapping[str, str] | None = None) -> dict[str, pd.DataFrame]:
    """Read the tiny timetable, some of its files changed, without checking it whole."""
    files = MINIMAL | dict(changes or {})
    names = {file.removesuffix(".txt"): text for file, text in files.items()}
    return {name: typed(name, names[name]) for name in FILES if name in names}


def english(ledger: Ledger) -> str:
    """Return all that a ledger says, in English."""
    return "\n".join(words.en for words in [*ledger.faults, *ledger.warnings])
