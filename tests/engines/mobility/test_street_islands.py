"""Islands of streets."""

import pandas as pd
import shapely

from beffroi.engines.mobility.street_islands import street_islands
from beffroi.territory.tables import STREETS

NODES = pd.DataFrame(
    {"node_id": range(1, 8), "lon": [3.0 + n / 1000 for n in range(7)], "lat": [46.5] * 7}
)


def streets(*ways: list[int], **columns: list[str | None]) -> pd.DataFrame:
    lines = [shapely.LineString([(n, 0), (n + 1, 0)]) for n in range(len(ways))]
    given = {"street_id": range(len(ways)), "highway": ["residential"] * len(ways)}
    return STREETS.framed(given | {"nodes": list(ways), "geometry": lines} | columns)


def test_what_leads_to_no_other_street_is_listed_longest_first() -> None:
    given = streets([1, 2, 3], [4, 5], [6, 7], name=["Grande", None, "Perdue"])
    given = pd.concat([given, streets([3, 1])], ignore_index=True)

    found = street_islands(given, NODES, epsg=2154)

    assert found["streets"].tolist() == [1, 1]
    assert set(found["name"].fillna("")) == {"", "Perdue"}
    assert found["metres"].round().tolist() == [77, 77]


def test_motorways_are_no_island_on_foot_and_nothing_gives_none() -> None:
    assert street_islands(streets([1, 2], highway=["motorway"]), NODES, epsg=2154).empty
