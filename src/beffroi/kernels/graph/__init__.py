"""How far one gets along the streets: a graph, and searches from or towards many places."""

from beffroi.kernels.graph.gathering import Reached
from beffroi.kernels.graph.reach import costs_between, nearest_of, reached, within
from beffroi.kernels.graph.snapping import snap
from beffroi.kernels.graph.streets import Graph, build

__all__ = ["Graph", "Reached", "build", "costs_between", "nearest_of", "reached", "snap", "within"]
