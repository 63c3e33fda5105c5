"""Passes told from reads: those made, those missed, those that found nobody."""

from beffroi.engines.parking.surveys.passes import EMPTY, MISSING, READ, made
from tests.engines.parking.surveys.reads import BY_HAND, reads


def test_passes_of_one_time_are_passes() -> None:
    passes = made(BY_HAND)

    assert passes.has_names
    assert passes.table["vehicles"].tolist() == [2, 2, 3, 2]
    assert passes.table["rank"].tolist() == [0, 1, 2, 3]


def test_a_busy_section_without_a_read_was_not_walked_by_and_a_quiet_one_was_empty() -> None:
    busy = [(f"{p}.{k}", "Busy", 9.0 + p, str(p)) for p in (0, 1, 3) for k in range(8)]
    quiet = [("q", "Quiet", 9.0 + p, str(p)) for p in (0, 3)]

    table = made(reads(*busy, *quiet)).table

    states = {name: own["state"].tolist() for name, own in table.groupby("section")}
    assert states == {"Busy": [READ, READ, READ], "Quiet": [READ, EMPTY, READ]}

    table = made(reads(*busy, *quiet, ("z", "Quiet", 11.0, "2"))).table

    states = {name: own["state"].tolist() for name, own in table.groupby("section")}
    assert states == {"Busy": [READ, READ, MISSING, READ], "Quiet": [READ, EMPTY, READ, READ]}
    assert table.loc[table["state"] == MISSING, "rank"].tolist() == [-1]


def test_a_section_said_to_be_empty_is() -> None:
    busy = [(f"{p}.{k}", "Busy", 9.0 + p, str(p)) for p in (0, 2) for k in range(8)]

    table = made(reads(*busy, ("", "Busy", 10.0, "1"))).table

    assert table["state"].tolist() == [READ, EMPTY, READ]
    assert table["vehicles"].tolist() == [8, 0, 8]


def test_reads_with_a_time_each_are_parted_by_silences() -> None:
    walked = reads(
        *((f"v{k}", "R", 9 + k / 60, None) for k in range(6)),
        *((f"v{k}", "R", 10 + k / 60, None) for k in range(4)),
    )  # fmt: skip

    passes = made(walked)

    assert not passes.has_names
    assert passes.table["vehicles"].tolist() == [6, 4]
    assert passes.row.tolist() == [0] * 6 + [1] * 4
