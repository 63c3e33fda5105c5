"""The register of carpool places."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.formats import bnlc
from beffroi.foundation.errors import FaultyFileError, ShapeError
from beffroi.territory.tables import CARPOOL_PLACES
from tests.formats.bnlc.registers import row, written


def test_a_place_is_read(tmp_path: Path) -> None:
    reading = bnlc.read(written(tmp_path, row()))

    place = reading.table.iloc[0]
    assert place["carpool_place_id"] == "35236-C-001"
    assert (place.geometry.x, place.geometry.y) == (-2.0812, 47.6512)
    assert place["capacity"] == 12
    assert pd.isna(place["capacity_disabled"])
    assert reading.warnings == ()


def test_swapped_coordinates_and_french_dates_are_mended_and_told(tmp_path: Path) -> None:
    reading = bnlc.read(written(tmp_path, row(Xlong="47.65", Ylat="-2.08", date_maj="24-06-2019")))

    assert reading.table.geometry.x.tolist() == [-2.08]
    assert reading.table["updated"].tolist() == ["2019-06-24"]
    assert len(reading.warnings) == 2


def test_places_off_france_or_without_identifier_are_set_aside(tmp_path: Path) -> None:
    path = written(
        tmp_path, row(), row(id_lieu="35236-C-002", Xlong="0", Ylat="0"), row(id_lieu=""), row()
    )

    reading = bnlc.read(path)

    assert reading.table["carpool_place_id"].tolist() == ["35236-C-001"]
    assert reading.set_aside == 3
    assert any("35236-C-002" in words.en for words in reading.warnings)


def test_a_kind_outside_the_schema_is_kept_and_told(tmp_path: Path) -> None:
    reading = bnlc.read(written(tmp_path, row(type="Place du village")))

    assert reading.table["kind"].tolist() == ["Place du village"]
    assert "Place du village" in reading.warnings[0].fr


def test_a_register_without_coordinates_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bnlc.csv"
    path.write_text("id_lieu,nom_lieu\n1,a\n", encoding="utf-8")

    with pytest.raises(FaultyFileError, match="Xlong, Ylat; it has id_lieu, nom_lieu"):
        bnlc.read(path)


@given(
    st.lists(
        st.tuples(
            st.floats(-4.7, 8.2), st.floats(42.4, 51.0), st.sampled_from(sorted(bnlc.KINDS)),
            st.booleans(), st.one_of(st.none(), st.integers(0, 500)),
        ),
        min_size=1, max_size=5,
    )
)  # fmt: skip
@settings(max_examples=20, deadline=None)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[tuple[float, float, str, bool, int | None]],
) -> None:
    path = tmp_path_factory.mktemp("bnlc") / "bnlc.csv"
    lon, lat, kinds, opened, capacity = zip(*drawn, strict=True)
    table = CARPOOL_PLACES.typed(pd.DataFrame({
        "carpool_place_id": [f"35236-C-{n:03d}" for n in range(len(drawn))],
        "name": 'Gare, dite "du Nord"', "commune": "35236", "kind": kinds, "open": opened,
        "capacity": capacity, "updated": "2024-03-01",
        "geometry": gpd.points_from_xy(lon, lat, crs=4326),
    }))  # fmt: skip

    bnlc.write(table, path)

    reading = bnlc.read(path)
    assert reading.warnings == ()
    plain = table.drop(columns="geometry")
    pd.testing.assert_frame_equal(pd.DataFrame(reading.table.drop(columns="geometry")), plain)
    found = shapely.get_coordinates(reading.table.geometry)
    assert np.allclose(found, np.column_stack([lon, lat]), rtol=0, atol=1e-6)


def test_a_place_that_the_schema_refuses_is_not_written(tmp_path: Path) -> None:
    table = bnlc.read(written(tmp_path, row(type="Place du village"))).table

    with pytest.raises(ShapeError, match=r"type \(35236-C-001\)"):
        bnlc.write(table, tmp_path / "out.csv")

    assert not (tmp_path / "out.csv").exists()


@pytest.mark.real
def test_every_row_of_the_national_register_is_read(real_data: Path) -> None:
    reading = bnlc.read(real_data / "parking" / "bnlc_2026-08.csv")

    assert reading.rows == len(reading.table) == 2_473
    assert reading.warnings == ()
