"""Parking: where vehicles and bicycles can be left, and how far from the main street."""
