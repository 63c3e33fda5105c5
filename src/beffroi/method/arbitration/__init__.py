"""Arbitration: choosing among solutions, with reasons, groups and what is not known."""
