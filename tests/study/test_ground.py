"""Ground steps: the map in metres, the perimeter, the centre, the people."""

from pathlib import Path

import pytest

from beffroi.foundation.errors import InputError
from beffroi.store import manifest, results
from beffroi.study import new, run, settings
from beffroi.study.ground import located, steps, town_of
from beffroi.study.settings import Settings
from beffroi.study.workshop import Workshop
from tests.study.conftest import NOW
from tests.towns import hamlet


def test_the_map_comes_out_in_the_legal_projection(shop: Workshop) -> None:
    streets = located(shop, "streets")

    assert streets.crs.to_epsg() == 2154
    assert streets.length.round().tolist() == pytest.approx([400] * 10, abs=1)


def test_the_town_is_that_of_the_register(shop: Workshop) -> None:
    assert town_of(shop).name == "Redon"


def test_the_place_names_the_main_street_and_its_perimeter(shop: Workshop) -> None:
    place = shop.document("place")

    assert place["main_street"] == "Grande Rue"
    assert place["perimeter"]["given"]
    assert place["perimeter"]["name"]["fr"] == "centre.geojson"


def test_a_step_is_made_for_each_register_that_a_study_has() -> None:
    bare = Settings("35236", sources={"osm": ("a.osm",)})
    rich = Settings("35236", sources={"osm": ("a.osm",), "bnlc": ("b.csv",), "grid": ("c.csv",)})

    assert [step.name for step in steps(bare)] == ["registers", "map", "place"]
    assert [step.name for step in steps(rich)] == ["registers", "map", "place", "bnlc"]
    assert steps(rich)[2].inputs == ("grid",)


def placed(tmp_path: Path, east: float, **sources: Path) -> Workshop:
    """Run a study of the hamlet with a perimeter of 200 m that begins at metres from its corner."""
    outline = hamlet.write_perimeter(tmp_path / "centre.geojson", x=east, side=200)
    given = {"osm": hamlet.write_osm(tmp_path / "hamlet.osm"), "perimeter": outline} | sources
    study = tmp_path / "study"
    named = {kind: (str(path),) for kind, path in given.items()}
    new.new(study, commune="35236", sources=named, now=NOW)
    run.run(study, now=NOW)
    return Workshop(study, settings.read(study), manifest.read(study),
                    results.Results(study / run.RESULTS))  # fmt: skip


def test_a_perimeter_outside_the_map_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lies outside the map"):
        placed(tmp_path, 20_000)


def test_a_perimeter_that_the_map_covers_in_part_is_told(tmp_path: Path) -> None:
    shop = placed(tmp_path, 300)

    said = [words["en"] for words in shop.document("place")["warnings"]]
    assert "The map covers 50% of the perimeter only: the figures leave the rest out." in said


def test_a_register_that_completes_an_absent_one_is_said_to_be_unread(tmp_path: Path) -> None:
    junk = tmp_path / "ort.csv"
    junk.write_bytes(b"\0junk")

    shop = placed(tmp_path, 100, ort=junk)

    said = [words["en"] for words in shop.document("commune")["warnings"]]
    assert len(said) == 1
    assert '"ort.csv" (ort) was not read: it completes the source programmes' in said[0]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "objects",
    ['<node id="1" lat="47.65" lon="-2.08"/>',
     '<node id="1" lat="47.65" lon="-2.08"><tag k="shop" v="bakery"/></node>',
     '<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>'],
)  # fmt: skip
def test_a_map_that_covers_no_area_is_refused(tmp_path: Path, objects: str) -> None:
    osm = tmp_path / "a.osm"
    osm.write_text(f'<osm version="0.6">{objects}</osm>', encoding="utf-8")
    new.new(tmp_path / "study", commune="35236", sources={"osm": (str(osm),)}, now=NOW)

    with pytest.raises(InputError, match="nothing that a study can use"):
        run.run(tmp_path / "study", now=NOW)
