"""Rides read: every file told, every ride accounted for, no device known."""

import contextlib
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.formats import rides
from beffroi.formats.rides import Options
from beffroi.foundation.errors import (
    FaultyFileError,
    InputError,
    SettingsError,
    UnreadableFileError,
)
from beffroi.territory.rides import FIXES, RIDES
from tests.formats.rides.made import gpx, kept, line, rows, table, track

BOMB = """<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"""


def english(reading: rides.Reading) -> str:
    return "\n".join(words.en for words in reading.warnings)


def test_every_file_of_a_folder_is_accounted_for(tmp_path: Path) -> None:
    folder = kept(
        tmp_path / "rides",
        a_gpx=gpx(track() + track(lat=5.6)), b_csv=table("time,lon,lat", rows()),
        bomb_gpx=gpx(track(), BOMB), map_gpx="<kml><Placemark/></kml>", notes_pdf=b"%PDF",
        empty_csv="", cut_gpx=gpx(track())[:-400], dust_json="{",
    )  # fmt: skip

    reading = rides.read([folder])

    FIXES.check(reading.fixes)
    RIDES.check(reading.rides)
    states = reading.rides.set_index("file")["state"]
    assert sorted(set(states.index)) == sorted(f"rides/{p.name}" for p in folder.iterdir())
    assert states.value_counts().to_dict() == {"set_aside": 5, "used": 4}
    assert len(reading.fixes) == reading.rides["n_fixes"].sum()
    said = english(reading)
    told = (
        "bomb.gpx: it declares a document type",
        "map.gpx: it is KML",
        "empty.csv",
        "dust.json: it is damaged JSON",
        "notes.pdf",
        "cut.gpx: the file is cut",
    )
    for part in told:
        assert part in said
    assert str(tmp_path) not in said


def test_devices_leave_no_trace(tmp_path: Path) -> None:
    imei = "356938035643809"
    lines = [(*row, imei if i % 2 else "B7") for i, row in enumerate(rows(60))]
    folder = kept(tmp_path / "r", **{f"{imei}_csv": table("time,lon,lat,IMEI", lines)})

    first, second = rides.read([folder]), rides.read([folder])

    assert first.fixes["device"].nunique() == 2
    assert len(first.rides) == 2
    assert set(first.fixes["device"]).isdisjoint(second.fixes["device"])
    for frame in (first.fixes, first.rides):
        assert imei not in frame.to_csv()
    assert imei not in english(first)


def test_a_file_that_lies_beside_the_others_only_once_swapped_is_swapped(tmp_path: Path) -> None:
    ride = [row[1:] for row in rows()]
    folder = kept(
        tmp_path / "r", a_geojson=line(ride), b_geojson=line(ride), c_geojson=line(ride),
        d_geojson=line([place[::-1] for place in ride]), e_geojson=line([(2.0, 48.0), (2.1, 48.1)]),
    )  # fmt: skip

    reading = rides.read([folder])

    turned = reading.fixes[reading.fixes["ride_id"] == "r00004"]
    assert turned["lon"].eq(-54.03).all()
    assert "d.geojson: latitude before longitude: put the right way round" in english(reading)
    assert reading.rides["reason"].tolist()[-1] == "few no_time apart"
    assert reading.rides["state"].tolist()[-1] == "provisional"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (Options(zone="America/Cayenne"), "put the right way round, as only then it lies near"),
        (Options(near=(-54.0, 5.5)), "put the right way round, as only then it lies near"),
        (Options(zone="Europe/Paris"), "1 ride far from the map, the stops or the time zone"),
        (Options(zone="UTC"), ""),
    ],
)
def test_a_file_alone_is_turned_where_the_place_told_leaves_no_doubt(
    tmp_path: Path, options: Options, said: str
) -> None:
    ride = [row[1:] for row in rows()]
    folder = kept(tmp_path / "r", a_geojson=line([place[::-1] for place in ride]))

    reading = rides.read([folder], options)

    assert said in english(reading)
    is_turned = "right way round" in said
    assert reading.fixes["lon" if is_turned else "lat"].eq(-54.03).all()
    assert ("right way round" in english(reading)) == is_turned


def test_a_file_alone_in_the_right_order_is_left_as_it_is(tmp_path: Path) -> None:
    folder = kept(tmp_path / "r", a_geojson=line([row[1:] for row in rows()]))

    reading = rides.read([folder], Options(zone="America/Cayenne"))

    assert reading.fixes["lon"].eq(-54.03).all()
    assert "latitude" not in english(reading)


def test_a_file_given_twice_is_one_ride(tmp_path: Path) -> None:
    folder = kept(
        tmp_path / "rides", a_gpx=gpx(track()), b_csv=table("time,lon,lat", rows()),
        copy_of_a_gpx=gpx(track()),
    )  # fmt: skip

    reading = rides.read([folder])

    assert reading.rides["reason"].eq("copy").sum() == reading.rides["state"].eq("set_aside").sum()
    assert reading.rides.set_index("file").at["rides/copy_of_a.gpx", "state"] == "set_aside"
    assert reading.rides.set_index("file").at["rides/a.gpx", "state"] == "used"
    assert "copy_of_a.gpx: 1 ride recorded point for point as another" in english(reading)


def test_tables_without_headings_in_metres_are_read_once_told_how(tmp_path: Path) -> None:
    lines = "\n".join(f"{446299.2 + i}  4635291.7 {1303144787.0 + i}" for i in range(30))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("__MACOSX/.x", "")
        archive.writestr("trips/trip_1.txt", lines)

    with pytest.raises(FaultyFileError, match="no headings"):
        rides.read([tmp_path / "a.zip"])
    with pytest.raises(FaultyFileError, match="metres"):
        rides.read([tmp_path / "a.zip"], Options(columns=("x", "y", "time")))
    reading = rides.read([tmp_path / "a.zip"], Options(32616, ("x", "y", "time")))

    assert reading.fixes[["lon", "lat"]].iloc[0].tolist() == pytest.approx(
        [-87.647, 41.868], abs=2e-3
    )
    assert reading.rides["state"].tolist() == ["set_aside", "used"]
    assert reading.rides["starts"].iloc[1] == 1303144787


def test_what_cannot_be_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()

    with pytest.raises(UnreadableFileError, match="holds no file"):
        rides.read([tmp_path / "none"])
    with pytest.raises(UnreadableFileError, match="no such file"):
        rides.read([tmp_path / "absent.gpx"])
    with pytest.raises(InputError, match="No file of rides"):
        rides.read([])
    with pytest.raises(SettingsError, match="Cayene"):
        rides.read([tmp_path], Options(zone="America/Cayene"))
    with pytest.raises(SettingsError, match="999999"):
        rides.read([tmp_path], Options(epsg=999999))


SOUND = (
    gpx('<wpt lat="5.5" lon="-54"><name>x</name></wpt>' + track()).encode(),
    table("time;lon;lat;device;montees", [(*row, "A", 2) for row in rows()], ";").encode(),
    line([row[1:] for row in rows()], coordTimes=[row[0] for row in rows()]).encode(),
)
JUNK = (b"\0", b"nan", b"1e400", b"<", b'"', b";", b"\n", b"[]", b"null", b"\xff", b"9" * 30)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.sampled_from(SOUND),
    damage=st.lists(st.tuples(st.floats(0, 1), st.sampled_from(JUNK))),
)
def test_no_damage_crashes_the_reader_or_loses_a_row(
    raw: bytes, damage: list[tuple[float, bytes]], tmp_path: Path
) -> None:
    for where, junk in damage:
        place = int(where * len(raw))
        raw = raw[:place] + junk + raw[place + len(junk) :]
    (tmp_path / "ride").write_bytes(raw)

    with contextlib.suppress(FaultyFileError, UnreadableFileError):
        reading = rides.read([tmp_path / "ride"])
        FIXES.check(reading.fixes)
        assert reading.rides[["n_fixes", "n_marks"]].sum().sum() == len(reading.fixes)


@pytest.mark.real
def test_real_rides_are_all_accounted_for(real_data: Path) -> None:
    traces = real_data / "traces"

    limerick = rides.read([traces / "limerick" / "rides"])
    xalapa = rides.read([traces / "xalapa" / "009", traces / "xalapa" / "003"])

    assert limerick.rides["label"].tolist() == ["302"] * 5 + ["304 to UL"] * 4
    assert limerick.rides["state"].eq("used").all()
    assert len(limerick.fixes) + 2 == limerick.rides["n_read"].sum() == 19404
    marks = xalapa.fixes[xalapa.fixes["event"].notna()]
    assert "the columns were shifted by an export" in english(xalapa)
    assert marks["boardings"].max() < 100
    first = marks[marks["ride_id"] == marks["ride_id"].iloc[0]]
    assert first["elapsed"].iloc[:3].tolist() == [0.0, 285.0, 566.0]
    assert xalapa.rides["reason"].tolist().count("no_rides") == 4
    assert np.isnan(xalapa.fixes["time"].to_numpy(dtype=float, na_value=np.nan)).all()
