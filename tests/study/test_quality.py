"""Quality of the data: what is commonly wrong is named, and the rest is computed all the same."""

import pytest

from beffroi.report.page import rendered
from beffroi.study import new, run
from beffroi.study.opened import Study, opened
from beffroi.territory.exhibit import Exhibit
from tests.study.conftest import NOW
from tests.towns import wicked


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Run a study on a cut map and two wicked timetables."""
    folder = tmp_path_factory.mktemp("wicked")
    sources = {
        "osm": (str(wicked.write_osm(folder / "cut.osm")),),
        "gtfs": (
            str(wicked.write_bus(folder / "bus.zip")),
            str(wicked.write_coach(folder / "coach.zip")),
        ),
    }
    new.new(folder / "study", commune="35236", sources=sources, now=NOW)
    run.run(folder / "study", only=("mobility",), now=NOW)
    return opened(folder / "study")


def table(study: Study, name: str) -> Exhibit:
    return next(one for one in study.exhibits if one.id == f"quality.{name}")


def test_every_fault_is_named_with_the_rows_concerned(study: Study) -> None:
    odd = {(row[0], row[1].en): (row[2], row[3]) for row in table(study, "timetables").rows}
    wrong = {(row[0], row[2].en): row[6] for row in table(study, "notices").rows}

    def is_odd(file: str, begins: str) -> bool:
        return any(name == file and said.startswith(begins) for name, said in odd)

    def is_wrong(file: str, holds: str) -> bool:
        return any(name == file and holds in said for name, said in wrong)

    assert is_odd("bus.zip", "Stops outside the map")
    assert is_odd("bus.zip", "Stops placed at latitude and longitude 0")
    assert table(study, "street_islands").rows == (("Impasse Perdue", 1.0, 80),)
    sunday = next(value for (_, said), value in odd.items() if "No service on a Sunday" in said)
    assert "2026-09-01" in sunday[1], "dates with some service are told"
    assert is_odd("bus.zip", "Trips run by headway of which two periods overlap")
    assert is_wrong("bus.zip", "comes back to a stop already served"), "a loop"
    assert is_odd("bus.zip", "Trips with fewer than two stops")
    for what in ("Stop", "Route", "Trip"):
        assert is_odd("coach.zip", f"{what} identifiers that bus.zip uses too")
    assert is_wrong("bus.zip", "goes back on its steps"), "a shape"
    assert is_wrong("coach.zip", "has expired")


def test_the_rest_is_computed(study: Study) -> None:
    figures = {figure.id: figure.value for figure in study.figures}

    assert (figures["mobility.departures"] or 0) >= 12
    assert figures["mobility.fare_breaks"] is None


def test_each_source_is_told_with_what_was_left_out(study: Study) -> None:
    rows = {row[0]: row[2:] for row in table(study, "sources").rows}

    assert set(rows) == {"cut.osm", "bus.zip", "coach.zip"}
    assert rows["bus.zip"][0] > 30
    assert rows["cut.osm"][1] is None, "unknown, not zero"


def test_the_page_has_a_part_for_the_quality_of_the_data(study: Study) -> None:
    page = rendered(study)

    assert page.count('<section id="quality"') == 1
    part = page.split('<section id="quality"')[1].split("</section>")[0]
    for said in ("Impasse Perdue", "coach.zip", "Réparé ou laissé de côté"):
        assert said in part
