"""Layers for a map."""

import numpy as np
import shapely

from beffroi.engines.informal.publishing import layers
from tests.towns import informal


def test_every_row_has_its_place() -> None:
    town = informal.network()

    found = layers(town)

    assert list(found) == ["variants", "stops", "calls", "sections"]
    assert all(layer.crs == "EPSG:4326" for layer in found.values())
    assert all(layer.geometry.notna().all() for layer in found.values())
    assert len(found["calls"]) == len(town.calls)
    lengths = [shapely.length(found[name].geometry) for name in ("sections", "variants")]
    assert np.allclose(*lengths)
