"""Maturity: what a town can already carry, seen by proofs that can be looked at."""
