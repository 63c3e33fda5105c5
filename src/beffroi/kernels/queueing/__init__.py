"""Queues of vehicles before spaces: loss, impatience, hours of the day, the walk of a search."""
