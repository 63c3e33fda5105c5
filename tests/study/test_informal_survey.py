"""The survey plan, as it is handed to field agents."""

import pandas as pd

from beffroi.study.informal_survey import as_sheet, errands, ride_by_ride, table, task
from beffroi.territory.rides import RIDES
from tests.towns.informal import network

TOWN = network()


def test_an_errand_says_where_to_go_when_what_to_do_and_what_to_note() -> None:
    ride, watch = (next(one for one in errands(TOWN) if one.kind == kind)
                   for kind in ("ride", "watch"))  # fmt: skip

    assert ride.where == (TOWN.stops.geometry.iloc[0].x, TOWN.stops.geometry.iloc[0].y)
    assert ride.place.fr in task(ride).fr
    assert task(ride).fr.startswith("Faire la ligne 2")
    assert ride.when.en == "any day, at any hour"
    assert task(watch).en.startswith(f"Stand at {watch.place.en} and count the departures of line")
    assert "heure" in watch.note.fr
    assert watch.rides is None


def test_lines_that_leave_from_one_place_are_watched_together() -> None:
    watches = [one for one in errands(TOWN) if one.kind == "watch" and one.place.fr == "Marché"]

    assert [one.variants for one in watches] == [("1-out", "2-out")] * 2
    assert task(watches[0]).en.endswith("line 1 to Village, line 2 to Hôpital")
    assert len({one.when for one in watches}) == 2


def test_the_sheet_speaks_both_languages() -> None:
    given = errands(TOWN)

    french, english = table(given, "fr"), table(given, "en")

    assert len(french) == len(english) == len(given)
    assert {"Lieu", "Quand", "Que faire", "Que noter"} <= set(french.columns)
    assert not (french["Pourquoi"].to_numpy() == english["Why"].to_numpy()).any()


def test_every_ride_has_its_row_and_no_name_of_a_file_is_a_formula() -> None:
    rides = RIDES.typed(pd.DataFrame({
        "ride_id": ["r00001", "r00002"], "file": ["=HYPERLINK(1).gpx", "a/b.gpx"],
        "label": [None, "-54.03"], "n_read": [0, 9], "n_fixes": [0, 9], "n_marks": [0, 0],
        "has_time": [False, True], "state": ["set_aside", "provisional"],
        "reason": ["unreadable", "few alone"],
    }))  # fmt: skip

    sheet = as_sheet(ride_by_ride(rides)).splitlines()

    assert sheet[1].startswith("r00001,'=HYPERLINK(1).gpx,")
    assert sheet[1].endswith(",fichier illisible,unreadable file")
    assert ",-54.03,9,9,0,provisional,few alone," in sheet[2]
    assert sheet[2].endswith("very few positions; the only one on its way")
