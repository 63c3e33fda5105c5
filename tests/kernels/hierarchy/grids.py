"""A town without main streets, which no hierarchy fits: a grid whose every link costs its own."""

import numpy as np

from beffroi.kernels.graph import Graph, build


def uneven_grid(side: int, *, seed: int = 1) -> Graph:
    """Build a square town of equal streets; each link costs 1 to 100 s, and more backwards."""
    random = np.random.default_rng(seed)
    number = np.arange(side * side).reshape(side, side)
    tails = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    heads = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    there = random.integers(1_000, 100_000, len(tails)) / 1000
    back = there + random.integers(0, 20_000, len(tails)) / 1000
    return build(tails, heads, there, back, x=number.ravel() % side, y=number.ravel() // side)
