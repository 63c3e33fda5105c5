"""Catchment: where the customers of shops come from, what leaves, and what a new shop takes."""
