from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from beffroi.foundation.errors import BeffroiError
from beffroi.study.parking_survey_map import located, on_streets

STREETS = gpd.GeoDataFrame(
    {"name": ["Boulevard Saint-Michel", "Rue Haute", "Rue Haute", "Rue Haute", None]},
    geometry=[shapely.LineString(line) for line in (
        [(-2.0, 47.0), (-1.999, 47.0)], [(-2.0, 47.001), (-1.999, 47.001)],
        [(-1.999, 47.001), (-1.998, 47.001)], [(-1.9, 47.1), (-1.899, 47.1)],
        [(-2.0, 47.002), (-1.999, 47.002)])], crs=4326,
)  # fmt: skip
CAR_PARKS = gpd.GeoDataFrame({"name": ["Place du Marché"]},
                             geometry=[shapely.box(-2.0, 47.003, -1.9995, 47.0035)],
                             crs=4326)  # fmt: skip


def test_sections_are_found_by_the_names_of_their_streets_however_they_are_written() -> None:
    names = (
        "Bd St Michel",
        "rue haute (pair)",
        "rue haute (impair)",
        "PLACE DU MARCHE",
        "R. Hautte",
    )

    shapes, said = on_streets(dict(zip(names, names, strict=True)), STREETS, CAR_PARKS)

    assert shapes["place_id"].tolist() == list(names[:4])
    own = shapes.set_index("place_id").geometry
    assert own["rue haute (pair)"].distance(own["rue haute (impair)"]) > 0
    assert own["rue haute (pair)"].bounds[0] < -1.99
    assert own["PLACE DU MARCHE"].area > 0
    assert "'R. Hautte'" in said[0].en
    assert "Rue Haute" in said[0].en
    assert "more than one Rue Haute" in said[1].en


def test_a_map_without_names_places_nothing_and_says_so() -> None:
    shapes, said = on_streets({"A": "A"}, STREETS.iloc[4:], CAR_PARKS.iloc[:0])

    assert shapes.empty
    assert len(said) == 1


def test_the_streets_of_a_study_serve_as_well_as_those_of_a_map(
    hamlet_study: Path, tmp_path: Path
) -> None:
    where = located(["Rue Haute"], pd.DataFrame({"street": ["Rue Haute"]}), hamlet_study)

    assert "streets" in where.ground
    assert where.ground["streets"].crs == 4326
    assert len(where.shapes) + len(where.warnings) == 1
    with pytest.raises(BeffroiError):
        located(["Rue Haute"], pd.DataFrame({"street": ["Rue Haute"]}), tmp_path)
