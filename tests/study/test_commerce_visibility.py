"""The visibility of the shops of a map, from the file to the folder."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from beffroi.foundation.errors import InputError, SettingsError
from beffroi.store import sites
from beffroi.study.commerce_given import given
from beffroi.study.commerce_visibility import Audit, as_json, audit, run, tables_of, told
from beffroi.territory.shop_sites import Visit
from tests.store import publisher as publishers
from tests.store.publisher import Publisher

DAY = dt.date(2026, 11, 26)
SITE = "https://aux-pains.example/"
MAP = """<osm version="0.6"><meta osm_base="2026-05-01T00:00:00Z"/>
<node id="1" lat="47.65" lon="-2.08"/><node id="2" lat="47.65" lon="-2.07"/>
<node id="3" lat="47.6501" lon="-2.075"><tag k="shop" v="bakery"/>
<tag k="name" v="&lt;script&gt;alert(1)&lt;/script&gt;"/><tag k="website" v="https://aux-pains.example/"/>
<tag k="opening_hours" v="Tu-Sa 07:00-19:00"/><tag k="check_date" v="2026-03-01"/></node>
<node id="4" lat="47.6501" lon="-2.074"><tag k="disused:shop" v="shoes"/></node>
<node id="5" lat="47.6501" lon="-2.073"><tag k="shop" v="shoes"/>
<tag k="name" v="=1+1"/><tag k="phone" v="+33 2 99 00 00 00"/></node>
<node id="6" lat="47.6501" lon="-2.072"><tag k="amenity" v="cafe"/><tag k="name" v="Le Port"/>
<tag k="website" v="http://127.0.0.1/"/></node>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/>
<tag k="name" v="Grande Rue"/></way></osm>"""
HTML = """<meta name="viewport" content="width=device-width"><script type="application/ld+json">
{"@type": "Bakery", "openingHours": "Tu-Sa 07:00-19:00", "telephone": "0299000000"}</script>"""


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publishers.opened() as opened:
        yield opened


def drawn(folder: Path, text: str = MAP) -> Path:
    path = folder / "town.osm"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    path = drawn(tmp_path_factory.mktemp("visibility"))
    visit = Visit(SITE, SITE, DAY.isoformat(), "answered", 200, html=HTML)
    return audit(given(None, path), DAY, name="town.osm", visits={SITE: visit})


def of(made: Audit, premises: str) -> dict[str, str]:
    (one,) = [s for s in made.scores if s.evidence.premises["premises_id"] == premises]
    return {name: judged.state for name, judged in one.judged.items()}


def test_shops_that_trade_are_judged_by_the_map_and_their_site(made: Audit) -> None:
    states = of(made, "osm:n3")

    assert len(made.scores) == 3, "vacant premises are not judged"
    assert {name for name, state in states.items() if state == "met"} == {
        "located", "hours_told", "hours_read", "hours_agree", "phone", "site_answers",
        "site_encrypted", "site_fits", "structured", "fresh",
    }  # fmt: skip
    assert of(made, "osm:n5")["hours_told"] == "missing"
    assert of(made, "osm:n6")["site_answers"] == "unknown"
    assert made.outcomes == {"answered": 1}
    assert made.streets[0].key == "Grande Rue"


def test_tables_and_answer_hold_what_is_known_and_leave_out_what_is_not(made: Audit) -> None:
    tables = tables_of(made)
    answer = json.loads(json.dumps(as_json(made), allow_nan=False))

    assert len(tables["parts"]) == 3 * 15
    assert tables["visibility"]["score_low"].between(0, 100).all()
    assert answer["shops"] == 3
    assert [row["unknown"] for row in answer["shares"] if row["part"] == "directory"] == [3]
    ids = {one["service"]: [c["state"] for c in one["conditions"]] for one in answer["services"]}
    assert ids["gift_card"] == ["unknown", "unknown"]
    assert next(told(made)).en.startswith("3 shops: ")


def test_a_folder_is_written_whole_and_formulas_compute_nothing(tmp_path: Path) -> None:
    made = run(None, drawn(tmp_path), tmp_path / "out", date="2026-11-26")

    assert set(made.files) == {f"visibility.{end}" for end in ("gpkg", "geojson", "csv", "xlsx")}
    names = pd.read_csv(tmp_path / "out" / "visibility.csv")["name"].tolist()
    assert "'=1+1" in names
    sheet = openpyxl.load_workbook(tmp_path / "out" / "visibility.xlsx")["visibility"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    with pytest.raises(InputError):
        run(None, drawn(tmp_path), tmp_path / "out", date="2026-11-26")


def test_addresses_of_this_machine_are_not_visited_and_visits_are_kept(tmp_path: Path) -> None:
    text = MAP.replace(SITE, "http://localhost/")

    made = run(None, drawn(tmp_path, text), tmp_path / "a", date="2026-11-26", fetch=True,
               cache=tmp_path / "cache")  # fmt: skip
    again = run(None, drawn(tmp_path, text), tmp_path / "b", date="2026-11-27",
                cache=tmp_path / "cache")  # fmt: skip

    assert made.outcomes == again.outcomes == {"inside": 2}
    assert of(made, "osm:n6")["site_answers"] == "unknown"
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_a_site_that_was_visited_is_read(publisher: Publisher, tmp_path: Path) -> None:
    """From the address on the map to the score, by a server of this machine."""
    html = {"Content_Type": "text/html"}
    publisher.script["/"] = [publishers.says(200, HTML.encode(), **html)]
    of_map = given(None, drawn(tmp_path, MAP.replace(SITE, publisher.url + "/")))
    with sites.web_client() as client:
        visitor = sites.Visitor(client, delay=0, inside=frozenset({"127.0.0.1"}))
        visits = sites.visits([publisher.url + "/"], visitor, day=DAY)

    states = of(audit(of_map, DAY, visits=visits), "osm:n3")

    assert states["structured"] == states["site_fits"] == states["hours_agree"] == "met"
    assert states["site_encrypted"] == "missing", "this machine speaks without encryption"


def test_declarations_are_heard_and_those_of_strangers_are_said(tmp_path: Path) -> None:
    path = tmp_path / "declared.csv"
    path.write_text("identifiant;annuaire\nosm:n5;oui\nosm:n99;oui\n", encoding="utf-8")

    made = run(None, drawn(tmp_path), tmp_path / "out", date="2026-11-26", declared=path)

    assert of(made, "osm:n5")["directory"] == "met"
    assert of(made, "osm:n3")["directory"] == "unknown"
    assert any("osm:n99" in words.en for words in made.warnings)


@pytest.mark.parametrize("date", ["", "26/11/2026", "2026-13-01"])
def test_a_day_that_is_none_is_refused(tmp_path: Path, date: str) -> None:
    with pytest.raises(SettingsError, match="is no day"):
        run(None, drawn(tmp_path), tmp_path / "out", date=date)
    assert not (tmp_path / "out").exists()


def test_a_town_without_shops_says_so(tmp_path: Path) -> None:
    bare = '<osm version="0.6"><node id="1" lat="47.65" lon="-2.08"/></osm>'

    made = run(None, drawn(tmp_path, bare), tmp_path / "out", date="2026-11-26")

    assert next(told(made)).en.startswith("No shop trades")
    assert as_json(made)["score"] == {"low": None, "high": None}


@pytest.mark.real
def test_the_shops_of_redon_are_mostly_unknown(real_data: Path) -> None:
    of_redon = given(None, real_data / "osm" / "redon_35_fr.osm")

    made = audit(of_redon, DAY)

    hours = made.shares["hours_told"]
    assert (len(made.scores), hours.met) == (196, 10)
    assert (round(made.whole.low), round(made.whole.high)) == (18, 76)


def test_a_site_that_nobody_asked_is_not_said_to_be_visited(tmp_path: Path) -> None:
    inside = Visit("http://127.0.0.1/", "", DAY.isoformat(), "inside")
    made = audit(given(None, drawn(tmp_path)), DAY, visits={"http://127.0.0.1/": inside})

    said = [one.en for one in told(made)]
    assert made.n_visited == 0
    assert "Sites visited: 0, of which 0 answered; not visited: 1." in said
