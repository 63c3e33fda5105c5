"""Visibility of shops: whether one finds them, and what would show them better at least cost."""
