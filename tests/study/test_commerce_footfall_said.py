"""What is said of footfall."""

from dataclasses import replace
from pathlib import Path

from beffroi.foundation.language import Words
from beffroi.study.commerce_footfall import footfall
from beffroi.study.commerce_footfall_said import as_json, busiest, told, which_first
from beffroi.study.commerce_market import Asked
from tests.study.market_town import written


def test_a_stretch_that_one_car_park_makes_is_said_to_be(tmp_path: Path) -> None:
    path = written(tmp_path)
    park = ('<node id="900" lat="47.6501" lon="-2.0760"><tag k="amenity" v="parking"/>'
            '<tag k="capacity" v="900"/></node>')  # fmt: skip
    path.write_text(path.read_text("utf-8").replace("</osm>", park + "</osm>"), "utf-8")
    done = footfall(Asked(osm=path))

    assert busiest(done, 1)["one_park"].iloc[0] > 0.9
    assert any("come from one car park" in words.en for words in done.warnings)
    assert (done.streets["index_low"] < done.streets["index"]).any()
    alone = which_first(done)
    assert alone is not None
    assert "come from one car park" in alone.en
    shared = done.streets.assign(one_park=0.2)
    done = replace(done, streets=shared)
    unsure = replace(done, tops=(Words("Quai", "Quai"), Words("Rue", "Rue")), sways=("car_parks",))
    assert which_first(done) is None
    assert any("not known: by the walks supposed from car parks" in words.en
               for words in told(unsure))  # fmt: skip
    assert not as_json(unsure)["is_first_sure"]
