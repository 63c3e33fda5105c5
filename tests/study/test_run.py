"""A study from its sources to its figures: the hamlet, whose figures were counted by hand."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from beffroi.formats import osm
from beffroi.foundation.errors import BeffroiError, InputError, SettingsError
from beffroi.study import new, opened, run
from beffroi.study.opened import Study
from tests.towns import hamlet

NOW = "2026-11-22T08:00:00+00:00"
LATER = "2027-11-22T08:00:00+00:00"


def made(folder: Path, **sources: Path) -> Path:
    """Make a study of the hamlet."""
    study = folder / "study"
    files = {"osm": hamlet.write_osm(folder / "hamlet.osm")} | sources
    given = {kind: (str(path),) for kind, path in files.items()}
    new.new(study, commune="35236", sources=given, now=NOW)
    return study


def values(study: Study) -> dict[str, float | None]:
    return {figure.id: figure.value for figure in study.figures}


def test_the_figures_are_those_counted_by_hand(tmp_path: Path) -> None:
    study = made(tmp_path)

    run.run(study, now=NOW)

    found = values(opened.opened(study))
    assert found["commerce.trading_shops"] == 6
    assert found["commerce.vacant_premises"] == 2
    assert found["commerce.vacancy_rate"] == 0.25
    assert found["commerce.main_street_premises"] == 5
    assert found["commerce.main_street_vacancy_rate"] == 0.2
    assert found["commerce.hours_known"] == pytest.approx(4 / 6)
    assert found["parking.car_parks"] == 2
    assert found["parking.bays_known"] == 40
    assert found["parking.bicycle_places"] == 6
    assert found["town.streets"] == 10
    assert found["town.buildings"] == 16
    assert found["mobility.shops_reached.walk.5min.from_centre"] == 6
    assert found["mobility.population_reached.walk.15min.to_centre"] == pytest.approx(32, rel=0.01)


def test_every_figure_has_unit_date_source_licence_and_method(tmp_path: Path) -> None:
    study = made(tmp_path, gtfs=hamlet.write_gtfs(tmp_path / "bus.zip"))

    run.run(study, now=NOW)

    for figure in opened.opened(study).figures:
        assert figure.unit
        assert figure.date
        assert figure.method.fr
        assert "{" not in figure.method.fr + figure.method.en + figure.name.fr + figure.name.en
        assert all(source.publisher for source in figure.sources)


def test_a_timetable_adds_stops_trips_and_the_people_near_them(tmp_path: Path) -> None:
    study = made(tmp_path, gtfs=hamlet.write_gtfs(tmp_path / "bus.zip"))

    run.run(study, now=NOW)

    found = values(opened.opened(study))
    assert found["mobility.stops"] == 3
    assert found["mobility.lines"] == 1
    assert found["mobility.trips"] == 6
    assert found["mobility.departures"] == 12
    assert found["mobility.share_near_stop.300m"] == 1


def test_a_perimeter_limits_the_counts_and_not_the_access(tmp_path: Path) -> None:
    study = made(tmp_path, perimeter=hamlet.write_perimeter(tmp_path / "p.geojson"))

    run.run(study, now=NOW)

    found = values(opened.opened(study))
    assert found["commerce.trading_shops"] == 4
    assert found["commerce.vacant_premises"] == 1
    assert found["parking.car_parks"] == 0
    assert found["parking.near_main_street.5min"] == 2
    assert found["mobility.shops_reached.walk.10min.from_centre"] == 6
    assert found["town.perimeter_area"] == pytest.approx(0.0225, rel=0.01)


def test_an_unchanged_study_computes_nothing_and_touches_nothing(tmp_path: Path) -> None:
    study = made(tmp_path)
    first = run.run(study, now=NOW)
    before = {path: path.stat().st_mtime_ns for path in (study / "results").iterdir()}

    again = run.run(study, now=LATER)

    assert "map" in first.computed
    assert again.computed == ()
    assert {path: path.stat().st_mtime_ns for path in (study / "results").iterdir()} == before


def test_another_main_street_does_not_read_the_map_again(tmp_path: Path) -> None:
    study = made(tmp_path)
    run.run(study, now=NOW)
    toml = study / "study.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8").replace(
            '# main_street = "Grande Rue"', 'main_street = "Rue 1 Est"'
        ),
        encoding="utf-8",
    )

    ran = run.run(study, now=NOW)

    assert "map" in ran.kept
    assert "place" in ran.computed
    assert values(opened.opened(study))["commerce.main_street_premises"] == 1


def test_a_changed_source_is_read_again(tmp_path: Path) -> None:
    study = made(tmp_path)
    run.run(study, now=NOW)
    smaller = hamlet.drawn()
    smaller.nodes = [node for node in smaller.nodes if node[3].get("shop") != "clothes"]
    (study / "inputs" / "hamlet.osm").write_bytes(_osm_bytes(tmp_path, smaller))

    ran = run.run(study, now=LATER)

    assert "map" in ran.computed
    assert values(opened.opened(study))["commerce.trading_shops"] == 5


def _osm_bytes(folder: Path, drawing: hamlet.Drawing) -> bytes:
    path = folder / "changed.osm"
    none = pd.DataFrame({"id": [], "members": [], "tags": []})
    nodes = pd.DataFrame(drawing.nodes, columns=["id", "lon", "lat", "tags"])
    ways = pd.DataFrame(drawing.ways, columns=["id", "nodes", "tags"])
    osm.write(path, nodes, ways, none, date=hamlet.DATE)
    return path.read_bytes()


def test_a_damaged_result_is_computed_again(tmp_path: Path) -> None:
    study = made(tmp_path)
    run.run(study, now=NOW)
    (study / "results" / "shops.parquet").write_bytes(b"cut")

    ran = run.run(study, now=NOW)

    assert "map" in ran.computed
    assert "mobility" in ran.kept


def test_one_room_alone_leaves_the_others_out(tmp_path: Path) -> None:
    study = made(tmp_path)

    ran = run.run(study, only=("commerce",), now=NOW)

    rooms = {figure.id.split(".")[0] for figure in opened.opened(study).figures}
    assert rooms == {"commerce", "needs"}
    assert "mobility" not in ran.computed


def test_one_room_alone_keeps_the_results_of_the_others(tmp_path: Path) -> None:
    study = made(tmp_path)
    run.run(study, now=NOW)

    run.run(study, only=("commerce",), now=NOW)

    rooms = {figure.id.split(".")[0] for figure in opened.opened(study).figures}
    assert rooms == {"town", "mobility", "parking", "commerce", "needs"}


def test_a_room_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no room called cinema"):
        run.run(made(tmp_path), only=("cinema",), now=NOW)


def test_the_manifest_tells_where_each_source_comes_from(tmp_path: Path) -> None:
    study = made(tmp_path)
    run.run(study, now=NOW)

    text = (study / "inputs" / "manifest.json").read_text(encoding="utf-8")

    (entry,) = json.loads(text)["sources"]
    assert entry["origin"] == "hamlet.osm"
    assert entry["licence"] == "ODbL 1.0"
    assert entry["date"] == hamlet.DATE
    assert str(tmp_path) not in text


def test_a_map_of_elsewhere_is_refused(tmp_path: Path) -> None:
    path = hamlet.write_osm(tmp_path / "hamlet.osm")
    study = tmp_path / "study"
    new.new(study, commune="84035", sources={"osm": (str(path),)}, now=NOW)

    with pytest.raises(InputError, match="is elsewhere"):
        run.run(study, now=NOW)

    assert not (study / "results" / "figures.json").exists()


def test_a_main_street_that_is_not_on_the_map_is_refused(tmp_path: Path) -> None:
    study = made(tmp_path)
    with (study / "study.toml").open("a", encoding="utf-8") as toml:
        toml.write('main_street = "Rue Nulle-Part"\n')

    with pytest.raises(InputError, match="no street called"):
        run.run(study, now=NOW)


def test_a_study_without_a_map_says_how_to_get_one(tmp_path: Path) -> None:
    new.new(tmp_path / "study", commune="35236", sources={}, now=NOW)

    with pytest.raises(SettingsError, match="beffroi collect"):
        run.run(tmp_path / "study", now=NOW)


def test_results_of_a_failed_run_stay_those_of_the_last_good_one(tmp_path: Path) -> None:
    study = made(tmp_path)
    run.run(study, now=NOW)
    figures = (study / "results" / "figures.json").read_bytes()
    (study / "inputs" / "hamlet.osm").write_text("<osm><node", encoding="utf-8")

    with pytest.raises(BeffroiError):
        run.run(study, now=NOW)

    assert (study / "results" / "figures.json").read_bytes() == figures


def test_a_town_abroad_has_a_report_too(tmp_path: Path) -> None:
    path = hamlet.write_osm(tmp_path / "hamlet.osm")
    study = tmp_path / "study"
    new.new(study, name="Ailleurs", sources={"osm": (str(path),)}, now=NOW)

    run.run(study, now=NOW)

    found = opened.opened(study)
    assert found.name == "Ailleurs"
    assert found.peers == ()
    assert "town.population" not in values(found)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are told otherwise on Windows")
def test_ctrl_c_keeps_what_was_finished_and_the_next_run_goes_on(tmp_path: Path) -> None:
    study = made(tmp_path)
    child = subprocess.Popen(
        [sys.executable, "-m", "beffroi.cli.main", "study", "run", str(study)],
        stderr=subprocess.PIPE,
        env=os.environ | {"BEFFROI_LANG": "en"},
    )
    deadline = time.monotonic() + 60
    while not (study / "results" / "commune.json").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)

    ran = run.run(study, now=NOW)

    assert child.returncode == 130, said
    assert b"Interrupted" in said
    assert "registers" in ran.kept
    assert opened.opened(study).figures
