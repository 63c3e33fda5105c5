"""Tables of positions: rides parted by their columns."""

import pandas as pd

from beffroi.formats.rides import columns
from beffroi.formats.rides.track import Options


def cells(**given: list[str | None]) -> pd.DataFrame:
    return pd.DataFrame({name.replace("_", " "): pd.Series(column, dtype=object)
                         for name, column in given.items()})  # fmt: skip


def test_two_devices_on_one_ride_make_two_rides() -> None:
    found = columns.read(
        cells(trip=["1", "1", "2"], Device_ID=["a", "b", "a"], lon=["2", "2", "2"],
              lat=["48", "48", "48"], driver=["Jean", "Jean", "Jean"]), Options()
    )  # fmt: skip

    assert [(t.name, len(t.fixes)) for t in found.tracks] == [("1", 1), ("1", 1), ("2", 1)]
    assert found.notes["devices"] == 1
    assert found.unknown == ("driver",)


def test_what_a_surveyor_marks_stands_beside_the_line() -> None:
    found = columns.read(
        cells(longitude=["2,5", "2.6"], latitude=["48", "48"], time=["1676813771", "1676813772000"],
              vitesse_km_h=["36", "n/a"], montees=["3", None]), Options()
    )  # fmt: skip

    (track,) = found.tracks
    assert len(track.fixes) == 2
    assert track.fixes["speed_ms"].iloc[0] == 10.0
    assert track.marks[["lon", "boardings", "event"]].to_numpy().tolist() == [[2.5, 3.0, "stop"]]
    assert found.notes["numbers"] == 1


def test_a_column_of_hours_that_holds_days_tells_the_time() -> None:
    places = {"lon": ["2", "2"], "lat": ["48", "48"]}
    days = columns.read(cells(heure=["2026-01-05 10:00:00", "2026-01-05 10:00:10"], **places),
                        Options(zone="Etc/UTC"))  # fmt: skip
    hours = columns.read(cells(heure=["10:00:00", "10:00:10"], **places), Options())

    assert days.tracks[0].fixes["time"].tolist() == [1767607200.0, 1767607210.0]
    assert hours.tracks[0].fixes["time"].isna().all()
    assert +hours.notes == {"no_day": 1}
