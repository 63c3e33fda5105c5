"""How files refer to each other."""

from pathlib import Path

import pytest

from beffroi.formats import gbfs
from beffroi.formats.gbfs.relations import relation_faults
from tests.formats.gbfs.systems import saved, system


def test_a_name_is_only_judged_against_a_file_that_was_given(tmp_path: Path) -> None:
    files = system()
    del files["vehicle_types"], files["station_information"]

    assert list(relation_faults(gbfs.found(saved(tmp_path / "velo", files)))) == []


def test_disabled_bicycles_and_docks_take_a_place_too(tmp_path: Path) -> None:
    files = system()
    files["station_status"]["data"]["stations"][0]["num_bikes_disabled"] = 1

    [(code, row)] = relation_faults(gbfs.found(saved(tmp_path / "velo", files)))

    assert (code, row.fields["counted"]) == ("over_capacity", 11)


@pytest.mark.parametrize("strange", [["human"], {"a": 1}, 3])
def test_a_propulsion_that_is_no_word_is_looked_at_all_the_same(
    tmp_path: Path, strange: object
) -> None:
    files = system()
    type_ = files["vehicle_types"]["data"]["vehicle_types"][0]
    type_["propulsion_type"] = strange
    type_.pop("max_range_meters", None)

    codes = {code for code, _ in relation_faults(gbfs.found(saved(tmp_path / "velo", files)))}

    assert "missing_range" in codes
