"""Trajectories: fixes of moving devices, cleaned, smoothed, and laid along a line."""

from beffroi.kernels.trajectory.arcs import distances_along, laid
from beffroi.kernels.trajectory.cleaning import Verdict, judged
from beffroi.kernels.trajectory.smoothing import smoothed
from beffroi.kernels.trajectory.stays import Stays, stays

__all__ = ["Stays", "Verdict", "distances_along", "judged", "laid", "smoothed", "stays"]
