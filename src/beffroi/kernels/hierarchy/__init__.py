"""How long it takes to everywhere by car: a hierarchy of crossings, swept from the top."""

from beffroi.kernels.hierarchy.levels import Hierarchy, contract
from beffroi.kernels.hierarchy.times import blocks_from, sums_within, times_between, times_from

__all__ = ["Hierarchy", "blocks_from", "contract", "sums_within", "times_between", "times_from"]
