"""Map matching: the streets that rides were most likely driven along.

A hidden Markov model in the manner of Newson and Krumm (2009): a fix lies near the street it was
taken in, and the way from one fix to the next is about as long as the straight line between them.
"""

from beffroi.kernels.trajectory.matching.candidates import distances
from beffroi.kernels.trajectory.matching.matching import (
    FAR,
    INTERPOLATED,
    MATCHED,
    NO_STREET,
    NO_WAY,
    Matched,
    Model,
    matched,
)
from beffroi.kernels.trajectory.matching.roads import Roads, roads

__all__ = [
    "FAR",
    "INTERPOLATED",
    "MATCHED",
    "NO_STREET",
    "NO_WAY",
    "Matched",
    "Model",
    "Roads",
    "distances",
    "matched",
    "roads",
]
