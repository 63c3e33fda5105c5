"""Lists of stops with clocks and currencies."""

from pathlib import Path

import pytest

from beffroi.foundation.errors import FaultyFileError
from beffroi.study import informal_stops


def written(folder: Path, *lines: str) -> Path:
    path = folder / "s.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_stop_may_have_a_clock_and_a_currency(tmp_path: Path) -> None:
    table = informal_stops.read(written(
        tmp_path, "id,lon,lat,Fuseau,Monnaie", "a,-54,5.5, America/Paramaribo ,SRD", "b,-54,5.6,,",
    )).table  # fmt: skip

    assert table["time_zone"].tolist()[:1] == ["America/Paramaribo"]
    assert table["currency"].tolist()[:1] == ["SRD"]
    assert table.loc[1, ["time_zone", "currency"]].isna().all()
    assert informal_stops.read(written(tmp_path, "lon,lat", "2,46")).table["currency"].isna().all()


def test_every_unknown_zone_and_currency_is_told_at_once(tmp_path: Path) -> None:
    path = written(
        tmp_path, "id,lon,lat,time_zone,currency", "a,2,46,Mars/Olympus,EUR", "b,2,47,../UTC,euro"
    )

    with pytest.raises(FaultyFileError) as caught:
        informal_stops.read(path)

    assert [fault.en.split(",")[0] for fault in caught.value.faults] == [
        "stop a: no time zone is called 'Mars/Olympus'",
        "stop b: no time zone is called '../UTC'",
        "stop b: no currency has the code 'euro'",
    ]
