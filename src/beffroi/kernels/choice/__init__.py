"""Choosing among alternatives: weights, values, robustness, outranking, what to find out first."""
