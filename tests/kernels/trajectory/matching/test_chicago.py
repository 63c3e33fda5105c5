"""Shuttles in Chicago, on the true streets."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from beffroi.kernels.trajectory.matching import FAR, NO_WAY, Model, distances, matched, roads

RIDES = 150
USUAL = Model(3, 50, 6, 2, 3, 300, 2_000, 100, 60)


@pytest.mark.real
def test_shuttles_in_chicago_are_matched_to_the_streets_they_were_on(real_data: Path) -> None:
    folder = real_data / "traces" / "chicago"
    with zipfile.ZipFile(folder / "maps_chicago.zip") as maps:
        vertices, edges = (
            np.loadtxt(maps.read(f"chicago_{name}_osm.txt").decode().split(), delimiter=",")
            for name in ("vertices", "edges")
        )
    ends = np.searchsorted(vertices[:, 0], edges[:, 1:3])
    nodes = vertices[:, 1:]
    made = roads(
        nodes, ends, np.ones((len(ends), 2), bool), 2 * np.arange(len(ends) + 1),
        nodes[ends.ravel()], reach=50.0,
    )  # fmt: skip
    with zipfile.ZipFile(folder / "tracks_chicago.zip") as tracks:
        names = [name for name in tracks.namelist() if name.startswith("chicago/trips/trip_")]
        rides = [np.loadtxt(tracks.read(n).decode().splitlines()) for n in names[:RIDES]]
    points = np.concatenate(rides)[:, :2]
    indptr = np.cumsum([0, *(len(ride) for ride in rides)])

    found = matched(made, indptr, points, np.full(len(points), 5.0), USUAL)

    ridden = sum(np.hypot(*np.diff(ride[:, :2], axis=0).T).sum() for ride in rides)
    nearest = distances(made, points)
    assert (found.edge >= 0).mean() > 0.99
    assert np.isin(found.why, (NO_WAY, FAR)).sum() < RIDES / 5
    assert np.nanmean(found.off) < nearest[np.isfinite(nearest)].mean() + 1
    assert np.nansum(np.abs(found.end - found.begin)) == pytest.approx(ridden, rel=0.1)
