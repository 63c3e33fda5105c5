"""Scenarios of parking: what a policy changes, for whom, and how sure it is."""
