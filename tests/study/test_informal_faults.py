from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from beffroi.foundation.errors import FaultyFileError, HostileFileError, UnreadableFileError
from beffroi.study import informal_faults, informal_networks
from beffroi.territory.informal import InformalNetwork
from tests.towns import informal


@pytest.fixture
def drawn() -> InformalNetwork:
    return informal.network()


@pytest.mark.parametrize("damage", [b"", b"PAR1", b"PAR1" + bytes(200) + b"PAR1"])
def test_a_damaged_table_is_named(tmp_path: Path, drawn: InformalNetwork, damage: bytes) -> None:
    informal_networks.write(drawn, tmp_path)
    (tmp_path / "calls.parquet").write_bytes(damage)

    with pytest.raises(UnreadableFileError, match=r"calls\.parquet"):
        informal_networks.read(tmp_path)


def test_a_table_damaged_in_its_middle_is_named(tmp_path: Path, drawn: InformalNetwork) -> None:
    informal_networks.write(drawn, tmp_path)
    path = tmp_path / "variants.parquet"
    raw = path.read_bytes()
    path.write_bytes(raw[:40] + bytes(400) + raw[440:])

    with pytest.raises(UnreadableFileError, match=r"variants\.parquet"):
        informal_networks.read(tmp_path)


def test_a_table_that_unfolds_beyond_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "routes.parquet"
    pq.write_table(pa.table({"x": pa.nulls(informal_faults.MOST_ROWS + 1)}), path)

    with pytest.raises(HostileFileError, match="memory"):
        informal_faults.table_of(path)


def test_strange_values_are_told_together(tmp_path: Path, drawn: InformalNetwork) -> None:
    points = drawn.stops.assign(geometry=shapely.Point(500, 0))
    informal_networks.write(
        replace(drawn, headways=drawn.headways.assign(headway_s=float("inf")), stops=points,
                variants=drawn.variants.to_crs(2972)), tmp_path,
    )  # fmt: skip

    with pytest.raises(FaultyFileError) as refused:
        informal_networks.read(tmp_path)

    said = str(refused.value)
    for part in ("infinite", "Point within", "LineString within"):
        assert part in said


def test_disorder_is_told_together(tmp_path: Path, drawn: InformalNetwork) -> None:
    informal_networks.write(
        replace(drawn, calls=drawn.calls.assign(along_m=1.0),
                headways=drawn.headways.assign(begins_s=0.0, headway_s=0.0),
                times=drawn.times.assign(low_s=9e9)), tmp_path,
    )  # fmt: skip

    with pytest.raises(FaultyFileError) as refused:
        informal_networks.read(tmp_path)

    said = str(refused.value)
    for part in ("along_m", "overlap", "0 seconds", "low_s"):
        assert part in said
