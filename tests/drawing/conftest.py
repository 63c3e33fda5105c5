"""Towns drawn once for all the tests of the drawing."""

import pytest

from beffroi.drawing import DrawnTown, draw
from beffroi.drawing.measures import measures
from beffroi.drawing.scene import Scene, scene
from beffroi.drawing.terrain import terrain


@pytest.fixture(scope="session")
def town() -> DrawnTown:
    return draw(20_000, 1)


@pytest.fixture(scope="session")
def drawn() -> Scene:
    return scene(terrain(measures(20_000, 1)))
