"""Regulation: from the network that rides show to one that a territorial authority can contract."""

from beffroi.engines.informal.regulation.proposal import Proposal, proposed

__all__ = ["Proposal", "proposed"]
