"""Explanation of parking: why it is full, how long one searches, and who comes."""
