"""Scenarios as people write them, and as they get them wrong."""

from pathlib import Path

import geopandas as gpd
import pytest

from beffroi.engines.mobility.scenarios.changes import KINDS, AddLine, OnDemand
from beffroi.engines.mobility.scenarios.ranges import Between
from beffroi.foundation.errors import BeffroiError, FaultyFileError, InputError
from beffroi.foundation.language import message
from beffroi.study.scenario_files import read
from beffroi.study.scenario_new import skeleton
from tests.engines.mobility.access.basins import X, Y, basin, bus

HEAD = '[scenario]\nid = "a"\nname = "A"\n'
LINK = '[[change]]\nkind = "bike_link"\nname = "L"\n'
CUT = '[[change]]\nkind = "cut_line"\n'
ADD = '[[change]]\nkind = "add_line"\nname = "N"\nfrom = "06:00"\nto = "08:00"\n'
ZONE = '[[change]]\nkind = "on_demand"\nname = "Z"\nhours = ["06:00", "20:00"]\nwait = [5, 15]\n'


def at(*metres: tuple[float, float]) -> str:
    """Write points of the street as longitude and latitude."""
    x, y = [X + one for one, _ in metres], [Y + other for _, other in metres]
    points = gpd.GeoSeries.from_xy(x, y, crs=2154).to_crs(4326)
    return "[" + ", ".join(f"[{p.x:.6f}, {p.y:.6f}]" for p in points) + "]"


STOPS = at((0, 0), (2000, 0))


def said(tmp_path: Path, text: str) -> str:
    """Read a scenario that cannot be, and return what is said of it."""
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BeffroiError) as caught:
        read(path, basin(bus("a"), bus("b")))
    assert len(message(caught.value, "fr")) > 20
    return message(caught.value, "en")


def test_numbers_come_in_their_units(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    square = at((0, -50), (500, -50), (500, 50), (0, 50))
    path.write_text(
        f'{HEAD}within = 12\n{ADD}stops = {STOPS[:-1]}, "b:s4"]\nheadway = [10, 20]\nspeed = 18\n'
        f'cost_per_km = 5\n{ZONE}area = {square}\nto = "stops"\n',
        encoding="utf-8",
    )

    scenario = read(path, basin(bus("a"), bus("b")))

    line, zone = scenario.changes
    assert isinstance(line, AddLine)
    assert isinstance(zone, OnDemand)
    assert line.headway == Between(600, 1200)
    assert line.speed == Between(5, 5)
    assert line.hours.end == 8 * 3600
    assert line.stops[2].stop == "b:s4"
    assert zone.area.area == pytest.approx(50_000, rel=1e-3)
    assert zone.cost.per_year is None
    assert scenario.evidence == "D"
    assert scenario.within == 12


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD, "0 changes are listed"),
        (HEAD + "[[change]]\nkind = \"cutline\"\n", "did you mean cut_line?"),
        (f"{HEAD}{CUT}line = \"a:q\"\n", "the nearest are a:r"),
        (f"{HEAD}{CUT}ligne = \"a:r\"\n", "did you mean line?"),
        (f"{HEAD}{ADD}stops = {STOPS}\nheadway = 0\n", "headway is 0"),
        (f"{HEAD}{ADD}stops = {STOPS}\nheadway = -5\n", "headway is -5"),
        (f"{HEAD}{ADD}stops = {STOPS}\nheadway = [20, 10]\n", "two in that order"),
        (f"{HEAD}{ADD}stops = {STOPS}\nheadway = nan\n", "headway is nan"),
        (f"{HEAD}{ADD}stops = [[nan, 1.0], [0.0, 0.0]]\nheadway = 5\n", "off the map, nan"),
        (f"{HEAD}{ADD}stops = [\"s9\", \"s1\"]\nheadway = 5\n", "no stop is called"),
        (HEAD + ADD.replace("08:00", "31:00") + f"stops = {STOPS}\nheadway = 5\n", "to is '31:00'"),
        (HEAD + ADD.replace("08:00", "05:00") + f"stops = {STOPS}\nheadway = 5\n", "before to"),
        (f"{HEAD}{LINK}path = {at((0, 0))}\n", "a list of 2 places at least"),
        (f"{HEAD}{LINK}path = {at((0, 0), (0, 0))}\n", "the same as the one before"),
        (f"{HEAD}{LINK}path = {STOPS}\nstress = 3\n", "must be 1 or 2"),
        (f"{HEAD}{ZONE}area = {at((0, 0), (90, 90), (90, 0), (0, 90))}\nto = \"area\"\n",
         "crosses itself"),
        (f"{HEAD}{ZONE}area = \"../../etc/passwd\"\nto = \"area\"\n", "beside the scenario"),
        (HEAD.replace('"a"', '"A b"') + f"{LINK}path = {STOPS}\n", "lower-case"),
        *((f"{HEAD}within = {found}\n{LINK}path = {STOPS}\n",
           "give a whole number of minutes from 5 to 60")
          for found in ("4", "61", "20.0", '"20"', "true", "nan")),
        ("scenario = 1\nchange = 2\n", "must be"),
        ("\0", "not valid TOML"),
    ],
)  # fmt: skip
def test_a_fault_is_one_clear_sentence(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in said(tmp_path, text)


def test_a_line_of_two_feeds_must_be_said_which(tmp_path: Path) -> None:
    one, other = bus("a"), bus("b")
    for feed in (one, other):
        feed.tables["routes"]["route_short_name"] = "1"
    path = tmp_path / "a.toml"
    path.write_text(f'{HEAD}{CUT}line = "1"\n', encoding="utf-8")

    with pytest.raises(FaultyFileError) as caught:
        read(path, basin(one, other))

    assert "a:r, b:r" in message(caught.value, "en")

    for feed, way in ((one, "there"), (other, "back")):
        feed.tables["routes"]["route_long_name"] = way
    with pytest.raises(FaultyFileError) as caught:
        read(path, basin(one, other))
    assert "a:r (there), b:r (back)" in message(caught.value, "en")


def test_a_study_without_timetables_has_no_line_to_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(f'{HEAD}{CUT}line = "q"\n', encoding="utf-8")

    with pytest.raises(BeffroiError, match="the study has no timetable"):
        read(path, basin())


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = said(tmp_path, f'{HEAD}{CUT}line = "z"\n{LINK}path = []\nstress = 9\n')

    assert "no line is called" in text
    assert "must be 1 or 2" in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_scenario_only_lacks_its_places(tmp_path: Path, kind: str) -> None:
    text = said(tmp_path, skeleton(kind))

    assert "is not a key" not in text
    assert "kind is" not in text


def test_a_kind_that_is_none_is_refused() -> None:
    with pytest.raises(InputError):
        skeleton("boat")
