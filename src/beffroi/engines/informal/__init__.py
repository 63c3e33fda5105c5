"""Informal mobility: from rides to a network that can be published, and how good it is."""
