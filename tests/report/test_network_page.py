"""The page of a network built of rides."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from beffroi.foundation.language import Words
from beffroi.report.network_page import lines, rendered
from beffroi.study.informal_built import Built, Errand
from beffroi.territory.informal import InformalNetwork
from beffroi.territory.rides import RIDES
from tests.towns.informal import network

RIDES_READ = RIDES.typed(pd.DataFrame([
    {"ride_id": "r1", "file": "<b>.gpx", "n_read": 300, "n_fixes": 299, "n_marks": 0,
     "has_time": True, "state": "used", "reason": "gaps"},
    {"ride_id": "r2", "file": "x.gpx", "n_read": 0, "n_fixes": 0, "n_marks": 0,
     "has_time": False, "state": "set_aside", "reason": "unreadable"},
]))  # fmt: skip


def built(shown: InformalNetwork | None = None) -> Built:
    errand = Errand("watch", Words("Gare", "Gare"), Words("tôt", "early"),
                    (Words("la ligne 2", "line 2"),), ("2-out",), None, Words("Un", "One"), 2.5,
                    Words("L’heure", "The time"))  # fmt: skip
    return Built(Path("out"), shown or network(), RIDES_READ, None, {}, (errand,), (), ())


def test_each_line_shows_its_stops_in_the_order_of_travel_and_how_sure_they_are() -> None:
    first, second = lines(built())

    out, back = first.rows[0].ways
    assert [call.name for call in out.calls] == ["Marché", "École", "Pont", "Village"]
    assert [call.name for call in back.calls] == ["Village", "Pont", "École", "Marché"]
    assert {call.level for call in out.calls} == {"sure"}
    # 2,100 m at 6 m/s; the stays are apart.
    assert out.calls[-1].minutes is not None
    assert out.calls[-1].minutes.fr == "6\u00a0min"
    assert second.is_provisional
    assert not first.is_provisional


def test_a_variant_shows_its_number_where_it_is_not_that_of_its_line() -> None:
    shown = network()
    own = shown.variants.copy()
    own.loc[own.index[0], ["number", "colour", "text_colour"]] = ["1A", "0B5FA5", "FFFFFF"]
    first = next(lines(built(replace(shown, variants=own))))

    assert ">1A<" in first.rows[0].ways[0].badge
    assert first.rows[1].ways[0].badge == ""


def test_a_headway_that_nobody_counted_is_unknown() -> None:
    first, second = lines(built())

    assert [band.headway.en for band in first.rows[0].ways[0].bands] == [
        "10\u00a0min",
        "20\u00a0min",
    ]
    assert {band.headway.en for band in second.rows[0].ways[0].bands} == {"unknown"}


def test_halts_are_not_said_to_be_passengers_where_nobody_counted() -> None:
    counted = network()
    shown = replace(counted, sections=counted.sections.assign(is_counted=False))

    seen, told = (
        " ".join(words.fr for words in next(lines(built(one))).rows[0].ways[0].says)
        for one in (shown, counted)
    )

    assert "haltes hors arrêt, feux compris" in seen
    assert "montent" not in seen
    assert "montent loin de tout arrêt" in told


def test_every_ride_is_on_the_page_and_no_name_of_a_file_breaks_out_of_it() -> None:
    page = rendered(built())

    assert "&lt;b&gt;.gpx" in page
    assert "<b>.gpx" not in page
    assert "x.gpx" in page
    assert "fichier illisible" in page


def test_rides_that_show_no_line_still_have_their_page() -> None:
    shown = network()
    nothing = replace(shown, **{
        name: getattr(shown, name).iloc[:0]
        for name in ("routes", "variants", "stops", "calls", "headways", "times", "fares",
                     "sections", "pieces")
    })  # fmt: skip

    page = rendered(built(nothing))

    assert "ne montrent aucune ligne" in page
    assert "x.gpx" in page
